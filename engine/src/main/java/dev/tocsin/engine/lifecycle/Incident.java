package dev.tocsin.engine.lifecycle;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import dev.tocsin.contract.Cell;
import dev.tocsin.contract.incident.IncidentEvent;
import dev.tocsin.contract.incident.IncidentEvent.UpdateEdited;
import dev.tocsin.contract.incident.IncidentEvent.UpdatePosted;
import dev.tocsin.contract.incident.IncidentEvent.UpdateWithdrawn;
import dev.tocsin.contract.incident.IncidentHead;
import dev.tocsin.contract.incident.IncidentSnapshot.TimelineEntry;
import dev.tocsin.contract.incident.IncidentState;
import dev.tocsin.contract.incident.Suspect;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// An incident, as people follow it: one or more outages with one suspected cause, and the story published of them so
/// far.
///
/// ```
///                     OpenIncident
///                  a likely suspect        all cells are up
///    investigating ────────────▶ identified ────────────▶ monitoring
///          ▲                         ▲   ◀───────────────────┘
///          │                         │     one is not up any more
///          │                         │
///          │ reopened:               │          all outages ended,
///          │ the next episode        │          or a person resolved it
///          └─────────────────────────┴─────── ResolvedIncident ◀──── (any of the three)
///                                              resolved ─────▶ postmortem
///                                                a postmortem is published
///
///                                             MergedIncident ◀──── (any of the three)
///                                              it continues in another incident, and never reopens
/// ```
///
/// Updates can be posted, edited and withdrawn at any time. Only an open incident is acknowledged or assigned: once it
/// is over, nobody has to handle it.
public sealed interface Incident permits OpenIncident, ResolvedIncident, MergedIncident {

    IncidentFacts facts();

    IncidentState state();

    /// Null while it is open.
    @Nullable
    Instant resolvedAt();

    /// Makes an event of the story from the incident's head and the time of the event.
    @FunctionalInterface
    interface NextEvent {
        IncidentEvent event(IncidentHead incident, Instant time);
    }

    @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
    static Incident of(StoredIncident stored) {
        return stored.incident();
    }

    @JsonValue
    default StoredIncident stored() {
        return StoredIncident.of(this);
    }

    default StoryStep post(String author, String text, @Nullable Instant nextUpdateBy, Instant now) {
        return StoryStep.after(
                this, now, (incident, time) -> new UpdatePosted(incident, time, author, text, nextUpdateBy));
    }

    /// Edits an update that was posted.
    ///
    /// @param update the number of the event that posted it
    default StoryStep edit(long update, String by, String text, Instant now) {
        return StoryStep.after(this, now, (incident, time) -> new UpdateEdited(incident, time, by, update, text));
    }

    /// Withdraws an update that was posted: customers no longer read it.
    ///
    /// @param update the number of the event that posted it
    default StoryStep withdraw(long update, String by, String reason, Instant now) {
        return StoryStep.after(this, now, (incident, time) -> new UpdateWithdrawn(incident, time, by, update, reason));
    }

    default boolean isOpen() {
        return this instanceof OpenIncident;
    }

    default String id() {
        return facts().id();
    }

    default int episode() {
        return facts().episode();
    }

    default Instant startedAt() {
        return facts().startedAt();
    }

    default @Nullable String acknowledgedBy() {
        return facts().ownership().acknowledgedBy();
    }

    default @Nullable String assignedTo() {
        return facts().ownership().assignedTo();
    }

    default IncidentStory story() {
        return facts().story();
    }

    /// The number of the latest event; 0 before the first.
    default long number() {
        return story().number();
    }

    default Instant updatedAt() {
        return story().updatedAt();
    }

    default List<TimelineEntry> timeline() {
        return story().timeline();
    }

    default List<Suspect> suspects() {
        return facts().findings().suspects();
    }

    default List<String> linked() {
        return facts().linked();
    }

    default Assessment assessment() {
        return facts().assessment();
    }

    default List<Outage> outages() {
        return facts().outages();
    }

    default Stream<Outage> standing() {
        return facts().standing();
    }

    /// The outages of the present episode, including those that ended.
    default List<Outage> ofThisEpisode() {
        return outages().stream()
                .filter(outage -> outage.episode() == episode())
                .toList();
    }

    default List<String> regions() {
        return ofThisEpisode().stream().map(Outage::region).distinct().sorted().toList();
    }

    default Optional<Outage> standingOutageOf(Cell cell) {
        return standing().filter(outage -> outage.has(cell)).findFirst();
    }

    default Outage outage(String outageId) {
        return outages().stream()
                .filter(outage -> outage.id().equals(outageId))
                .findFirst()
                .orElseThrow();
    }

    /// The head of the incident in its present state.
    default IncidentHead head() {
        return head(number());
    }

    /// @param number the number of the event that is published with the head
    default IncidentHead head(long number) {
        return new IncidentHead(
                id(),
                number,
                episode(),
                assessment().title(),
                state(),
                assessment().severity(),
                regions());
    }
}
