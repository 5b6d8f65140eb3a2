package dev.tocsin.notifier.channel.statuspage;

import dev.tocsin.contract.delivery.Channel;
import dev.tocsin.notifier.channel.http.GuardedClient;
import dev.tocsin.notifier.subscription.Address.SecretAddress;
import dev.tocsin.notifier.subscription.AddressReader;
import dev.tocsin.notifier.subscription.EndpointUrl;
import dev.tocsin.notifier.subscription.FieldProblem;
import dev.tocsin.notifier.subscription.SubscriptionForm;
import dev.tocsin.notifier.subscription.Translation;
import jakarta.inject.Singleton;
import java.net.URI;
import java.util.List;

@Singleton
class StatuspageAddressReader implements AddressReader {

    private static final String EXAMPLE = "https://example.com/statuspage";

    private final GuardedClient client;

    StatuspageAddressReader(GuardedClient client) {
        this.client = client;
    }

    @Override
    public Channel channel() {
        return Channel.STATUSPAGE;
    }

    @Override
    public Prompt prompt(Translation in) {
        return Prompt.of(Channel.STATUSPAGE, "url", EXAMPLE, in);
    }

    @Override
    public boolean isUrl() {
        return true;
    }

    @Override
    public boolean isConfirmedByCode() {
        return true;
    }

    @Override
    public AddressReading read(SubscriptionForm form) {
        if (form.url() == null) {
            return wrong("is missing");
        }
        return EndpointUrl.read(form.url())
                .map(this::checked)
                .orElseGet(() -> wrong("is not an address such as " + EXAMPLE));
    }

    private AddressReading checked(URI url) {
        return client.problemWith(url)
                .map(StatuspageAddressReader::wrong)
                .orElseGet(() -> new AddressReading.Right(new SecretAddress(Channel.STATUSPAGE, url.toString())));
    }

    private static AddressReading wrong(String message) {
        return new AddressReading.Wrong(List.of(new FieldProblem("url", message)));
    }
}
