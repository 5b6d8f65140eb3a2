package dev.tocsin.notifier;

import dev.tocsin.contract.delivery.Channel;
import dev.tocsin.notifier.delivery.Delivery.Delivered;
import dev.tocsin.notifier.delivery.Delivery.Due;
import dev.tocsin.notifier.delivery.Lane;
import dev.tocsin.notifier.delivery.store.DeliveryClaims;
import dev.tocsin.notifier.delivery.store.DeliveryClaims.Claimed;
import dev.tocsin.notifier.delivery.store.DeliveryResults;
import dev.tocsin.notifier.delivery.store.DeliveryResults.Attempted;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/// Claims what is due to mailboxes, and delivers it as a worker with a willing mail server would.
@ApplicationScoped
public class MailClaims {

    private final DeliveryClaims claims;
    private final DeliveryResults results;

    MailClaims(DeliveryClaims claims, DeliveryResults results) {
        this.claims = claims;
        this.results = results;
    }

    public List<Claimed> claim() {
        return claims.claim(Channel.EMAIL, Lane.NORMAL, 512, Duration.ofSeconds(20));
    }

    public Due claimOne() {
        return claim().getFirst().due();
    }

    public void deliver(Due attempt, Instant at) {
        results.settle(List.of(delivered(attempt, at)));
    }

    /// Until nothing is due any more.
    public void deliverAll(Instant at) {
        for (var claimed = claim(); !claimed.isEmpty(); claimed = claim()) {
            results.settle(
                    claimed.stream().map(each -> delivered(each.due(), at)).toList());
        }
    }

    public static Attempted delivered(Due attempt, Instant at) {
        return new Attempted(attempt, new Delivered(attempt.id(), attempt.attempt(), at, "204"), null, at);
    }
}
