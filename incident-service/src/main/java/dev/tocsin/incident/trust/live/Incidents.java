package dev.tocsin.incident.trust.live;

import dev.tocsin.contract.incident.IncidentSnapshot;
import dev.tocsin.contract.incident.IncidentSnapshot.OutageSummary;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Incidents as an audience may see them.
public final class Incidents {

    private Incidents() {}

    /// Newest first.
    public static List<IncidentSnapshot> of(LiveView view, Audience audience) {
        return view.incidentsNewestFirst().stream()
                .flatMap(incident -> seen(incident, view, audience).stream())
                .toList();
    }

    public static List<IncidentSnapshot> open(LiveView view, Audience audience) {
        return of(view, audience).stream()
                .filter(incident -> incident.incident().state().isOpen())
                .toList();
    }

    public static Optional<IncidentSnapshot> one(LiveView view, Audience audience, String id) {
        return Optional.ofNullable(view.incidents().get(id)).flatMap(incident -> seen(incident, view, audience));
    }

    /// The start of its trouble: the first onset of its outages. It opened somewhat later, once that was certain.
    public static Instant began(IncidentSnapshot incident) {
        return incident.outages().stream()
                .map(OutageSummary::onset)
                .filter(onset -> onset.isBefore(incident.startedAt()))
                .min(Comparator.naturalOrder())
                .orElse(incident.startedAt());
    }

    /// The person who has it: to whom it is assigned, or else who acknowledged it; null if nobody has it.
    public static @Nullable String owner(IncidentSnapshot incident) {
        return incident.assignedTo() == null ? incident.acknowledgedBy() : incident.assignedTo();
    }

    private static Optional<IncidentSnapshot> seen(IncidentSnapshot incident, LiveView view, Audience audience) {
        return switch (audience) {
            case PUBLIC -> PublicIncident.of(incident, view.catalog());
            case OPERATORS -> Optional.of(incident);
        };
    }
}
