package dev.tocsin.incident.trust.statuspage;

import dev.tocsin.contract.Cell;
import dev.tocsin.contract.Verdict;
import dev.tocsin.contract.incident.CellImpact;
import dev.tocsin.contract.incident.IncidentSnapshot;
import dev.tocsin.contract.incident.IncidentSnapshot.OutageSummary;
import dev.tocsin.engine.catalog.DisplayNames;
import dev.tocsin.engine.recurrence.Recurrence;
import dev.tocsin.engine.uptime.Span;
import dev.tocsin.engine.uptime.Status;
import dev.tocsin.engine.uptime.Timeline;
import dev.tocsin.incident.trust.live.LiveView;
import dev.tocsin.incident.trust.pageparts.LivePage;
import dev.tocsin.incident.trust.story.Story;
import dev.tocsin.incident.trust.story.Story.NextUpdate;
import dev.tocsin.incident.trust.story.Story.Postmortem;
import dev.tocsin.incident.trust.story.Story.StoryEntry;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SequencedMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// The story of one incident, as the audience may read it.
///
/// @param asOf the time at which the page is true; null before anything was received
/// @param fresh whether the page shows the present state, rather than a past one
/// @param recurrences for operators: the recurring troubles that the incident is part of
/// @param notices the descriptions of affected components, in the order of the places
/// @param nextUpdate the next update that is promised; null without a promise, and once the incident is over
public record IncidentPage(
        String name,
        ZoneId zone,
        @Nullable Instant asOf,
        boolean fresh,
        IncidentSnapshot incident,
        Story story,
        List<RegionOutage> places,
        List<Recurrence> recurrences,
        List<ComponentNotice> notices,
        @Nullable NextUpdate nextUpdate)
        implements LivePage {

    /// More cells of one region than anybody reads; the rest are counted.
    private static final int MOST_CELLS = 20;

    private static final int MOST_SIMILAR = 3;

    /// The number of story entries that are shown without a click.
    private static final int LATEST = 50;

    /// An outage of one region.
    ///
    /// @param endedAt null while it lasts
    /// @param root the component from which it seems to come; null if no component that the audience may see stands
    ///     out
    /// @param more the number of cells that are not shown
    public record RegionOutage(
            String region,
            Instant onset,
            @Nullable Instant endedAt,
            @Nullable String root,
            List<Touched> cells,
            long more) {}

    /// @param component the component's name
    /// @param status its status, or its worst status once it has recovered
    /// @param word the status in words, such as `Was down`
    /// @param lasted how long it was in trouble, such as `down for 12 minutes, degraded for 3`; or empty
    public record Touched(
            String component, Status status, String word, boolean recovered, Instant onset, String lasted) {}

    /// @param about the catalog's sentence about the component, for customers
    public record ComponentNotice(String component, String about) {}

    /// The part at the top of the page.
    public record IncidentStanding(
            IncidentSnapshot incident,
            @Nullable NextUpdate nextUpdate,
            @Nullable String mergedInto) {}

    public static IncidentPage of(
            LiveView view, IncidentSnapshot incident, Story story, List<Recurrence> recurrences, Instant now) {
        return of(view, incident, story, recurrences, Map.of(), now);
    }

    /// @param statuses the statuses of its cells while it lasted, as far as they are known
    public static IncidentPage of(
            LiveView view,
            IncidentSnapshot incident,
            Story story,
            List<Recurrence> recurrences,
            Map<Cell, Timeline> statuses,
            Instant now) {
        return new IncidentPage(
                DisplayNames.page(view.catalog()),
                DisplayNames.zone(view.catalog()),
                view.asOf().orElse(null),
                view.isFresh(now),
                incident,
                story,
                incident.outages().reversed().stream()
                        .map(outage -> place(outage, incident, story, statuses, view))
                        .filter(place -> !place.cells().isEmpty())
                        .toList(),
                recurrences,
                notices(incident, view),
                incident.incident().state().isOpen() ? story.nextUpdate(now) : null);
    }

    /// The regions and components that the link to subscribe chooses.
    public SubscribeScope scope() {
        return SubscribeScope.of(incident);
    }

    public List<StoryEntry> latest() {
        return story.entries().stream().limit(LATEST).toList();
    }

    public List<StoryEntry> earlier() {
        return story.entries().stream().skip(LATEST).toList();
    }

    /// The latest similar incidents.
    public List<Recurrence.Occurrence> similar() {
        return allSimilar().stream().limit(MOST_SIMILAR).toList();
    }

    /// The newest first.
    public List<Recurrence.Occurrence> allSimilar() {
        return recurrences.stream()
                .flatMap(recurrence -> recurrence.incidents().stream())
                .filter(other -> !other.incident().equals(incident.key()))
                .distinct()
                .sorted(Comparator.comparing(Recurrence.Occurrence::onset).reversed())
                .toList();
    }

    public @Nullable Postmortem postmortem() {
        return story.postmortem();
    }

    @Override
    public SequencedMap<String, Object> parts() {
        var parts = new LinkedHashMap<String, Object>();
        parts.put("standing", new IncidentStanding(incident, nextUpdate, story.mergedInto()));
        parts.put("as-of", new AsOf(asOf, fresh));
        if (story.postmortem() != null) {
            parts.put("postmortem", story.postmortem());
        }
        parts.put("notices", notices);
        parts.put("touched", places);
        parts.put("story", story.entries());
        parts.put("subscribe", scope());
        return parts;
    }

    private static List<ComponentNotice> notices(IncidentSnapshot incident, LiveView view) {
        return incident.cells().stream()
                .map(impact -> impact.cell().component())
                .distinct()
                .flatMap(component -> view.catalog().component(component).stream())
                .flatMap(component ->
                        Stream.ofNullable(component.about()).map(about -> new ComponentNotice(component.name(), about)))
                .limit(MOST_CELLS)
                .toList();
    }

    private static RegionOutage place(
            OutageSummary outage, IncidentSnapshot incident, Story story, Map<Cell, Timeline> statuses, LiveView view) {
        var there = incident.cells().stream()
                .filter(impact -> impact.cell().region().equals(outage.region()))
                .filter(impact -> !impact.onset().isBefore(outage.onset()))
                .filter(impact -> outage.endedAt() == null || !impact.onset().isAfter(outage.endedAt()))
                .toList();
        var root = outage.root();
        var shown = there.stream().limit(MOST_CELLS).toList();
        return new RegionOutage(
                DisplayNames.region(view.catalog(), outage.region()),
                outage.onset(),
                outage.endedAt(),
                root == null
                        ? null
                        : DisplayNames.component(view.catalog(), root.cell().component()),
                shown.stream()
                        .map(cell -> touched(cell, story, lasted(cell, outage, statuses), view))
                        .toList(),
                (long) Math.max(outage.cells(), there.size()) - shown.size());
    }

    /// A recovered cell is not shown as up: by now it may be down again.
    private static Touched touched(CellImpact impact, Story story, String lasted, LiveView view) {
        var component = DisplayNames.component(view.catalog(), impact.cell().component());
        var worst = story.worst().get(impact.cell());
        if (impact.verdict() != Verdict.UP) {
            var status = Status.of(impact.verdict());
            return new Touched(component, status, status.word(), false, impact.onset(), lasted);
        }
        if (worst == null) {
            return new Touched(component, Status.UP, "Recovered", true, impact.onset(), lasted);
        }
        var status = Status.of(worst);
        return new Touched(
                component, status, "Was " + status.word().toLowerCase(Locale.ROOT), true, impact.onset(), lasted);
    }

    /// The trouble of the cell within the outage.
    private static String lasted(CellImpact impact, OutageSummary outage, Map<Cell, Timeline> statuses) {
        var timeline = statuses.get(impact.cell());
        if (timeline == null || timeline.intervals().isEmpty()) {
            return "";
        }
        var ended = outage.endedAt();
        var end = ended == null ? timeline.intervals().getLast().span().to() : ended;
        return end.isBefore(outage.onset())
                ? ""
                : AffectedTime.of(timeline.within(new Span(outage.onset(), end)).tally());
    }
}
