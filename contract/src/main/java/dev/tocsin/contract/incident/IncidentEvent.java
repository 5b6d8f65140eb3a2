package dev.tocsin.contract.incident;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.tocsin.contract.Cell;
import dev.tocsin.contract.Event;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// One event in the story of an incident; the events are numbered from 1 without gaps.
///
/// ```
///             ┌── UpdatePosted · Acknowledged · Unacknowledged · SuspectNamed · SuspectConfirmed · Linked ──┐
///             │        UpdateEdited · UpdateWithdrawn · Assigned · Unassigned · ImpactCorrected             │
///  Opened ─▶ OutageStarted ─▶ ImpactChanged … ─▶ OutageEnded ─▶ … ─▶ Resolved ─▶ PostmortemPublished
///                ▲                                                      │
///                └──────────────────── Reopened (next episode) ◀────────┘
/// ```
public sealed interface IncidentEvent extends Event {

    /// The most cells that one event names; more come in further [ImpactChanged].
    int MOST_CELLS = 500;

    /// The incident after this event.
    IncidentHead incident();

    @Override
    default String key() {
        return incident().id();
    }

    @Override
    default String eventId() {
        return incident().id() + "/" + incident().number();
    }

    /// The first event of every incident. Impact follows in [OutageStarted].
    ///
    /// @param onset the onset of the first outage
    /// @param related other incidents that may be related to it
    /// @param by the operator who opened it by hand; null when its failures opened it
    record Opened(
            IncidentHead incident,
            @JsonProperty("openedAt") Instant time,
            Instant onset,
            List<String> related,
            @Nullable String by)
            implements IncidentEvent {}

    /// Bad cells of one region that belong together were found.
    ///
    /// @param outage its id within the incident, such as `na-1`
    /// @param onset the onset of its first cell
    /// @param root the cell that the others need and that needs no other bad cell; null if none stands out
    /// @param cells at most 500 of them, the rest in further [ImpactChanged]
    /// @param allCells how many cells there are in all
    record OutageStarted(
            IncidentHead incident,
            @JsonProperty("startedAt") Instant time,
            String outage,
            String region,
            Instant onset,
            @Nullable SuspectedRoot root,
            List<CellImpact> cells,
            int allCells,
            Reach reach)
            implements IncidentEvent {}

    /// Cells joined, changed their verdict, recovered or left; gathered into at most one event a second for an
    /// incident.
    ///
    /// @param outage its id within the incident
    /// @param root the suspected root after this event
    /// @param cells the cells that changed, as they are now, at most 500
    /// @param left cells that do not belong to the outage any more, such as those that left the catalog
    record ImpactChanged(
            IncidentHead incident,
            @JsonProperty("changedAt") Instant time,
            String outage,
            String region,
            @Nullable SuspectedRoot root,
            List<CellImpact> cells,
            List<Cell> left,
            Reach reach)
            implements IncidentEvent {}

    /// The list of suspects changed.
    ///
    /// @param suspects all of them now, the likeliest first
    record SuspectNamed(
            IncidentHead incident, @JsonProperty("namedAt") Instant time, List<Suspect> suspects)
            implements IncidentEvent {}

    /// Reverting a suspect ended the trouble.
    record SuspectConfirmed(
            IncidentHead incident,
            @JsonProperty("confirmedAt") Instant time,
            Suspect suspect) implements IncidentEvent {}

    /// A person wrote to customers.
    ///
    /// @param text Markdown, at most 20,000 characters
    /// @param nextUpdateBy when the next update is promised, or null
    record UpdatePosted(
            IncidentHead incident,
            @JsonProperty("postedAt") Instant time,
            String author,
            String text,
            @Nullable Instant nextUpdateBy)
            implements IncidentEvent {}

