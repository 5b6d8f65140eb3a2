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
                "Subscription %s is paused: every attempt failed for five days. Its notices are held, and one is tried each hour. When one is accepted, it gets the last notice of each incident that it missed."
                        .formatted(subscription));
    }

    public void resumed(String subscription) {
        alerts.clear(subject(subscription), "The endpoint accepts notices again.");
    }

    public void ended(String subscription) {
        alerts.clear(subject(subscription), "The subscription of the endpoint has ended.");
    }

    private static String subject(String subscription) {
        return "paused-endpoint/" + subscription;
    }
}
