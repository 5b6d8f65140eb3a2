package dev.tocsin.incident.lifecycle;

import static dev.tocsin.contract.incident.Suspect.Confidence.POSSIBLE;

import dev.tocsin.contract.Cell;
import dev.tocsin.contract.EventTypes;
import dev.tocsin.contract.incident.IncidentEvent;
import dev.tocsin.contract.incident.IncidentEvent.Acknowledged;
import dev.tocsin.contract.incident.IncidentEvent.OutageEnded;
import dev.tocsin.contract.incident.IncidentEvent.Reopened;
import dev.tocsin.contract.incident.IncidentEvent.Resolved;
import dev.tocsin.contract.incident.IncidentEvent.SuspectNamed;
import dev.tocsin.contract.incident.IncidentEvent.UpdatePosted;
import dev.tocsin.contract.incident.IncidentHead;
import dev.tocsin.contract.incident.IncidentSnapshot;
import dev.tocsin.contract.incident.IncidentSnapshot.TimelineEntry;
import dev.tocsin.contract.incident.IncidentState;
import dev.tocsin.contract.incident.Suspect;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// What people follow: one or more outages with one suspected cause, and the story told of them so far.
///
/// ```
///                 a likely suspect        all cells are up          for the end hold
///   investigating ────────────▶ identified ────────────▶ monitoring ────────────▶ resolved
///         ▲                         ▲   ◀───────────────────┘                        │
///         │                         │     one is bad again                           │
///         └─────────────────────────┴────────────── reopened (next episode) ◀────────┘
/// ```
///
/// @param id 12 of `0-9a-z`
/// @param number of the latest event; 0 before the first
/// @param episode from 1
/// @param suspects the worst first
/// @param outages of all episodes, oldest first
/// @param linked other incidents that it may have to do with
/// @param impactToldAt when cells were last named, so that they are named at most once a second
/// @param timeline newest first
public record Incident(
        String id,
        long number,
        int episode,
        Instant startedAt,
        Instant updatedAt,
        @Nullable Instant resolvedAt,
        @Nullable String acknowledgedBy,
        Assessment assessment,
        List<Suspect> suspects,
        List<Outage> outages,
        List<String> linked,
        Instant impactToldAt,
        List<TimelineEntry> timeline) {

    public Incident {
        suspects = List.copyOf(suspects);
        outages = List.copyOf(outages);
        linked = List.copyOf(linked);
        timeline = List.copyOf(timeline);
    }

    /// One of which nothing has been told yet.
    public static Incident of(String id, Instant startedAt) {
        return new Incident(
                id,
                0,
                1,
                startedAt,
                startedAt,
                null,
                null,
                Assessment.NONE,
                List.of(),
                List.of(),
                List.of(),
                Instant.EPOCH,
                List.of());
    }

    public IncidentState state() {
        if (resolvedAt != null) {
            return IncidentState.RESOLVED;
        }
        if (standing().allMatch(Outage::isUp)) {
            return IncidentState.MONITORING;
        }
        return suspects.stream().anyMatch(suspect -> suspect.confidence() != POSSIBLE)
                ? IncidentState.IDENTIFIED
                : IncidentState.INVESTIGATING;
    }

    public boolean isOpen() {
        return resolvedAt == null;
    }

    public Stream<Outage> standing() {
        return outages.stream().filter(Outage::stands);
    }

    /// The outages of the present episode, those that ended too.
    public List<Outage> ofThisEpisode() {
        return outages.stream().filter(outage -> outage.episode() == episode).toList();
    }

    public List<String> regions() {
        return ofThisEpisode().stream().map(Outage::region).distinct().sorted().toList();
    }

    public Optional<Outage> standingOutageOf(Cell cell) {
        return standing().filter(outage -> outage.has(cell)).findFirst();
    }

    public Outage outage(String outageId) {
        return outages.stream()
                .filter(outage -> outage.id().equals(outageId))
                .findFirst()
                .orElseThrow();
    }

    /// The id that the region's next outage gets.
    public String nextOutageIn(String region) {
        return region + "-"
                + (1
                        + outages.stream()
                                .filter(outage -> outage.region().equals(region))
                                .count());
    }

    /// The next event of the story, and the incident with it; never earlier than the event before.
    public Told tell(Instant now, Telling telling) {
        var at = now.isBefore(updatedAt) ? updatedAt : now;
        var event = telling.event(head(number + 1), at);
        return new Told(withStory(number + 1, at, timelineWith(event)), event);
    }

    /// What is told, given the incident as it stands after it and the time.
    @FunctionalInterface
    public interface Telling {
        IncidentEvent event(IncidentHead incident, Instant time);
    }

    public Told acknowledge(String by, Instant now) {
        var acknowledged = new Incident(
                id,
                number,
                episode,
                startedAt,
                updatedAt,
                resolvedAt,
                by,
                assessment,
                suspects,
                outages,
                linked,
                impactToldAt,
                timeline);
        return acknowledged.tell(now, (incident, time) -> new Acknowledged(incident, time, by));
    }

    public Told post(String author, String text, @Nullable Instant nextUpdateBy, Instant now) {
        return tell(now, (incident, time) -> new UpdatePosted(incident, time, author, text, nextUpdateBy));
    }

    public Told suspect(List<Suspect> named, Instant now) {
        return withSuspects(named).tell(now, (incident, time) -> new SuspectNamed(incident, time, named));
    }

    /// @param lastUp when the last of its cells came up
    public Told end(Outage outage, Instant lastUp, Instant now) {
        return with(outage.ended(lastUp, now))
                .tell(now, (incident, time) -> new OutageEnded(incident, time, outage.id(), outage.region(), lastUp));
    }

    public Told resolve(Instant now) {
        return withEpisode(episode, now, assessment, suspects)
                .tell(now, (incident, time) -> new Resolved(incident, time, null, null, null));
    }

    /// The next episode begins; what was suspected and how bad it was is found anew.
    public Incident nextEpisode() {
        return withEpisode(episode + 1, null, Assessment.NONE, List.of());
    }

    public Told reopen(Instant onset, Instant now) {
        return tell(now, (incident, time) -> new Reopened(incident, time, onset));
    }

    /// With this outage in place of the one with the same id, or as the latest.
    public Incident with(Outage outage) {
        var next = new ArrayList<>(outages);
        next.replaceAll(old -> old.id().equals(outage.id()) ? outage : old);
        if (!next.contains(outage)) {
            next.add(outage);
        }
        return withOutages(next, assessment, linked, impactToldAt);
    }

    /// As [#with(Outage)], for one that gets its id here.
    public Incident withNew(Outage outage) {
        return with(outage.named(nextOutageIn(outage.region()), episode));
    }

    public Incident assessed(Assessment next) {
        return withOutages(outages, assessment.escalatedTo(next), linked, impactToldAt);
    }

    public Incident impactTold(Instant now) {
        return withOutages(outages, assessment, linked, now);
    }

    public Incident linkedTo(String other) {
        return withOutages(
                outages,
                assessment,
                Stream.concat(linked.stream(), Stream.of(other))
                        .distinct()
                        .sorted()
                        .toList(),
                impactToldAt);
    }

    /// As it stands.
    IncidentHead head() {
        return head(number);
    }

    private IncidentHead head(long newNumber) {
        return new IncidentHead(id, newNumber, episode, assessment.title(), state(), assessment.severity(), regions());
    }

    /// Impact that changes and changes again is one entry: what it came to.
    private List<TimelineEntry> timelineWith(IncidentEvent event) {
        var entry = TimelineText.of(event);
        var changing = EventTypes.nameOf(IncidentEvent.ImpactChanged.class);
        var replaces = entry.type().equals(changing)
                && !timeline.isEmpty()
                && timeline.getFirst().type().equals(changing);
        return Stream.concat(Stream.of(entry), timeline.stream().skip(replaces ? 1 : 0))
                .limit(IncidentSnapshot.MOST_ENTRIES)
                .toList();
    }

    private Incident withStory(long newNumber, Instant at, List<TimelineEntry> newTimeline) {
        return new Incident(
                id,
                newNumber,
                episode,
                startedAt,
                at,
                resolvedAt,
                acknowledgedBy,
                assessment,
                suspects,
                outages,
                linked,
                impactToldAt,
                newTimeline);
    }

    private Incident withSuspects(List<Suspect> named) {
        return withEpisode(episode, resolvedAt, assessment, named);
    }

    private Incident withEpisode(
            int newEpisode, @Nullable Instant newResolvedAt, Assessment newAssessment, List<Suspect> newSuspects) {
        return new Incident(
                id,
                number,
                newEpisode,
                startedAt,
                updatedAt,
                newResolvedAt,
                acknowledgedBy,
                newAssessment,
                newSuspects,
                outages,
                linked,
                impactToldAt,
                timeline);
    }

    private Incident withOutages(
            List<Outage> newOutages, Assessment newAssessment, List<String> newLinked, Instant newImpactToldAt) {
        return new Incident(
                id,
                number,
                episode,
                startedAt,
                updatedAt,
                resolvedAt,
                acknowledgedBy,
                newAssessment,
                suspects,
                newOutages,
                newLinked,
                newImpactToldAt,
                timeline);
    }
}
