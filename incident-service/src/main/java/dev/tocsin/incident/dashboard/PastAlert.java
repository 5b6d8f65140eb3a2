package dev.tocsin.incident.dashboard;

import static java.util.Comparator.comparing;

import dev.tocsin.contract.Event;
import dev.tocsin.contract.operator.OperatorAlertEvent.AlertCleared;
import dev.tocsin.contract.operator.OperatorAlertEvent.AlertRaised;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// An alert that is over.
///
/// @param why what was wrong; empty where the topic does not have it any more
/// @param end why it ended
public record PastAlert(String subject, Instant raisedAt, Instant clearedAt, String why, String end) {

    /// The latest first.
    ///
    /// @param events in the order of the topic; two instances may have published the same trouble
    /// @param subject of the alerts that are wanted; empty for all
    public static List<PastAlert> of(List<? extends Event> events, String subject, int most) {
        Map<String, AlertRaised> standing = new HashMap<>();
        Map<String, PastAlert> past = new HashMap<>();
        for (var event : events) {
            switch (event) {
                case AlertRaised raised -> standing.putIfAbsent(raised.subject(), raised);
                case AlertCleared cleared ->
                    past.putIfAbsent(
                            cleared.subject() + cleared.raisedAt(), ended(cleared, standing.remove(cleared.subject())));
                default -> {}
            }
        }
        return past.values().stream()
                .filter(alert -> subject.isEmpty() || alert.subject().equals(subject))
                .sorted(comparing(PastAlert::clearedAt).reversed())
                .limit(most)
                .toList();
    }

    private static PastAlert ended(AlertCleared cleared, @Nullable AlertRaised raised) {
        return new PastAlert(
                cleared.subject(),
                cleared.raisedAt(),
                cleared.time(),
                raised == null ? "" : raised.why(),
                cleared.why());
    }
}
