package dev.tocsin.incident.trust.figures.stream;

import dev.tocsin.support.operator.OperatorAlerts;

/// Fails where an alert is raised.
final class NoAlerts implements OperatorAlerts {

    @Override
    public void raise(String subject, String why) {
        throw new AssertionError(subject + ": " + why);
    }

    @Override
    public void clear(String subject, String why) {}
}
