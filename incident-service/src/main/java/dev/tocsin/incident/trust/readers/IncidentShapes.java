package dev.tocsin.incident.trust.readers;

import static java.util.stream.Collectors.toMap;

import dev.tocsin.contract.Text;
import dev.tocsin.contract.incident.CellImpact;
import dev.tocsin.contract.incident.IncidentSnapshot;
import dev.tocsin.contract.incident.IncidentSnapshot.OutageSummary;
import dev.tocsin.contract.incident.IncidentState;
import dev.tocsin.incident.trust.live.Incidents;
import dev.tocsin.incident.trust.readers.Shapes.AffectedComponent;
import dev.tocsin.incident.trust.readers.Shapes.ApiIncident;
import dev.tocsin.incident.trust.readers.Shapes.ApiUpdate;
import dev.tocsin.incident.trust.story.Story;
import dev.tocsin.incident.trust.story.Story.Postmortem;
import dev.tocsin.incident.trust.story.Story.StoryEntry;
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

    /// @param incident the incident as the public may see it
    /// @param story its story as the public may see it
    ApiIncident of(IncidentSnapshot incident, Story story) {
        var head = incident.incident();
        return new ApiIncident(
                head.id(),
                Text.safe(head.title()),
                word(head.state()),
                calling.moment(incident.startedAt()),
                calling.moment(incident.time()),
                calling.momentOrNull(monitoringAt(incident)),
                calling.momentOrNull(incident.resolvedAt()),
                head.severity().name().toLowerCase(Locale.ROOT),
                calling.incident(head.id()),
                calling.moment(Incidents.began(incident)),
                PublicIds.PAGE,
                updates(incident, story),
                components.of(incident.cells().stream().map(CellImpact::cell).toList()),
                null);
    }

    /// Newest first. The newest has the incident's present state, since not every change of the state has an entry.
    private List<ApiUpdate> updates(IncidentSnapshot incident, Story story) {
        var updates = new ArrayList<ApiUpdate>();
        for (var entry : story.entries()) {
            var newest = updates.isEmpty();
            updates.add(update(
                    incident,
                    entry,
                    body(entry, story.postmortem()),
                    newest ? incident.incident().state() : entry.state(),
                    newest ? affected(incident) : null));
        }
        return List.copyOf(updates);
    }

    /// The text in Markdown.
    private static String body(StoryEntry entry, @Nullable Postmortem postmortem) {
        return postmortem == null || !entry.at().equals(postmortem.at())
                ? entry.text()
                : """
                ## Cause

                %s

                ## Remedy

                %s

                ## What changes

                %s""".formatted(postmortem.cause(), postmortem.remedy(), postmortem.procedure());
    }

    private ApiUpdate update(
            IncidentSnapshot incident,
            StoryEntry entry,
            String body,
            IncidentState state,
            @Nullable List<AffectedComponent> affected) {
        var at = calling.moment(entry.at());
        var edited = entry.editedAt();
        return new ApiUpdate(
                PublicIds.of("update", incident.key() + "/" + entry.number()),
                word(state),
                Text.safe(body),
                incident.key(),
                at,
                edited == null ? at : calling.moment(edited),
                at,
                affected,
                true,
                null,
                null);
    }

    private List<AffectedComponent> affected(IncidentSnapshot incident) {
        return components.affected(incident.cells().stream()
                .collect(toMap(
                        CellImpact::cell,
                        cell -> ComponentStatus.of(cell.verdict()),
                        (one, _) -> one,
                        LinkedHashMap::new)));
    }

    /// The end of its last outage, once the incident is monitored or over; null before.
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