    /// A person edited an update. Subscribers who got it are not notified again.
    ///
    /// @param update the number of the event that posted it
    /// @param text what it reads from now on, in Markdown, at most 20,000 characters
    record UpdateEdited(
            IncidentHead incident, @JsonProperty("editedAt") Instant time, String by, long update, String text)
            implements IncidentEvent {}

    /// A person withdrew an update: customers no longer read it.
    ///
    /// @param update the number of the event that posted it
    /// @param reason why, for operators
    record UpdateWithdrawn(
            IncidentHead incident,
            @JsonProperty("withdrawnAt") Instant time,
            String by,
            long update,
            String reason) implements IncidentEvent {}

    /// A person acknowledged the incident.
    record Acknowledged(
            IncidentHead incident,
            @JsonProperty("acknowledgedAt") Instant time,
            String by) implements IncidentEvent {}

    /// A person took back an acknowledgement: somebody else may handle the incident.
    record Unacknowledged(
            IncidentHead incident,
            @JsonProperty("unacknowledgedAt") Instant time,
            String by) implements IncidentEvent {}

    /// The incident was given to a person, who has it from now on.
    ///
    /// @param by the person who assigned it, who may be the same
    record Assigned(
            IncidentHead incident,
            @JsonProperty("assignedAt") Instant time,
            String by,
            String to) implements IncidentEvent {}

    /// The incident is no longer assigned to anybody.
    record Unassigned(
            IncidentHead incident,
            @JsonProperty("unassignedAt") Instant time,
            String by) implements IncidentEvent {}

    /// All cells of an outage were up for the end hold.
    ///
    /// @param outage its id within the incident
    /// @param endedAt when the last of them came up, before the hold
    record OutageEnded(
            IncidentHead incident,
            @JsonProperty("decidedAt") Instant time,
            String outage,
            String region,
            Instant endedAt)
            implements IncidentEvent {}

    /// The incident is over.
    ///
    /// @param by the operator who resolved it by hand or merged it; null when its outages ended
    /// @param reason the reason given when it was resolved by hand
    /// @param mergedInto the incident in which its story continues; null unless it was merged
    record Resolved(
            IncidentHead incident,
            @JsonProperty("resolvedAt") Instant time,
            @Nullable String by,
            @Nullable String reason,
            @Nullable String mergedInto)
            implements IncidentEvent {}

    /// Further incidents may be related to it.
    ///
    /// @param related all of them now
    record Linked(
            IncidentHead incident, @JsonProperty("linkedAt") Instant time, List<String> related)
            implements IncidentEvent {}

    /// A person corrected the title, the severity or the cells that the machine found; the head has the corrected ones.
    /// Where cells were added or taken away, another event with the changed impact follows.
    ///
    /// @param by the person who corrected it; null when the machine found worse than the correction
    /// @param reason why
    /// @param added the cells that the person added; null if the cells stay as they are
    /// @param removed the cells that the person took away; null if the cells stay as they are
    record ImpactCorrected(
            IncidentHead incident,
            @JsonProperty("correctedAt") Instant time,
            @Nullable String by,
            String reason,
            @Nullable List<Cell> added,
            @Nullable List<Cell> removed)
            implements IncidentEvent {}

    /// The same trouble came back soon after the end; an [OutageStarted] with its impact follows.
    ///
    /// @param onset the onset of the first cell that is bad again
    /// @param by the operator who reopened it by hand; null when a failure did
    /// @param reason the operator's reason
    record Reopened(
            IncidentHead incident,
            @JsonProperty("reopenedAt") Instant time,
            Instant onset,
            @Nullable String by,
            @Nullable String reason)
            implements IncidentEvent {}

    /// The cause of the incident and the response to it were published. Texts are Markdown, at most 20,000 characters
    /// each.
    ///
    /// @param procedure changes in procedure
    record PostmortemPublished(
            IncidentHead incident,
            @JsonProperty("publishedAt") Instant time,
            String author,
            String cause,
            String remedy,
            String procedure)
            implements IncidentEvent {}
}
