package dev.tocsin.incident.trust.story;

import dev.tocsin.contract.Cell;
import dev.tocsin.contract.Verdict;
import dev.tocsin.contract.incident.CellImpact;
import dev.tocsin.contract.incident.IncidentEvent;
import dev.tocsin.contract.incident.IncidentEvent.ImpactChanged;
import dev.tocsin.contract.incident.IncidentEvent.OutageStarted;
import dev.tocsin.contract.incident.IncidentEvent.PostmortemPublished;
import dev.tocsin.contract.incident.IncidentEvent.Resolved;
import dev.tocsin.contract.incident.IncidentEvent.UpdatePosted;
import dev.tocsin.contract.incident.IncidentSnapshot;
import dev.tocsin.contract.incident.IncidentSnapshot.TimelineEntry;
import dev.tocsin.contract.incident.IncidentState;
import dev.tocsin.incident.trust.live.Audience;
import dev.tocsin.incident.trust.live.LiveView;
import dev.tocsin.incident.trust.story.UpdateRevision.Edited;
import dev.tocsin.incident.trust.story.UpdateRevision.Withdrawn;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// All published entries about an incident, as its audience may read them.
///
/// @param entries the newest first
/// @param postmortem the latest, or null
/// @param worst the worst verdict of each cell, as far as the events say
/// @param mergedInto the incident in which it continues; null unless it was merged
public record Story(
        List<StoryEntry> entries,
        @Nullable Postmortem postmortem,
        Map<Cell, Verdict> worst,
        @Nullable String mergedInto) {

    /// @param number the number of the event, from 1 for each incident
    /// @param state the incident's state from then on
    /// @param text Markdown where a person wrote it, one line where Tocsin did
    /// @param author null where Tocsin wrote it, and for the public
    /// @param nextUpdateBy the time by which the next update is promised, or null
    /// @param revision what was done to an update since, or null
    public record StoryEntry(
            long number,
            Instant at,
            String type,
            IncidentState state,
            String text,
            @Nullable String author,
            @Nullable Instant nextUpdateBy,
            @Nullable UpdateRevision revision) {

        /// The entry with at most this many characters of its text.
        public StoryEntry cut(int most) {
            if (text.codePointCount(0, text.length()) <= most) {
                return this;
            }
            var end = text.offsetByCodePoints(0, most - 1);
            return new StoryEntry(
                    number, at, type, state, text.substring(0, end) + "…", author, nextUpdateBy, revision);
        }

        /// Whether a person wrote it.
        public boolean isUpdate() {
            return type.equals("incident.update_posted");
        }

        /// Whether it is an update that customers may read.
        public boolean isStandingUpdate() {
            return isUpdate() && withdrawn() == null;
        }

        /// When its text was edited last; null if it reads as it was posted.
        public @Nullable Instant editedAt() {
            return revision instanceof Edited edited ? edited.at() : null;
        }

        /// Null unless it is an update that was withdrawn.
        public @Nullable Withdrawn withdrawn() {
            return revision instanceof Withdrawn withdrawn ? withdrawn : null;
        }
    }

    /// Texts are Markdown, at most 20,000 characters each.
    ///
    /// @param procedure the changes in procedure
    public record Postmortem(Instant at, String cause, String remedy, String procedure) {}

    public Story {
        entries = List.copyOf(entries);
        worst = Map.copyOf(worst);
    }

    public Story(List<StoryEntry> entries, @Nullable Postmortem postmortem) {
        this(entries, postmortem, Map.of(), null);
    }

    /// The same for readers who cannot read the incident in which it continues.
    public Story withoutContinuation() {
        return new Story(entries, postmortem, worst, null);
    }

    /// Entries from before the first of the events are taken from the timeline.
    ///
    /// @param events the events of one incident, in the order of their numbers
    /// @param seen the incident as the audience may see it; later events are left out
    public static Story of(List<IncidentEvent> events, IncidentSnapshot seen, LiveView view, Audience audience) {
        var told = events.stream()
                .filter(event -> event.incident().number() <= seen.incident().number())
                .toList();
        var words = new EventSentences(view.catalog(), audience);
        var updates = PostedUpdates.of(told);
        var entries = new ArrayList<StoryEntry>();
        var before = IncidentState.INVESTIGATING;
        for (var event : told) {
            var text = words.of(event, before);
            var revision = updates.revision(event.incident().number());
            if (text != null && !(audience == Audience.PUBLIC && revision instanceof Withdrawn)) {
                entries.add(entry(event, text, updates, audience));
            }
            before = event.incident().state();
        }
        var first = told.isEmpty() ? Long.MAX_VALUE : told.getFirst().incident().number();
        var all = Stream.concat(
                entries.reversed().stream(),
                ofTimeline(seen).entries().stream().filter(entry -> entry.number() < first));
        return new Story(all.toList(), postmortem(told.stream()), worst(told, audience), mergedInto(told));
    }

    /// The story from a snapshot alone: the last entries, with the present state and those that their types imply.
    ///
    /// @param seen the incident as the audience may see it
    public static Story ofTimeline(IncidentSnapshot seen) {
        var entries = new ArrayList<StoryEntry>();
        var state = IncidentState.INVESTIGATING;
        for (var entry : seen.timeline().reversed()) {
            var newest = entry.equals(seen.timeline().getFirst());
            state = newest ? seen.incident().state() : after(entry, state);
            entries.add(new StoryEntry(
                    entry.number(), entry.at(), entry.type(), state, entry.text(), entry.author(), null, null));
        }
        return new Story(entries.reversed(), null);
    }

    /// The next update that is promised; null without a promise.
    public @Nullable NextUpdate nextUpdate(Instant now) {
        var latest = latestUpdate();
        var by = latest == null ? null : latest.nextUpdateBy();
        return by == null ? null : new NextUpdate(by, !by.isAfter(now));
    }

    /// @param isOverdue whether its time has come
    public record NextUpdate(Instant by, boolean isOverdue) {}

    /// The latest update by a person, with the time by which the next one is promised.
    public @Nullable StoryEntry latestUpdate() {
        return entries.stream().filter(StoryEntry::isStandingUpdate).findFirst().orElse(null);
    }

    private static StoryEntry entry(IncidentEvent event, String text, PostedUpdates updates, Audience audience) {
        var number = event.incident().number();
        var revision = updates.revision(number);
        return new StoryEntry(
                number,
                event.time(),
                EventSentences.type(event),
                event.incident().state(),
                updates.texts().getOrDefault(number, text),
                audience == Audience.OPERATORS ? EventSentences.author(event) : null,
                event instanceof UpdatePosted update ? update.nextUpdateBy() : null,
                audience == Audience.PUBLIC && revision instanceof Edited edited
                        ? new Edited(edited.at(), null)
                        : revision);
    }

    private static @Nullable Postmortem postmortem(Stream<IncidentEvent> events) {
        return events.map(event -> event instanceof PostmortemPublished published ? published : null)
                .filter(Objects::nonNull)
                .reduce((_, later) -> later)
                .map(it -> new Postmortem(it.time(), it.cause(), it.remedy(), it.procedure()))
                .orElse(null);
    }

    private static @Nullable String mergedInto(List<IncidentEvent> events) {
        return events.reversed().stream()
                .filter(Resolved.class::isInstance)
                .findFirst()
                .map(event -> ((Resolved) event).mergedInto())
                .orElse(null);
    }

    private static Map<Cell, Verdict> worst(List<IncidentEvent> events, Audience audience) {
        var worst = new HashMap<Cell, Verdict>();
        events.stream()
                .flatMap(event -> switch (event) {
                    case OutageStarted started -> started.cells().stream();
                    case ImpactChanged changed -> changed.cells().stream();
                    default -> Stream.<CellImpact>empty();
                })
                .filter(impact -> audience == Audience.OPERATORS || impact.isPublic())
                .filter(impact -> impact.verdict().isBad())
                .forEach(impact -> worst.merge(
                        impact.cell(),
                        impact.verdict(),
                        (one, other) -> one == Verdict.DOWN || other == Verdict.DOWN ? Verdict.DOWN : one));
        return worst;
    }

    private static IncidentState after(TimelineEntry entry, IncidentState before) {
        return switch (entry.type()) {
            case "incident.opened", "incident.reopened" -> IncidentState.INVESTIGATING;
            case "incident.outage_ended" -> IncidentState.MONITORING;
            case "incident.resolved" -> IncidentState.RESOLVED;
            case "incident.postmortem_published" -> IncidentState.POSTMORTEM;
            default -> before;
        };
    }
}
