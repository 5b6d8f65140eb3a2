package dev.tocsin.notifier.subscription.api;

import dev.tocsin.notifier.subscription.Subscription;
import dev.tocsin.notifier.subscription.Token;
import dev.tocsin.notifier.subscription.Token.Purpose;
import dev.tocsin.notifier.subscription.store.SubscriptionRepository;
import dev.tocsin.notifier.subscription.store.TokenRepository;
import dev.tocsin.support.access.Roles;
import dev.tocsin.support.problem.Declined;
import io.quarkus.security.identity.SecurityIdentity;
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
    private final SecurityIdentity identity;
    private final Clock clock = Clock.systemUTC();

    SubscriptionOwners(SubscriptionRepository subscriptions, TokenRepository tokens, SecurityIdentity identity) {
        this.subscriptions = subscriptions;
        this.tokens = tokens;
        this.identity = identity;
    }

    /// The subscription, if the caller is an operator or holds its manage token; a holder of the token gets the one
    /// that replaced it, if there is one. To everybody else it does not exist.
    ///
    /// @param authorization the header
    public Subscription owned(String id, @Nullable String authorization) {
        return (isOperator()
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

    public boolean isOperator() {
        return identity.hasRole(Roles.OPERATOR);
    }
}
