package dev.tocsin.notifier.subscription.api;

import dev.tocsin.notifier.subscription.Address.WebhookAddress;
import dev.tocsin.notifier.subscription.AddressReaders;
import dev.tocsin.notifier.subscription.ChoicesForm;
import dev.tocsin.notifier.subscription.FieldProblem;
import dev.tocsin.notifier.subscription.KnownCatalog;
import dev.tocsin.notifier.subscription.MailAddresses;
import dev.tocsin.notifier.subscription.MailAddresses.MailAddressReading;
import dev.tocsin.notifier.subscription.RateLimit;
import dev.tocsin.notifier.subscription.Secret;
import dev.tocsin.notifier.subscription.Subscription;
import dev.tocsin.notifier.subscription.Subscription.SubscriptionState;
import dev.tocsin.notifier.subscription.SubscriptionForm;
import dev.tocsin.notifier.subscription.SubscriptionForm.CheckedSubscriptionForm;
import dev.tocsin.notifier.subscription.kafka.PublishedCatalog;
import dev.tocsin.notifier.subscription.store.SubscriptionRepository;
import jakarta.enterprise.context.ApplicationScoped;
import java.math.BigInteger;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Takes requests to subscribe, from the API and from the page alike.
@ApplicationScoped
public class Subscriptions {

    private static final int ID_BITS = 100;
    private static final int ID_LENGTH = 20;

    public sealed interface SubscribeResult {

        record Pending(Subscription subscription) implements SubscribeResult {}

        record Wrong(List<FieldProblem> problems) implements SubscribeResult {}

        record TooMany() implements SubscribeResult {}

        record CatalogUnknown() implements SubscribeResult {}
    }

    /// The result of a request to change a subscription.
    public sealed interface ChangeResult {

        record Done(Subscription subscription) implements ChangeResult {}

        record Wrong(List<FieldProblem> problems) implements ChangeResult {}

        record Ended() implements ChangeResult {}
    }

    private final SubscriptionRepository store;
    private final PublishedCatalog catalog;
    private final AddressReaders channels;
    private final SubscriptionSettings settings;
    private final RateLimit limit;
    private final SecureRandom random = new SecureRandom();
    private final Clock clock = Clock.systemUTC();

    Subscriptions(
            SubscriptionRepository store,
            PublishedCatalog catalog,
            AddressReaders channels,
            SubscriptionSettings settings) {
        this.store = store;
        this.catalog = catalog;
        this.channels = channels;
        this.settings = settings;
        this.limit = new RateLimit(settings.wishesPerMinute(), Duration.ofMinutes(1));
    }

    public KnownCatalog catalog() {
        return catalog.known();
    }

    public AddressReaders channels() {
        return channels;
    }

    /// @param client the client that asks, as far as it is known
    public SubscribeResult take(SubscriptionForm form, String client) {
        var now = clock.instant();
        var known = catalog.known();
        if (!limit.allows(client, now)) {
            return new SubscribeResult.TooMany();
        }
        if (known.isEmpty()) {
            return new SubscribeResult.CatalogUnknown();
        }
        return switch (form.check(known, channels)) {
            case CheckedSubscriptionForm.Wrong(var problems) -> new SubscribeResult.Wrong(problems);
            case CheckedSubscriptionForm.Right(var address, var choices) -> {
                var subscription = new Subscription(
                        newId(), SubscriptionState.PENDING, address, choices.scope(), choices.preferences(), now, null);
                yield store.create(subscription, settings.confirmationsPerHour(), settings.questionsPerHour())
                        ? new SubscribeResult.Pending(subscription)
                        : new SubscribeResult.TooMany();
            }
        };
    }

    /// Replaces the choices of a subscription.
    public ChangeResult change(String id, ChoicesForm form) {
        var problems = new ArrayList<FieldProblem>();
        var choices = form.check(catalog.known(), problems);
        store.lookUp(id)
                .flatMap(subscription -> choices.problemWith(subscription.channel()))
                .ifPresent(problems::add);
        if (!problems.isEmpty()) {
            return new ChangeResult.Wrong(problems);
        }
        return store.change(id, choices)
                .<ChangeResult>map(ChangeResult.Done::new)
                .orElseGet(ChangeResult.Ended::new);
    }

    /// Gives a webhook a new secret; the previous one stays live for [SigningSecrets#OVERLAP].
    ///
    /// @return empty when the subscription is not a webhook
    public Optional<Secret> rotate(Subscription subscription) {
        if (!(subscription.address() instanceof WebhookAddress webhook)) {
            return Optional.empty();
        }
        var rotated = webhook.secrets().rotate(Secret.random(random), clock.instant());
        store.rotate(subscription.id(), rotated);
        return Optional.of(rotated.current());
    }

    /// Has a link mailed to a mailbox with which its subscription can be changed, if it has one.
    ///
    /// @param client the client that asks, as far as it is known
    /// @return false when the client asks too often
    public boolean sendLink(String address, String client) {
        var now = clock.instant();
        if (!limit.allows(client, now)) {
            return false;
        }
        if (MailAddresses.read(address) instanceof MailAddressReading.Right(var mailbox)) {
            store.askForLink(mailbox, settings.confirmationsPerHour(), now);
        }
        return true;
    }

    public String newId() {
        var digits = new BigInteger(ID_BITS, random).toString(Character.MAX_RADIX);
        return "0".repeat(ID_LENGTH - digits.length()) + digits;
    }
}
