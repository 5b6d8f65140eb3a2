package dev.tocsin.notifier.channel.sms;

import dev.tocsin.contract.delivery.Channel;
import dev.tocsin.notifier.subscription.Address.SecretAddress;
import dev.tocsin.notifier.subscription.AddressReader;
import dev.tocsin.notifier.subscription.FieldProblem;
import dev.tocsin.notifier.subscription.SubscriptionForm;
import dev.tocsin.notifier.subscription.Translation;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.regex.Pattern;

@Singleton
class SmsAddressReader implements AddressReader {

    /// ITU-T E.164, with a country code.
    private static final Pattern NUMBER = Pattern.compile("\\+[1-9][0-9]{6,14}");

    private static final String EXAMPLE = "+431234567";

    private final SmsSettings settings;

    SmsAddressReader(SmsSettings settings) {
        this.settings = settings;
    }

    @Override
    public Channel channel() {
        return Channel.SMS;
    }

    @Override
    public Prompt prompt(Translation in) {
        return Prompt.of(Channel.SMS, "tel", EXAMPLE, in);
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
    public AddressReading read(SubscriptionForm form) {
        if (form.address() == null) {
            return wrong("is missing");
        }
        var number = form.address().replaceAll("[ ().-]", "");
        return NUMBER.matcher(number).matches()
                ? new AddressReading.Right(new SecretAddress(Channel.SMS, number))
                : wrong("is not a number with its country code, such as " + EXAMPLE);
    }

    private static AddressReading wrong(String message) {
        return new AddressReading.Wrong(List.of(new FieldProblem("address", message)));
    }
}
