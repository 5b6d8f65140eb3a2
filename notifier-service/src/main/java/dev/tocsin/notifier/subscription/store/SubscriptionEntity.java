package dev.tocsin.notifier.subscription.store;

import static java.util.Objects.requireNonNull;

import dev.tocsin.contract.Severity;
import dev.tocsin.contract.delivery.Channel;
import dev.tocsin.notifier.subscription.Address;
import dev.tocsin.notifier.subscription.Address.MailAddress;
import dev.tocsin.notifier.subscription.Address.WebhookAddress;
import dev.tocsin.notifier.subscription.Scope;
import dev.tocsin.notifier.subscription.Secret;
import dev.tocsin.notifier.subscription.SigningSecrets;
import dev.tocsin.notifier.subscription.Subscription;
import dev.tocsin.notifier.subscription.Subscription.State;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.net.URI;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.hibernate.annotations.ColumnTransformer;
import org.jspecify.annotations.Nullable;

@Entity
@Table(name = "subscription")
@SuppressWarnings("UnusedVariable") // columns that only statements read
public class SubscriptionEntity {

    @Id
    private String id;

    private Channel channel;
    private State state;

    private @Nullable String reason;

    private String address;

    private List<String> regions;

    private List<String> components;

    @ColumnTransformer(write = "cast(? as severity)")
    private Severity leastSeverity;

    private @Nullable String secret;

    private @Nullable String oldSecret;

    private @Nullable Instant oldSecretUntil;

    private Instant createdAt;

    private @Nullable Instant confirmedAt;

    private @Nullable Instant askAt;

    private int asked;

    /// The subscription that hears in its place, because it is of the same mailbox.
    private @Nullable String joinedTo;

    @SuppressWarnings("NullAway.Init")
    protected SubscriptionEntity() {}

    /// @param askAt when its owner is asked to confirm; null for never
    SubscriptionEntity(Subscription subscription, @Nullable Instant askAt) {
        this.id = subscription.id();
        this.channel = subscription.channel();
        this.state = subscription.state();
        this.address = subscription.address().text();
        this.regions = List.copyOf(subscription.scope().regions());
        this.components = List.copyOf(subscription.scope().components());
        this.leastSeverity = subscription.scope().leastSeverity();
        this.secret = switch (subscription.address()) {
            case MailAddress _ -> null;
            case WebhookAddress webhook -> webhook.secrets().current().text();
        };
        this.createdAt = subscription.createdAt();
        this.askAt = askAt;
    }

    public Subscription subscription() {
        return new Subscription(
                id,
                state,
                owner(),
                new Scope(Set.copyOf(regions), Set.copyOf(components), leastSeverity),
                createdAt,
                reason);
    }

    boolean isMail() {
        return channel == Channel.EMAIL;
    }

    String address() {
        return address;
    }

    /// Ends it, because another one of the same mailbox hears of all that it asked for from now on.
    void join(SubscriptionEntity other) {
        other.hearAlso(this);
        state = State.LEFT;
        reason = "joined to subscription %s of the same mailbox".formatted(other.id);
        joinedTo = other.id;
        askAt = null;
    }

    private void hearAlso(SubscriptionEntity other) {
        var both = subscription().scope().and(other.subscription().scope());
        regions = List.copyOf(both.regions());
        components = List.copyOf(both.components());
        leastSeverity = both.leastSeverity();
    }

    String id() {
        return id;
    }

    Instant createdAt() {
        return createdAt;
    }

    int asked() {
        return asked;
    }

    private Address owner() {
        return secret == null ? new MailAddress(address) : new WebhookAddress(URI.create(address), secrets(secret));
    }

    private SigningSecrets secrets(String current) {
        return oldSecret == null
                ? SigningSecrets.only(new Secret(current))
                : new SigningSecrets(new Secret(current), new Secret(oldSecret), requireNonNull(oldSecretUntil));
    }
}
