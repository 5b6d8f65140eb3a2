package dev.tocsin.incident.trust.story;

import dev.tocsin.contract.incident.CellImpact;
import dev.tocsin.contract.incident.IncidentEvent;
import dev.tocsin.contract.incident.IncidentEvent.Acknowledged;
import dev.tocsin.contract.incident.IncidentEvent.Assigned;
import dev.tocsin.contract.incident.IncidentEvent.ImpactChanged;
import dev.tocsin.contract.incident.IncidentEvent.ImpactCorrected;
import dev.tocsin.contract.incident.IncidentEvent.Linked;
import dev.tocsin.contract.incident.IncidentEvent.Opened;
import dev.tocsin.contract.incident.IncidentEvent.OutageEnded;
import dev.tocsin.contract.incident.IncidentEvent.OutageStarted;
import dev.tocsin.contract.incident.IncidentEvent.PostmortemPublished;
import dev.tocsin.contract.incident.IncidentEvent.Reopened;
import dev.tocsin.contract.incident.IncidentEvent.Resolved;
import dev.tocsin.contract.incident.IncidentEvent.SuspectConfirmed;
import dev.tocsin.contract.incident.IncidentEvent.SuspectNamed;
import dev.tocsin.contract.incident.IncidentEvent.Unacknowledged;
import dev.tocsin.contract.incident.IncidentEvent.Unassigned;
import dev.tocsin.contract.incident.IncidentEvent.UpdateEdited;
import dev.tocsin.contract.incident.IncidentEvent.UpdatePosted;
import dev.tocsin.contract.incident.IncidentEvent.UpdateWithdrawn;
import dev.tocsin.contract.incident.IncidentState;
import dev.tocsin.contract.incident.Suspect.SuspectKind;
import dev.tocsin.engine.catalog.Catalog;
import dev.tocsin.engine.catalog.DisplayNames;
import dev.tocsin.engine.lifecycle.TimelineText;
import dev.tocsin.incident.trust.live.Audience;
import dev.tocsin.incident.trust.live.PublicWords;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// An event in words. For customers the words are made of its structure, never of texts that may name internal things.
record EventSentences(Catalog catalog, Audience audience) {

    /// @param before the incident's state before the event
    /// @return null where the event has no text for this audience
    @Nullable
    String of(IncidentEvent event, IncidentState before) {
        return switch (audience) {
            case OPERATORS ->
                event instanceof UpdatePosted(var _, var _, var _, var text, var _)
                        ? text
                        : TimelineText.of(event).text();
            case PUBLIC -> forCustomers(event, before);
        };
    }

    static String type(IncidentEvent event) {
        return TimelineText.of(event).type();
    }

    static @Nullable String author(IncidentEvent event) {
        return TimelineText.of(event).author();
    }

    private @Nullable String forCustomers(IncidentEvent event, IncidentState before) {
        return switch (event) {
            case UpdatePosted posted -> posted.text();
            case OutageStarted started -> started(started);
            case SuspectNamed named -> identified(named, before);
            case SuspectConfirmed confirmed ->
                confirmed.suspect().kind() == SuspectKind.CHANGE
                        ? "The cause is confirmed: reverting a change ended the problem."
                        : null;
            case OutageEnded ended -> PublicWords.ended(regions(List.of(ended.region())));
            case Resolved resolved ->
                resolved.mergedInto() == null ? PublicWords.RESOLVED : "Continued in another incident.";
            case Opened _, Reopened _, PostmortemPublished _ ->
                PublicWords.of(
                        type(event),
                        author(event) != null,
                        regions(event.incident().regions()));
            case UpdateEdited _,
                    UpdateWithdrawn _,
                    Acknowledged _,
                    Unacknowledged _,
                    Assigned _,
                    Unassigned _,
                    ImpactChanged _,
                    ImpactCorrected _,
                    Linked _ -> null;
        };
    }

    /// Tocsin says so once: when it first considers a cause likely.
    private static @Nullable String identified(SuspectNamed named, IncidentState before) {
        return named.incident().state() == IncidentState.IDENTIFIED && before == IncidentState.INVESTIGATING
                ? "We have found a likely cause and are investigating."
                : null;
    }

    private @Nullable String started(OutageStarted started) {
        var affected = started.cells().stream()
                .filter(CellImpact::isPublic)
                .map(cell -> DisplayNames.component(catalog, cell.cell().component()))
                .distinct()
                .toList();
        return affected.isEmpty()
                ? null
                : "%s %s affected in %s."
                        .formatted(
                                DisplayNames.some(affected),
                                affected.size() == 1 ? "is" : "are",
                                DisplayNames.region(catalog, started.region()));
    }

    private String regions(List<String> ids) {
        return DisplayNames.some(
                ids.stream().map(id -> DisplayNames.region(catalog, id)).toList());
    }
}
