package dev.tocsin.incident.dashboard;

import static java.util.Comparator.comparing;

import dev.tocsin.contract.operator.OperatorAlertEvent.AlertRaised;
import dev.tocsin.engine.catalog.DisplayNames;
import dev.tocsin.incident.trust.live.LiveView;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The alerts on Tocsin itself.
///
/// @param subject the subject of all alerts that are shown; empty for any
/// @param fresh whether the page knows the present state
/// @param past the latest first; null where they cannot be read
public record AlertBoard(
        String subject,
        ZoneId zone,
        boolean fresh,
        List<StandingAlert> standing,
        @Nullable List<PastAlert> past) {

    /// @param remedy what to do about it; empty where the alert itself says all
    public record StandingAlert(AlertRaised alert, String remedy) {}

    public static AlertBoard of(LiveView view, String subject, @Nullable List<PastAlert> past, Instant now) {
        return new AlertBoard(
                subject,
                DisplayNames.zone(view.catalog()),
                view.isFresh(now),
                view.alerts().values().stream()
                        .filter(alert -> subject.isEmpty() || alert.subject().equals(subject))
                        .sorted(comparing(AlertRaised::time).reversed().thenComparing(AlertRaised::subject))
                        .map(alert -> new StandingAlert(
                                alert, AlertRemedy.of(alert.subject()).orElse("")))
                        .toList(),
                past);
    }
}
