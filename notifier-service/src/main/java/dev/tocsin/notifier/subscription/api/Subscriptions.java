package dev.tocsin.notifier.subscription.api;

import dev.tocsin.notifier.subscription.KnownCatalog;
import dev.tocsin.notifier.subscription.RateLimit;
import dev.tocsin.notifier.subscription.Secret;
import dev.tocsin.notifier.subscription.Subscription;
import dev.tocsin.notifier.subscription.SubscriptionForm;
import dev.tocsin.notifier.subscription.SubscriptionForm.Checked;
import dev.tocsin.notifier.subscription.SubscriptionForm.FieldProblem;
import dev.tocsin.notifier.subscription.WebhookCheck;
import dev.tocsin.notifier.subscription.kafka.CatalogFollower;
import dev.tocsin.notifier.subscription.store.SubscriptionRepository;
import jakarta.enterprise.context.ApplicationScoped;
import java.math.BigInteger;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.util.List;

/// Takes wishes to subscribe in, from the API and from the page alike.
@ApplicationScoped
public class Subscriptions {

    private static final int ID_BITS = 100;
    private static final int ID_LENGTH = 20;

    public sealed interface Taken {

        record Pending(Subscription subscription) implements Taken {}

        record Wrong(List<FieldProblem> problems) implements Taken {}

        record TooMany() implements Taken {}

        record CatalogUnknown() implements Taken {}
    }

    private final SubscriptionRepository store;
    private final CatalogFollower catalog;
    private final WebhookCheck webhooks;
    private final SubscriptionSettings settings;
    private final RateLimit limit;
    private final SecureRandom random = new SecureRandom();
    private final Clock clock = Clock.systemUTC();

    Subscriptions(
            SubscriptionRepository store,
            CatalogFollower catalog,
            WebhookCheck webhooks,
            SubscriptionSettings settings) {
        this.store = store;
        this.catalog = catalog;
        this.webhooks = webhooks;
        this.settings = settings;
        this.limit = new RateLimit(settings.wishesPerMinute(), Duration.ofMinutes(1));
    }

    public KnownCatalog catalog() {
        return catalog.known();
    }

    /// @param client who asks, as far as can be told
    public Taken take(SubscriptionForm form, String client) {
        var now = clock.instant();
        var known = catalog.known();
        if (!limit.allows(client, now)) {
            return new Taken.TooMany();
        }
        if (known.isEmpty()) {
            return new Taken.CatalogUnknown();
        }
        return switch (form.check(known, webhooks, () -> Secret.random(random))) {
            case Checked.Wrong(var problems) -> new Taken.Wrong(problems);
            case Checked.Right(var address, var scope) -> {
                var subscription = new Subscription(newId(), Subscription.State.PENDING, address, scope, now, null);
                store.create(subscription, settings.confirmationsPerHour());
                yield new Taken.Pending(subscription);
            }
        };
    }

    private String newId() {
        var digits = new BigInteger(ID_BITS, random).toString(Character.MAX_RADIX);
        return "0".repeat(ID_LENGTH - digits.length()) + digits;
    }
}
