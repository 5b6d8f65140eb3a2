package dev.tocsin.notifier.subscription.store;

import static java.util.Objects.requireNonNull;

import dev.tocsin.contract.Severity;
import dev.tocsin.contract.delivery.Channel;
import dev.tocsin.notifier.subscription.Address;
import dev.tocsin.notifier.subscription.Address.MailAddress;
import dev.tocsin.notifier.subscription.Address.OperatorAddress;
import dev.tocsin.notifier.subscription.Address.SecretAddress;
import dev.tocsin.notifier.subscription.Address.WebhookAddress;
import dev.tocsin.notifier.subscription.Choices;
import dev.tocsin.notifier.subscription.CustomHeaders;
import dev.tocsin.notifier.subscription.Digest;
import dev.tocsin.notifier.subscription.Language;
import dev.tocsin.notifier.subscription.Preferences;
import dev.tocsin.notifier.subscription.Scope;
import dev.tocsin.notifier.subscription.Secret;
import dev.tocsin.notifier.subscription.SigningSecrets;
import dev.tocsin.notifier.subscription.Subscription;
import dev.tocsin.notifier.subscription.Subscription.SubscriptionState;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.net.URI;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Objects;
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
    private SubscriptionState state;

    private @Nullable String reason;

    private String address;

    private List<String> regions;

    private List<String> components;

    @ColumnTransformer(write = "cast(? as severity)")
    private Severity leastSeverity;

    private boolean updates;
    private boolean maintenance;
    private Language language;
    private @Nullable String timeZone;
    private @Nullable String digest;

    private @Nullable String secret;

    private @Nullable String oldSecret;

    private @Nullable Instant oldSecretUntil;

    /// The headers that the subscriber wants with each request, one in each line.
    private @Nullable List<String> headers;

    private Instant createdAt;

    private @Nullable Instant confirmedAt;

    private @Nullable Instant askAt;

    private int asked;

    private @Nullable Instant leftAt;
    private @Nullable Instant erasedAt;

    /// The id of an operators' channel in the catalog; null for a customer's subscription.
    private @Nullable String operator;

    /// The severities of incidents that an operators' channel gets; null for a customer's subscription.
    private @Nullable List<String> severities;

    /// The id of the subscription that replaces it, because it is of the same address.
    private @Nullable String joinedTo;

    @SuppressWarnings("NullAway.Init")
    protected SubscriptionEntity() {}

    /// @param askAt when its owner is asked to confirm; null for never
    SubscriptionEntity(Subscription subscription, @Nullable Instant askAt) {
        this.id = subscription.id();
        this.channel = subscription.channel();
        this.state = subscription.state();
        this.address = subscription.address().text();
        take(subscription.choices());
        switch (subscription.address()) {
            case MailAddress _, SecretAddress _ -> {}
            case OperatorAddress _ -> throw new IllegalArgumentException("operators' channels come from the catalog");
            case WebhookAddress webhook -> {
                this.secret = webhook.secrets().current().text();
                this.headers = webhook.headers().lines();
            }
        }
        this.createdAt = subscription.createdAt();
        this.askAt = askAt;
    }

    public Subscription subscription() {
        return new Subscription(
                id,
                state,
                owner(),
                new Scope(Set.copyOf(regions), Set.copyOf(components), leastSeverity),
                new Preferences(
                        updates,
                        maintenance,
                        language,
                        zone(),
                        digest == null ? null : Digest.read(digest).orElse(null)),
                createdAt,
                reason);
    }

    Channel channel() {
        return channel;
    }

    String address() {
        return address;
    }

    void choose(Choices choices) {
        take(choices);
    }

    private void take(Choices choices) {
        var scope = choices.scope();
        regions = List.copyOf(scope.regions());
        components = List.copyOf(scope.components());
        leastSeverity = scope.leastSeverity();
        var preferences = choices.preferences();
        updates = preferences.updates();
        maintenance = preferences.maintenance();
        language = preferences.language();
        var zone = preferences.timeZone();
        timeZone = zone == null ? null : zone.getId();
        var gathered = preferences.digest();
        digest = gathered == null ? null : gathered.text();
    }

    /// A zone that IANA has dropped since it was chosen counts as none.
    private @Nullable ZoneId zone() {
        return timeZone == null ? null : Preferences.zone(timeZone).orElse(null);
    }

    /// Ends it, and gives its choices to the confirmed subscription of its address.
    void join(SubscriptionEntity standing, Instant now) {
        standing.choose(subscription().choices());
        state = SubscriptionState.LEFT;
        reason = "changed subscription %s of the same address".formatted(standing.id);
        joinedTo = standing.id;
        leftAt = now;
        askAt = null;
    }

    /// Whether its subscriber may change the confirmed subscription of its address. A mail's link shows that the
    /// subscriber owns the address; an endpoint answers every challenge, so there the secret does.
    boolean mayChange(SubscriptionEntity standing) {
        return Objects.equals(secret, standing.secret);
    }

    @Nullable
    String joinedTo() {
        return joinedTo;
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
        if (operator != null) {
            return new OperatorAddress(channel, operator);
        }
        if (channel == Channel.EMAIL) {
            return new MailAddress(address);
        }
        return secret == null
                ? new SecretAddress(channel, address)
                : new WebhookAddress(
                        URI.create(address),
                        secrets(secret),
                        headers == null ? CustomHeaders.NONE : CustomHeaders.ofLines(headers));
    }

    private SigningSecrets secrets(String current) {
        return oldSecret == null
                ? SigningSecrets.only(new Secret(current))
                : new SigningSecrets(new Secret(current), new Secret(oldSecret), requireNonNull(oldSecretUntil));
    }
}
