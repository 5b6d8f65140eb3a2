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
        alerts.clear(pause(subscription), "Its subscription has ended.");
    }

    public void paused(String subscription) {
        alerts.raise(
                pause(subscription),
                "Subscription %s is paused: every attempt failed for five days. What it misses is held; one notice is tried each hour, and when one is taken it gets the last of each incident."
                        .formatted(subscription));
    }

    public void resumed(String subscription) {
        alerts.clear(pause(subscription), "It takes notices again.");
    }

    private static String pause(String subscription) {
        return "paused-endpoint/" + subscription;
    }

    private static String subject(String subscription) {
        return "endpoint/" + subscription;
    }
}
