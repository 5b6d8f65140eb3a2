package dev.tocsin.notifier.subscription.page;

import dev.tocsin.notifier.subscription.Subscription;
import dev.tocsin.notifier.subscription.Token;
import dev.tocsin.notifier.subscription.Token.Purpose;
import dev.tocsin.notifier.subscription.store.SubscriptionRepository;
import dev.tocsin.notifier.subscription.store.TokenRepository;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.util.Optional;

/// The subscriptions that links lead to, by the token in them.
@ApplicationScoped
class LinkedSubscriptions {

    private final SubscriptionRepository store;
    private final TokenRepository tokens;
    private final Clock clock = Clock.systemUTC();

    LinkedSubscriptions(SubscriptionRepository store, TokenRepository tokens) {
        this.store = store;
        this.tokens = tokens;
    }

    Optional<Subscription> of(String token, Purpose purpose) {
        return tokens.subscription(new Token(token), purpose, clock.instant()).flatMap(store::standing);
    }

    /// Accepts a notice's link too: like a requested link, it shows that it came to the subscriber's mailbox.
    Optional<Subscription> managed(String token) {
        return of(token, Purpose.MANAGE).or(() -> of(token, Purpose.LEAVE));
    }

    /// A new token with which the subscription can be changed.
    String manageToken(Subscription subscription) {
        return tokens.issue(subscription.id(), Purpose.MANAGE, clock.instant()).text();
    }

    String manageLink(Subscription subscription) {
        return SubscriberLinks.base() + "/subscriptions/manage?token=" + manageToken(subscription);
    }
}
