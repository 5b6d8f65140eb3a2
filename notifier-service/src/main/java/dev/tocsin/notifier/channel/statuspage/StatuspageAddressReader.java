package dev.tocsin.notifier.channel.statuspage;

import dev.tocsin.contract.delivery.Channel;
import dev.tocsin.notifier.channel.http.GuardedClient;
import dev.tocsin.notifier.subscription.Address.SecretAddress;
import dev.tocsin.notifier.subscription.AddressReader;
import dev.tocsin.notifier.subscription.EndpointUrl;
import dev.tocsin.notifier.subscription.FieldProblem;
import dev.tocsin.notifier.subscription.SubscriptionForm;
import jakarta.inject.Singleton;
import java.net.URI;
import java.util.List;

@Singleton
class StatuspageAddressReader implements AddressReader {

    private static final Prompt PROMPT = new Prompt(
            "By Statuspage webhook",
            "url",
            "url",
            "address of a reader of Statuspage webhooks",
            "https://example.com/statuspage",
            "For tools that take webhooks of Atlassian Statuspage. The first one has a code, which you enter on the next page.");

    private final GuardedClient client;

    StatuspageAddressReader(GuardedClient client) {
        this.client = client;
    }

    @Override
    public Channel channel() {
        return Channel.STATUSPAGE;
    }

    @Override
    public Prompt prompt() {
        return PROMPT;
    }

    @Override
    public boolean isConfirmedByCode() {
        return true;
    }

    @Override
    public Result read(SubscriptionForm form) {
        if (form.url() == null) {
            return wrong("is missing");
        }
        return EndpointUrl.read(form.url())
                .map(this::checked)
                .orElseGet(() -> wrong("is not an address such as " + PROMPT.example()));
    }

    private Result checked(URI url) {
        return client.problemWith(url)
                .map(StatuspageAddressReader::wrong)
                .orElseGet(() -> new Result.Right(new SecretAddress(Channel.STATUSPAGE, url.toString())));
    }

    private static Result wrong(String message) {
        return new Result.Wrong(List.of(new FieldProblem("url", message)));
    }
}
