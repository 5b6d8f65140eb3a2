package dev.tocsin.notifier.channel.email;

import dev.tocsin.contract.delivery.Channel;
import dev.tocsin.notifier.subscription.AddressReader;
import dev.tocsin.notifier.subscription.FieldProblem;
import dev.tocsin.notifier.subscription.MailAddresses;
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
    public Result read(SubscriptionForm form) {
        if (form.address() == null) {
            return wrong("is missing");
        }
        return switch (MailAddresses.read(form.address())) {
            case MailAddresses.Read.Right(var address) -> new Result.Right(address);
            case MailAddresses.Read.Wrong(var problem) -> wrong(problem);
        };
    }

    private static Result wrong(String message) {
        return new Result.Wrong(List.of(new FieldProblem("address", message)));
    }
}
