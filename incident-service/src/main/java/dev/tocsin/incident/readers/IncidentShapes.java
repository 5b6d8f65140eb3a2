package dev.tocsin.incident.readers;

import static java.util.stream.Collectors.toMap;

import dev.tocsin.contract.incident.CellImpact;
import dev.tocsin.contract.incident.IncidentSnapshot;
import dev.tocsin.contract.incident.IncidentSnapshot.OutageSummary;
import dev.tocsin.contract.incident.IncidentSnapshot.TimelineEntry;
import dev.tocsin.contract.incident.IncidentState;
import dev.tocsin.incident.readers.Shapes.Affected;
import dev.tocsin.incident.readers.Shapes.Incident;
import dev.tocsin.incident.readers.Shapes.Update;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// Incidents in the public status API's shape.
record IncidentShapes(CellComponents components, Calling calling) {

    /// @param incident as the public may see it
    Incident of(IncidentSnapshot incident) {
        var head = incident.incident();
        return new Incident(
                head.id(),
                Text.safe(head.title()),
                word(head.state()),
                calling.moment(incident.startedAt()),
                calling.moment(incident.time()),
                calling.momentOrNull(monitoringAt(incident)),
                calling.momentOrNull(incident.resolvedAt()),
                head.severity().name().toLowerCase(Locale.ROOT),
                calling.incident(head.id()),
                calling.moment(incident.startedAt()),
                PublicIds.PAGE,
                updates(incident),
                components.of(incident.cells().stream().map(CellImpact::cell).toList()),
                null);
    }

    /// Newest first, as the timeline is.
    private List<Update> updates(IncidentSnapshot incident) {
        var state = IncidentState.INVESTIGATING;
        var updates = new ArrayList<Update>();
        for (var entry : incident.timeline().reversed()) {
            state = after(entry, state);
            var newest = updates.size() == incident.timeline().size() - 1;
            updates.add(update(
                    incident, entry, newest ? incident.incident().state() : state, newest ? affected(incident) : null));
        }
        return List.copyOf(updates.reversed());
    }

    private Update update(
            IncidentSnapshot incident, TimelineEntry entry, IncidentState state, @Nullable List<Affected> affected) {
        var at = calling.moment(entry.at());
        return new Update(
                PublicIds.of("update", incident.key() + "/" + entry.number()),
                word(state),
                Text.safe(entry.text()),
                incident.key(),
                at,
                at,
                at,
                affected,
                true,
                null,
                null);
    }

    private List<Affected> affected(IncidentSnapshot incident) {
        return components.affected(incident.cells().stream()
                .collect(toMap(
                        CellImpact::cell,
                        cell -> ComponentStatus.of(cell.verdict()),
                        (one, _) -> one,
                        LinkedHashMap::new)));
    }

    /// An update that a person wrote leaves the state as it was.
    private static IncidentState after(TimelineEntry entry, IncidentState before) {
        return switch (entry.type()) {
            case "incident.opened", "incident.reopened" -> IncidentState.INVESTIGATING;
            case "incident.outage_ended" -> IncidentState.MONITORING;
            case "incident.resolved" -> IncidentState.RESOLVED;
            case "incident.postmortem_published" -> IncidentState.POSTMORTEM;
            default -> before;
        };
    }

    /// While it is up again and watched, or when it came to its end.
    private static @Nullable Instant monitoringAt(IncidentSnapshot incident) {
        if (incident.incident().state().compareTo(IncidentState.MONITORING) < 0) {
            return null;
        }
        return incident.outages().stream()
                .map(OutageSummary::endedAt)
                .filter(Objects::nonNull)
                .max(Comparator.naturalOrder())
                .orElse(incident.time());
    }

    private static String word(IncidentState state) {
        return state.name().toLowerCase(Locale.ROOT);
    }
}
