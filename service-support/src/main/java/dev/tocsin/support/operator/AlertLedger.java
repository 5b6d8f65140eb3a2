package dev.tocsin.support.operator;

import dev.tocsin.contract.operator.OperatorAlertEvent;
import dev.tocsin.contract.operator.OperatorAlertEvent.AlertCleared;
import dev.tocsin.contract.operator.OperatorAlertEvent.AlertRaised;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/// Which alerts stand: by the order of the topic, which is the same for all instances, and by what this process decided
/// and has not read back yet.
///
/// When two instances see the same trouble at once, both write an event. Only the first on the topic changes anything,
/// so the instance whose event that was mails it, and the other does not.
public final class AlertLedger {

    private final Map<String, AlertRaised> standing = new HashMap<>();
    private final Map<String, OperatorAlertEvent> pending = new HashMap<>();

    /// The event to write; empty while an alert on the subject stands.
    public Optional<OperatorAlertEvent> raise(String subject, String why, Instant now) {
        return stands(subject) ? Optional.empty() : Optional.of(decided(new AlertRaised(subject, now, why)));
    }

    /// The event to write; empty when no alert on the subject stands.
    public Optional<OperatorAlertEvent> clear(String subject, String why, Instant now) {
        if (!stands(subject)) {
            return Optional.empty();
        }
        var raised = pending.get(subject) instanceof AlertRaised own ? own : standing.get(subject);
        return Optional.ofNullable(raised).map(alert -> decided(new AlertCleared(subject, alert.time(), now, why)));
    }

    /// The next event of the topic.
    ///
    /// @param own whether this process wrote it
    /// @return whether it changed what stands; an event that says again what stood already does not
    public boolean read(OperatorAlertEvent event, boolean own) {
        if (own) {
            pending.remove(event.subject(), event);
        }
        return switch (event) {
            case AlertRaised raised -> standing.putIfAbsent(raised.subject(), raised) == null;
            case AlertCleared cleared -> standing.remove(cleared.subject()) != null;
        };
    }

    private boolean stands(String subject) {
        var own = pending.get(subject);
        return own == null ? standing.containsKey(subject) : own instanceof AlertRaised;
    }

    private OperatorAlertEvent decided(OperatorAlertEvent event) {
        pending.put(event.subject(), event);
        return event;
    }
}
