package dev.tocsin.notifier.channel.sms;

import dev.tocsin.contract.delivery.Channel;
import dev.tocsin.notifier.subscription.Address.SecretAddress;
import dev.tocsin.notifier.subscription.AddressReader;
import dev.tocsin.notifier.subscription.FieldProblem;
import dev.tocsin.notifier.subscription.SubscriptionForm;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.regex.Pattern;

@Singleton
class SmsAddressReader implements AddressReader {

    /// ITU-T E.164, with a country code.
    private static final Pattern NUMBER = Pattern.compile("\\+[1-9][0-9]{6,14}");

    private static final Prompt PROMPT = new Prompt(
            "By text message",
            "address",
            "tel",
            "phone number",
            "+431234567",
            "With the country code. We send a code, which you enter on the next page.");

    private final SmsSettings settings;

    SmsAddressReader(SmsSettings settings) {
        this.settings = settings;
    }

    @Override
    public Channel channel() {
        return Channel.SMS;
    }

    @Override
    public Prompt prompt() {
        return PROMPT;
    }

    @Override
    public boolean isConfigured() {
        return settings.url().isPresent();
    }

    @Override
    public boolean isConfirmedByCode() {
        return true;
    }

    @Override
    public Result read(SubscriptionForm form) {
        if (form.address() == null) {
            return wrong("is missing");
        }
        var number = form.address().replaceAll("[ ().-]", "");
        return NUMBER.matcher(number).matches()
                ? new Result.Right(new SecretAddress(Channel.SMS, number))
                : wrong("is not a number with its country code, such as " + PROMPT.example());
    }

    private static Result wrong(String message) {
        return new Result.Wrong(List.of(new FieldProblem("address", message)));
    }
}
