package dev.tocsin.notifier.subscription.alert;

import dev.tocsin.support.operator.OperatorAlerts;
import jakarta.enterprise.context.ApplicationScoped;

/// One alert for each endpoint that is paused, until it takes a notice or its subscription ends.
@ApplicationScoped
public class EndpointAlerts {

    private final OperatorAlerts alerts;

    EndpointAlerts(OperatorAlerts alerts) {
        this.alerts = alerts;
    }

    public void paused(String subscription) {
        alerts.raise(
                subject(subscription),
                "Subscription %s is paused: every attempt failed for five days. What it misses is held; one notice is tried each hour, and when one is taken it gets the last of each incident."
                        .formatted(subscription));
    }

    public void resumed(String subscription) {
        alerts.clear(subject(subscription), "It takes notices again.");
    }

    public void ended(String subscription) {
        alerts.clear(subject(subscription), "Its subscription has ended.");
    }

    private static String subject(String subscription) {
        return "paused-endpoint/" + subscription;
    }
}
