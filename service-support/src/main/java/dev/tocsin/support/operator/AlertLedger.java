package dev.tocsin.support.operator;

import dev.tocsin.contract.operator.OperatorAlertEvent;
import dev.tocsin.contract.operator.OperatorAlertEvent.AlertCleared;
import dev.tocsin.contract.operator.OperatorAlertEvent.AlertRaised;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// The open alerts: by the order of the topic, which is the same for all instances, and by the events that this
/// process decided and has not read back yet.
///
/// When two instances see the same trouble at once, both write an event. Only the first on the topic changes anything,
/// so the instance that wrote it sends the mail, and the other does not.
public final class AlertLedger {

    /// Alerts on single events, which no recovery ends. A notifier of an older release raised one for each endpoint.
    private static final List<String> OF_EVENTS =
            List.of("dead-letters/", "detection/refused", "spool-damage/", "endpoint/", "operator-bounce/");

    private static final Duration LIFE_OF_EVENTS = Duration.ofHours(1);

    private final Map<String, AlertRaised> standing = new HashMap<>();
    private final Map<String, OperatorAlertEvent> pending = new HashMap<>();

    /// The event to write; empty while an alert on the subject is open.
    public Optional<OperatorAlertEvent> raise(String subject, String why, Instant now) {
        return stands(subject) ? Optional.empty() : Optional.of(decided(new AlertRaised(subject, now, why)));
    }

    /// The event to write; empty when no alert on the subject is open.
    public Optional<OperatorAlertEvent> clear(String subject, String why, Instant now) {
        if (!stands(subject)) {
            return Optional.empty();
        }
        var raised = pending.get(subject) instanceof AlertRaised own ? own : standing.get(subject);
        return Optional.ofNullable(raised).map(alert -> decided(new AlertCleared(subject, alert.time(), now, why)));
    }

    /// The ends of alerts on single events that were raised an hour ago. The next event of the kind raises one again.
    public List<OperatorAlertEvent> expired(Instant now) {
        return standing.values().stream()
                .filter(AlertLedger::isOnEvent)
                .filter(alert -> !pending.containsKey(alert.subject()))
                .filter(alert -> !alert.time().plus(LIFE_OF_EVENTS).isAfter(now))
                .flatMap(alert -> clear(
                        alert.subject(),
                        "The alert was raised an hour ago. If the problem happens again, it is raised again.",
                        now)
                        .stream())
                .toList();
    }

    private static boolean isOnEvent(OperatorAlertEvent alert) {
        return OF_EVENTS.stream().anyMatch(alert.subject()::startsWith);
    }

    /// The next event of the topic.
    ///
    /// @param own whether this process wrote it
    /// @return whether it changed the open alerts; an event that repeats an earlier one does not
    public boolean read(OperatorAlertEvent event, boolean own) {
        if (own) {
            pending.remove(event.subject(), event);
        }
        return switch (event) {
            case AlertRaised raised -> standing.putIfAbsent(raised.subject(), raised) == null;
            case AlertCleared cleared -> !isOld(cleared) && standing.remove(cleared.subject()) != null;
        };
    }

    /// An instance that was cut off from Kafka ends what others ended before it, and what was raised again since
    /// stays.
    private boolean isOld(AlertCleared cleared) {
        var raised = standing.get(cleared.subject());
        return raised != null && isOnEvent(cleared) && cleared.raisedAt().isBefore(raised.time());
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
