package dev.tocsin.notifier.channel.email;

import dev.tocsin.contract.delivery.Channel;
import dev.tocsin.notifier.subscription.AddressReader;
import dev.tocsin.notifier.subscription.FieldProblem;
import dev.tocsin.notifier.subscription.MailAddresses;
import dev.tocsin.notifier.subscription.MailAddresses.MailAddressReading;
import dev.tocsin.notifier.subscription.SubscriptionForm;
import dev.tocsin.notifier.subscription.Translation;
import jakarta.inject.Singleton;
import java.util.List;

@Singleton
class MailAddressReader implements AddressReader {

    private static final String EXAMPLE = "jo@example.com";

    @Override
    public Channel channel() {
        return Channel.EMAIL;
    }

    @Override
    public Prompt prompt(Translation in) {
        return Prompt.of(Channel.EMAIL, "email", EXAMPLE, in);
    }

    @Override
    public AddressReading read(SubscriptionForm form) {
        if (form.address() == null) {
            return wrong("is missing");
        }
        return switch (MailAddresses.read(form.address())) {
            case MailAddressReading.Right(var address) -> new AddressReading.Right(address);
            case MailAddressReading.Wrong(var problem) -> wrong(problem);
        };
    }

    private static AddressReading wrong(String message) {
        return new AddressReading.Wrong(List.of(new FieldProblem("address", message)));
    }
}
