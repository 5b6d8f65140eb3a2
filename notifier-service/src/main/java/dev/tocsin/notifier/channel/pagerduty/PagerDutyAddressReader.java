package dev.tocsin.notifier.channel.pagerduty;

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
class PagerDutyAddressReader implements AddressReader {

    private static final Pattern ROUTING_KEY = Pattern.compile("[A-Za-z0-9]{32}");

    private static final String EXAMPLE = "0123456789abcdef0123456789abcdef";

    @Override
    public Channel channel() {
        return Channel.PAGERDUTY;
    }

    @Override
    public Prompt prompt(Translation in) {
        return Prompt.of(Channel.PAGERDUTY, "text", EXAMPLE, in);
    }

    @Override
    public AddressReading read(SubscriptionForm form) {
        if (form.address() == null) {
            return wrong("is missing");
        }
        var key = form.address().strip();
        return ROUTING_KEY.matcher(key).matches()
                ? new AddressReading.Right(new SecretAddress(Channel.PAGERDUTY, key))
                : wrong("is not an integration key of 32 letters and digits");
    }

    private static AddressReading wrong(String message) {
        return new AddressReading.Wrong(List.of(new FieldProblem("address", message)));
    }
}
