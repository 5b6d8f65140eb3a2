package dev.tocsin.incident.operator;

import dev.tocsin.contract.operator.OperatorAlertEvent;
import dev.tocsin.contract.operator.OperatorAlertEvent.AlertCleared;
import dev.tocsin.contract.operator.OperatorAlertEvent.AlertRaised;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/// Which alerts stand, by what was said here and by what the topic says; only a change is worth telling.
public final class StandingAlerts {

    private final Map<String, AlertRaised> standing = new HashMap<>();

    /// Empty while one on the same subject stands.
    public Optional<OperatorAlertEvent> raise(String subject, String why, Instant now) {
        if (standing.containsKey(subject)) {
            return Optional.empty();
        }
        var raised = new AlertRaised(subject, now, why);
        standing.put(subject, raised);
        return Optional.of(raised);
    }

    /// Empty when none on the subject stands.
    public Optional<OperatorAlertEvent> clear(String subject, String why, Instant now) {
        return Optional.ofNullable(standing.remove(subject))
                .map(raised -> new AlertCleared(subject, raised.time(), now, why));
    }

    /// Takes over what an instance told, this one included.
    public void told(OperatorAlertEvent event) {
        switch (event) {
            case AlertRaised raised -> standing.putIfAbsent(raised.subject(), raised);
            case AlertCleared cleared ->
                standing.computeIfPresent(
                        cleared.subject(), (_, raised) -> raised.time().isAfter(cleared.raisedAt()) ? raised : null);
        }
    }
}
