package dev.tocsin.notifier.delivery.store;

import dev.tocsin.notifier.delivery.Bounce;
import dev.tocsin.notifier.subscription.Asking.Next;
import dev.tocsin.notifier.subscription.store.SubscriptionRepository;
import dev.tocsin.support.operator.OperatorAlerts;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.Duration;
import java.time.Instant;

/// Applies the effects of a mail that came back.
@ApplicationScoped
public class Bounces {

    public enum BounceEffect {
        /// The subscription ended: its address gets no more mail.
        ENDED,
        NOTED,
        /// The bounce is about no mail that we know.
        UNKNOWN
    }

    /// The number of bounces within [#WINDOW] that ends a subscription, whatever they say: a mailbox that is full may
    /// have room tomorrow, but not one that was full for weeks.
    private static final int MOST = 3;

    private static final Duration WINDOW = Duration.ofDays(30);

    private final BounceRepository bounces;
    private final DeliveryRepository deliveries;
    private final SubscriptionRepository subscriptions;
    private final OperatorAlerts alerts;

    Bounces(
            BounceRepository bounces,
            DeliveryRepository deliveries,
            SubscriptionRepository subscriptions,
            OperatorAlerts alerts) {
        this.bounces = bounces;
        this.deliveries = deliveries;
        this.subscriptions = subscriptions;
        this.alerts = alerts;
    }

    @Transactional
    public BounceEffect take(Bounce bounce, Instant now) {
        if (bounce.isOfConfirmation()) {
            return ofConfirmation(bounce, now);
        }
        return deliveries
                .lookUp(bounce.about())
                .map(view -> ofNotice(bounce, view.delivery().subscription(), now))
                .orElse(BounceEffect.UNKNOWN);
    }

    private BounceEffect ofConfirmation(Bounce bounce, Instant now) {
        if (subscriptions.lookUp(bounce.subscription()).isEmpty()) {
            return BounceEffect.UNKNOWN;
        }
        subscriptions.settle(bounce.subscription(), new Next.Refuse(bounce.reason()), now);
        return BounceEffect.ENDED;
    }

    private BounceEffect ofNotice(Bounce bounce, String subscription, Instant now) {
        bounces.keep(bounce.about(), subscription, now, bounce.reason());
        if (subscriptions.isOfOperators(subscription)) {
            alerts.raise(
                    "operator-bounce/" + subscription,
                    "Mail to operators came back: a notice of an incident to %s, and %s. Correct its address in the catalog."
                            .formatted(subscription, bounce.reason()));
            return BounceEffect.NOTED;
        }
        if (bounce.gone() || bounces.since(subscription, now.minus(WINDOW)) >= MOST) {
            subscriptions.leave(subscription, bounce.reason());
            return BounceEffect.ENDED;
        }
        return BounceEffect.NOTED;
    }
}
