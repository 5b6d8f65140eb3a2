package dev.tocsin.notifier.subscription.api;

import dev.tocsin.notifier.audit.http.ActionAudit;
import dev.tocsin.notifier.audit.http.RefusedTokens;
import dev.tocsin.notifier.subscription.Subscription;
import dev.tocsin.notifier.subscription.Token;
import dev.tocsin.notifier.subscription.Token.Purpose;
import dev.tocsin.notifier.subscription.store.SubscriptionRepository;
import dev.tocsin.notifier.subscription.store.TokenRepository;
import dev.tocsin.support.access.Caller;
import dev.tocsin.support.access.Permissions;
import dev.tocsin.support.problem.Declined;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.core.Response.Status;
import java.time.Clock;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Decides who may look at, change and end a subscription: its owner, by its manage token, and operators.
@ApplicationScoped
public class SubscriptionOwners {

    private static final String BEARER = "Bearer ";

    private final SubscriptionRepository subscriptions;
    private final TokenRepository tokens;
    private final Caller caller;
    private final RefusedTokens refusals;
    private final ActionAudit audit;
    private final Clock clock = Clock.systemUTC();

    SubscriptionOwners(
            SubscriptionRepository subscriptions,
            TokenRepository tokens,
            Caller caller,
            RefusedTokens refusals,
            ActionAudit audit) {
        this.subscriptions = subscriptions;
        this.tokens = tokens;
        this.caller = caller;
        this.refusals = refusals;
        this.audit = audit;
    }

    /// The subscription, if the caller may read all or holds its manage token.
    ///
    /// @param authorization the header
    public Subscription shown(String id, @Nullable String authorization) {
        return find(id, authorization, Permissions.SUBSCRIPTIONS_READ);
    }

    /// The subscription, if the caller may change all or holds its manage token.
    ///
    /// @param authorization the header
    public Subscription owned(String id, @Nullable String authorization) {
        return find(id, authorization, Permissions.SUBSCRIPTIONS_WRITE);
    }

    /// A holder of the token gets the subscription that replaced this one, if there is one. To everybody else it does
    /// not exist.
    private Subscription find(String id, @Nullable String authorization, String permission) {
        var mayAll = caller.may(permission);
        if (!mayAll && !caller.name().isEmpty()) {
            refusals.noteCaller();
        }
        return (mayAll
                        ? subscriptions.lookUp(id)
                        : managed(authorization).filter(id::equals).flatMap(subscriptions::standing))
                .orElseThrow(() -> Declined.of(
                        Status.NOT_FOUND, "There is no such subscription, or the bearer is not its manage token."));
    }

    /// The subscription whose manage token is the bearer.
    ///
    /// @param authorization the header
    public Optional<String> managed(@Nullable String authorization) {
        return authorization == null || !authorization.startsWith(BEARER)
                ? Optional.empty()
                : tokens.subscription(
                        new Token(authorization.substring(BEARER.length())), Purpose.MANAGE, clock.instant());
    }

    /// Notes in the audit log what an operator or a program did to a subscription; nothing where its owner did it.
    /// Joins the caller's transaction.
    ///
    /// @param action such as `Rotate secret`
    /// @param result such as `The old secret is valid for a day`
    public void note(String action, String subscription, String result) {
        if (operator().isPresent()) {
            audit.note(action, subscription, result);
        }
    }

    /// The name of the caller, if it may change all subscriptions; empty for the owner of one.
    public Optional<String> operator() {
        return caller.may(Permissions.SUBSCRIPTIONS_WRITE) ? Optional.of(caller.name()) : Optional.empty();
    }
}
