package dev.tocsin.engine.lifecycle;

import static dev.tocsin.contract.incident.Suspect.Confidence.POSSIBLE;
import static java.time.temporal.ChronoUnit.MILLIS;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonProperty;
import dev.tocsin.contract.Cell;
import dev.tocsin.contract.EventTypes;
import dev.tocsin.contract.Severity;
import dev.tocsin.contract.incident.IncidentEvent;
import dev.tocsin.contract.incident.IncidentEvent.Acknowledged;
import dev.tocsin.contract.incident.IncidentEvent.ImpactCorrected;
import dev.tocsin.contract.incident.IncidentEvent.Linked;
import dev.tocsin.contract.incident.IncidentEvent.OutageEnded;
import dev.tocsin.contract.incident.IncidentEvent.PostmortemPublished;
import dev.tocsin.contract.incident.IncidentEvent.Reopened;
import dev.tocsin.contract.incident.IncidentEvent.Resolved;
import dev.tocsin.contract.incident.IncidentEvent.SuspectConfirmed;
import dev.tocsin.contract.incident.IncidentEvent.SuspectNamed;
import dev.tocsin.contract.incident.IncidentEvent.UpdatePosted;
import dev.tocsin.contract.incident.IncidentHead;
import dev.tocsin.contract.incident.IncidentSnapshot;
import dev.tocsin.contract.incident.IncidentSnapshot.TimelineEntry;
import dev.tocsin.contract.incident.IncidentState;
import dev.tocsin.contract.incident.PublicIncidentSnapshot.PublicUpdate;
import dev.tocsin.contract.incident.Suspect;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
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
///         │                         │     one is not up any more                     │
///         └─────────────────────────┴────────────── reopened (next episode) ◀────────┤
///                                                                                    ▼
///                                                         postmortem, once it is published
/// ```
///
/// @param id 12 of `0-9a-z`
/// @param outages of all episodes, oldest first
/// @param impactToldAt when cells were last named, so that they are named at most once a second
public record Incident(
        String id,
        Course course,
        Findings findings,
        Handling handling,
        List<Outage> outages,
        Story story,
        Instant impactToldAt) {

    /// @param episode from 1
    /// @param resolvedAt null while it is open
    /// @param mergedInto the incident in which it goes on, once an operator merged it; it never reopens
    public record Course(
            int episode,
            Instant startedAt,
            @Nullable Instant resolvedAt,
            @Nullable String mergedInto) {}

    /// What the machine found.
    ///
    /// @param suspects the worst first
    /// @param linked other incidents that it may have to do with
    public record Findings(Assessment assessment, List<Suspect> suspects, List<String> linked) {

        public Findings {
            suspects = List.copyOf(suspects);
            linked = List.copyOf(linked);
        }
    }

    /// What operators did to it.
    ///
    /// @param postmortemAt when it was published, or null
    public record Handling(
            @Nullable String acknowledgedBy,
            @Nullable Correction correction,
            @Nullable Instant postmortemAt) {}

    /// What has been told.
    ///
    /// @param number of the latest event; 0 before the first
    /// @param timeline newest first
    /// @param announced the head that customers could read last; null while they could read none
    /// @param updates what people wrote in this episode while customers could read it, newest first
    public record Story(
            long number,
            Instant updatedAt,
            List<TimelineEntry> timeline,
            @Nullable IncidentHead announced,
            List<PublicUpdate> updates) {

        public Story {
            timeline = List.copyOf(timeline);
            updates = List.copyOf(updates);
        }

        /// What was stored before updates were kept has the beginnings of some in its timeline.
        @JsonCreator
        static Story stored(
                @JsonProperty("number") long number,
                @JsonProperty("updatedAt") Instant updatedAt,
                @JsonProperty("timeline") List<TimelineEntry> timeline,
                @JsonProperty("announced") @Nullable IncidentHead announced,
                @JsonProperty("updates") @Nullable List<PublicUpdate> updates) {
            return new Story(
                    number,
                    updatedAt,
                    timeline,
                    announced,
                    updates == null ? PublicSnapshots.updatesOf(timeline) : updates);
        }

        /// Impact that changes and changes again is one entry: what it came to.
        private Story with(IncidentEvent event, @Nullable IncidentHead announced) {
            var entry = TimelineText.of(event);
            var changing = EventTypes.nameOf(IncidentEvent.ImpactChanged.class);
            var replaces = entry.type().equals(changing)
                    && !timeline.isEmpty()
                    && timeline.getFirst().type().equals(changing);
            return new Story(
                    event.incident().number(),
                    event.time(),
                    Stream.concat(Stream.of(entry), timeline.stream().skip(replaces ? 1 : 0))
                            .limit(IncidentSnapshot.MOST_ENTRIES)
                            .toList(),
                    announced == null ? this.announced : announced,
                    PublicSnapshots.updates(updates, event, announced != null));
        }
    }

    public Incident {
        outages = List.copyOf(outages);
    }

    /// One of which nothing has been told yet.
    public static Incident of(String id, Instant startedAt) {
        return new Incident(
                id,
                new Course(1, startedAt, null, null),
                new Findings(Assessment.NONE, List.of(), List.of()),
                new Handling(null, null, null),
                List.of(),
                new Story(0, startedAt, List.of(), null, List.of()),
                Instant.EPOCH);
    }

    public int episode() {
        return course.episode();
    }

    public Instant startedAt() {
        return course.startedAt();
    }

    public @Nullable Instant resolvedAt() {
        return course.resolvedAt();
    }

    public @Nullable String mergedInto() {
        return course.mergedInto();
    }

    public @Nullable String acknowledgedBy() {
        return handling.acknowledgedBy();
    }

    public long number() {
        return story.number();
    }

    public Instant updatedAt() {
        return story.updatedAt();
    }

    public List<TimelineEntry> timeline() {
        return story.timeline();
    }

    public List<Suspect> suspects() {
        return findings.suspects();
    }

    public List<String> linked() {
        return findings.linked();
    }

    /// As the machine found it, or as a person corrected it.
    public Assessment assessment() {
        var correction = handling.correction();
        return correction == null ? findings.assessment() : correction.of(findings.assessment());
    }

    public IncidentState state() {
        if (resolvedAt() != null) {
            return handling.postmortemAt() == null ? IncidentState.RESOLVED : IncidentState.POSTMORTEM;
        }
        if (standing().allMatch(Outage::isUp)) {
            return IncidentState.MONITORING;
        }
        return suspects().stream().anyMatch(suspect -> suspect.confidence() != POSSIBLE)
                ? IncidentState.IDENTIFIED
                : IncidentState.INVESTIGATING;
    }

    @JsonIgnore
    public boolean isOpen() {
        return resolvedAt() == null;
    }

    public Stream<Outage> standing() {
        return outages.stream().filter(Outage::stands);
    }

    /// The outages of the present episode, those that ended too.
    public List<Outage> ofThisEpisode() {
        return outages.stream().filter(outage -> outage.episode() == episode()).toList();
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
        var before = outages.stream().filter(outage -> outage.region().equals(region));
        return region + "-" + (1 + before.count());
    }

    /// The next event of the story, and the incident with it; never earlier than the event before.
    public StoryStep tell(Instant now, Telling telling) {
        var at = (now.isBefore(updatedAt()) ? updatedAt() : now).truncatedTo(MILLIS);
        var event = telling.event(head(number() + 1), at);
        var told = story.with(event, PublicSnapshots.head(this, event.incident()));
        return new StoryStep(new Incident(id, course, findings, handling, outages, told, impactToldAt), event);
    }

    /// What is told, given the incident as it stands after it and the time.
    @FunctionalInterface
    public interface Telling {
        IncidentEvent event(IncidentHead incident, Instant time);
    }

    public StoryStep acknowledge(String by, Instant now) {
        return with(new Handling(by, handling.correction(), handling.postmortemAt()))
                .tell(now, (incident, time) -> new Acknowledged(incident, time, by));
    }

    public StoryStep post(String author, String text, @Nullable Instant nextUpdateBy, Instant now) {
        return tell(now, (incident, time) -> new UpdatePosted(incident, time, author, text, nextUpdateBy));
    }

    /// Once it is over; again, in place of the one before.
    ///
    /// @param procedure what changes in procedure
    public StoryStep publishPostmortem(String author, String cause, String remedy, String procedure, Instant now) {
        return with(new Handling(acknowledgedBy(), handling.correction(), now))
                .tell(
                        now,
                        (incident, time) -> new PostmortemPublished(incident, time, author, cause, remedy, procedure));
    }

    /// A person knows better; it stands until the machine finds worse than it has found by now.
    ///
    /// @param title null to leave it to the machine
    /// @param severity null to leave it to the machine
    public StoryStep correct(@Nullable String title, @Nullable Severity severity, String by, String reason, Instant now) {
        var correction = new Correction(title, severity, findings.assessment().severity());
        return with(new Handling(acknowledgedBy(), correction, null))
                .tell(now, (incident, time) -> new ImpactCorrected(incident, time, by, reason));
    }

    /// Empty while nothing was corrected, or the correction still holds.
    public Optional<StoryStep> correctionOvertaken(Instant now) {
        var correction = handling.correction();
        if (correction == null || correction.holds(findings.assessment())) {
            return Optional.empty();
        }
        return Optional.of(with(new Handling(acknowledgedBy(), null, null))
                .tell(
                        now,
                        (incident, time) -> new ImpactCorrected(
                                incident, time, null, "it has become worse than when it was corrected")));
    }

    public StoryStep suspect(List<Suspect> named, Instant now) {
        return with(new Findings(findings.assessment(), named, linked()))
                .tell(now, (incident, time) -> new SuspectNamed(incident, time, named));
    }

    public StoryStep confirm(List<Suspect> named, Suspect confirmed, Instant now) {
        return with(new Findings(findings.assessment(), named, linked()))
                .tell(now, (incident, time) -> new SuspectConfirmed(incident, time, confirmed));
    }

    public StoryStep link(String other, Instant now) {
        var next = linkedTo(other);
        return next.tell(now, (incident, time) -> new Linked(incident, time, next.linked()));
    }

    public Incident linkedTo(String other) {
        var next = Stream.concat(linked().stream(), Stream.of(other)).distinct().sorted();
        return with(new Findings(findings.assessment(), suspects(), next.toList()));
    }

    /// @param lastUp when the last of its cells came up
    public StoryStep end(Outage outage, Instant lastUp, Instant now) {
        return with(outage.ended(lastUp, now))
                .tell(now, (incident, time) -> new OutageEnded(incident, time, outage.id(), outage.region(), lastUp));
    }

    public StoryStep resolve(Instant now) {
        return resolve(null, null, null, now);
    }

    /// What still stands of it ends with it, in silence: one closing says it all.
    ///
    /// @param by a person
    /// @param mergedInto the incident in which it goes on, or null
    public StoryStep resolve(@Nullable String by, @Nullable String reason, @Nullable String mergedInto, Instant now) {
        var at = now.truncatedTo(MILLIS);
        var over = standing().map(outage -> outage.ended(at, at)).toList();
        return with(over)
                .with(new Course(episode(), startedAt(), at, mergedInto))
                .tell(now, (incident, time) -> new Resolved(incident, time, by, reason, mergedInto));
    }

    /// The next episode begins; what was suspected, how bad it was and what was corrected is found anew.
    public Incident nextEpisode() {
        return with(new Course(episode() + 1, startedAt(), null, null))
                .with(new Findings(Assessment.NONE, List.of(), linked()))
                .with(new Handling(acknowledgedBy(), null, null));
    }

    public StoryStep reopen(Instant onset, Instant now) {
        return tell(now, (incident, time) -> new Reopened(incident, time, onset));
    }

    /// With this outage in place of the one with the same id, or as the latest.
    public Incident with(Outage outage) {
        return with(List.of(outage));
    }

    /// As [#with(Outage)], for one that gets its id here.
    public Incident withNew(Outage outage) {
        return with(outage.named(nextOutageIn(outage.region()), episode()));
    }

    private Incident with(Collection<Outage> changed) {
        var next = new ArrayList<>(outages);
        for (var outage : changed) {
            next.replaceAll(old -> old.id().equals(outage.id()) ? outage : old);
            if (next.stream().noneMatch(old -> old.id().equals(outage.id()))) {
                next.add(outage);
            }
        }
        return new Incident(id, course, findings, handling, next, story, impactToldAt);
    }

    public Incident assessed(Assessment next) {
        return with(new Findings(findings.assessment().escalatedTo(next), suspects(), linked()));
    }

    public Incident impactTold(Instant now) {
        return new Incident(id, course, findings, handling, outages, story, now);
    }

    /// As it stands.
    IncidentHead head() {
        return head(number());
    }

    private IncidentHead head(long newNumber) {
        var assessment = assessment();
        return new IncidentHead(
                id, newNumber, episode(), assessment.title(), state(), assessment.severity(), regions());
    }

    private Incident with(Course next) {
        return new Incident(id, next, findings, handling, outages, story, impactToldAt);
    }

    private Incident with(Findings next) {
        return new Incident(id, course, next, handling, outages, story, impactToldAt);
    }

    private Incident with(Handling next) {
        return new Incident(id, course, findings, next, outages, story, impactToldAt);
    }
}
