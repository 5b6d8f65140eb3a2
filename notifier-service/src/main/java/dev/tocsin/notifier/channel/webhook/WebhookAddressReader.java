package dev.tocsin.notifier.channel.webhook;

import dev.tocsin.contract.delivery.Channel;
import dev.tocsin.notifier.channel.http.GuardedClient;
import dev.tocsin.notifier.subscription.Address.WebhookAddress;
import dev.tocsin.notifier.subscription.AddressReader;
import dev.tocsin.notifier.subscription.EndpointUrl;
import dev.tocsin.notifier.subscription.FieldProblem;
import dev.tocsin.notifier.subscription.Secret;
import dev.tocsin.notifier.subscription.SigningSecrets;
import dev.tocsin.notifier.subscription.SubscriptionForm;
import dev.tocsin.notifier.subscription.Translation;
import jakarta.inject.Singleton;
import java.net.URI;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.Optional;

@Singleton
class WebhookAddressReader implements AddressReader {

    private static final String EXAMPLE = "https://example.com/hook";

    private final GuardedClient client;
    private final SecureRandom random = new SecureRandom();

    WebhookAddressReader(GuardedClient client) {
        this.client = client;
    }

    @Override
    public Channel channel() {
        return Channel.WEBHOOK;
    }

    @Override
    public Prompt prompt(Translation in) {
        return Prompt.of(Channel.WEBHOOK, "url", EXAMPLE, in);
    }

    @Override
    public boolean isUrl() {
        return true;
    }

    @Override
    public AddressReading read(SubscriptionForm form) {
        var problems = new ArrayList<FieldProblem>();
        var secret = form.secret();
        if (secret != null) {
            Secret.problem(secret).ifPresent(message -> problems.add(new FieldProblem("secret", message)));
        }
        problems.addAll(form.problemsWithHeaders());
        var url = form.url() == null ? Optional.<URI>empty() : EndpointUrl.read(form.url());
        if (form.url() == null) {
            problems.add(new FieldProblem("url", "is missing"));
        } else if (url.isEmpty()) {
            problems.add(new FieldProblem("url", "is not an address such as " + EXAMPLE));
        } else if (problems.isEmpty()) {
            client.problemWith(url.get()).ifPresent(message -> problems.add(new FieldProblem("url", message)));
        }
        return problems.isEmpty()
                ? new AddressReading.Right(new WebhookAddress(
                        url.orElseThrow(),
                        SigningSecrets.only(secret == null ? Secret.random(random) : new Secret(secret)),
                        form.customHeaders()))
                : new AddressReading.Wrong(problems);
    }
}
