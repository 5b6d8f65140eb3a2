package dev.tocsin.notifier.subscription.alert;

import dev.tocsin.support.operator.OperatorAlerts;
import jakarta.enterprise.context.ApplicationScoped;

/// One alert for each endpoint that does not take its notices, until it takes one or its subscription ends.
@ApplicationScoped
public class EndpointAlerts {

    private final OperatorAlerts alerts;

    EndpointAlerts(OperatorAlerts alerts) {
        this.alerts = alerts;
    }

    /// A notice was given up.
    public void failed(String subscription, int attempts, String reason) {
        alerts.raise(
                subject(subscription),
                "A notice for subscription %s was given up after %d attempts: %s. It can be replayed."
                        .formatted(subscription, attempts, reason));
    }

    public void tookNotice(String subscription) {
        alerts.clear(subject(subscription), "It takes notices again.");
    }

    public void ended(String subscription) {
        alerts.clear(subject(subscription), "Its subscription has ended.");
    }

    private static String subject(String subscription) {
        return "endpoint/" + subscription;
    }
}
