package dev.tocsin.benchmarks.storm;

import dev.tocsin.benchmarks.storm.Heard.ReceivedEvent;
import dev.tocsin.benchmarks.suite.SuiteReport.Figure;
import dev.tocsin.contract.Verdict;
import dev.tocsin.contract.incident.IncidentEvent;
import dev.tocsin.contract.incident.IncidentEvent.ImpactChanged;
import dev.tocsin.contract.incident.IncidentEvent.Opened;
import dev.tocsin.contract.incident.IncidentEvent.OutageStarted;
import dev.tocsin.contract.incident.IncidentEvent.Resolved;
import dev.tocsin.contract.incident.IncidentSnapshot;
import dev.tocsin.contract.status.StatusChanged;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// The results of a storm, compared with the bounds of the contract and the aims.
///
/// @param hold of each cell
/// @param endHold of the outage
public record Storm(StormWorld world, Heard heard, Course course, Duration hold, Duration endHold) {

    private static final Duration OPEN_AIM = Duration.ofSeconds(5);
    private static final Duration BETWEEN_IMPACTS = Duration.ofSeconds(1);

    public List<Figure> figures() {
        return Stream.of(verdicts(), opening(), story(), snapshots(), others(), closing())
                .flatMap(List::stream)
                .toList();
    }

    private long cells() {
        return world.cells(StormWorld.REGION);
    }

    private List<Figure> verdicts() {
        var down = turned(Verdict.DOWN);
        var spread = Duration.between(first(down), last(down));
        var delay = down.stream()
                .map(change -> Duration.between(change.event().time(), change.at()))
                .max(Comparator.naturalOrder())
                .orElse(Duration.ZERO);
        return List.of(
                figure(
                        "cells of the region that turned DOWN",
                        "%,d".formatted(cells()),
                        count(down.size()),
                        down.size() == cells()),
                figure("from the first to the last of them, by detection's clock", null, text(spread), null),
                figure("from a verdict's time to its arrival, at most", null, text(delay), null));
    }

    /// The changes of the region's cells to this verdict after the storm began.
    private List<ReceivedEvent<StatusChanged>> turned(Verdict verdict) {
        return heard.changes().stream()
                .filter(change -> change.event().cell().region().equals(StormWorld.REGION))
                .filter(change -> change.event().verdict() == verdict)
                .filter(change -> change.event().time().isAfter(course.failed()))
                .toList();
    }

    private static Instant first(List<ReceivedEvent<StatusChanged>> changes) {
        return changes.stream()
                .map(change -> change.event().time())
                .min(Comparator.naturalOrder())
                .orElse(Instant.EPOCH);
    }

    private static Instant last(List<ReceivedEvent<StatusChanged>> changes) {
        return changes.stream()
                .map(change -> change.event().time())
                .max(Comparator.naturalOrder())
                .orElse(Instant.EPOCH);
    }

    private Instant holdEnds() {
        return first(turned(Verdict.DOWN)).plus(hold);
    }

    private List<Figure> opening() {
        var opened = heard.told(Opened.class).count();
        var whole = heard.snapshots().stream()
                .filter(snapshot -> snapshot.event().allCells() == cells())
                .map(ReceivedEvent::at)
                .findFirst();
        var began = heard.told(OutageStarted.class).findFirst();
        var root =
                began.map(OutageStarted::root).map(it -> it.cell().toString()).orElse("none");
        return List.of(
                figure("incidents", "1", count(opened), opened == 1),
                within(
                        "from the first hold's end to the incident with all %,d cells".formatted(cells()),
                        OPEN_AIM,
                        holdEnds(),
                        whole),
                figure(
                        "its suspected root",
                        StormWorld.ROOT.toString(),
                        root,
                        root.equals(StormWorld.ROOT.toString())));
    }

    private List<Figure> story() {
        var told = heard.story();
        var most = told.stream()
                .map(ReceivedEvent::event)
                .mapToInt(Storm::named)
                .max()
                .orElse(0);
        var bytes = told.stream().mapToInt(ReceivedEvent::bytes).max().orElse(0);
        var named = told.stream()
                .map(ReceivedEvent::event)
                .filter(event -> !event.time().isAfter(course.told()))
                .mapToInt(Storm::named)
                .sum();
        return List.of(
                figure("events about the incident", null, count(told.size()), null),
                figure(
                        "cells named by the storm's events",
                        "at least %,d".formatted(cells()),
                        count(named),
                        named >= cells()),
                figure("cells in an event, at most", "500", count(most), most <= IncidentEvent.MOST_CELLS),
                figure("largest event", null, kilobytes(bytes), null),
                figure(
                        "between two changes of impact, at least",
                        text(BETWEEN_IMPACTS),
                        text(closest()),
                        closest().compareTo(BETWEEN_IMPACTS) >= 0),
                figure(
                        "from the failure until all cells were named",
                        null,
                        text(Duration.between(course.failed(), course.told())),
                        null),
                figure(
                        "processor time of the service in that time (and in the %s before)"
                                .formatted(text(Duration.between(course.calm(), course.failed()))),
                        null,
                        "%s (%s)".formatted(text(course.computedIn()), text(course.computedBefore())),
                        null));
    }

    public static int named(IncidentEvent event) {
        return switch (event) {
            case OutageStarted started -> started.cells().size();
            case ImpactChanged changed -> changed.cells().size();
            default -> 0;
        };
    }

    private Duration closest() {
        var times = heard.told(ImpactChanged.class)
                .map(ImpactChanged::time)
                .sorted()
                .toList();
        var closest = Duration.ofDays(1);
        for (var i = 1; i < times.size(); i++) {
            var between = Duration.between(times.get(i - 1), times.get(i));
            closest = between.compareTo(closest) < 0 ? between : closest;
        }
        return closest;
    }

    private List<Figure> snapshots() {
        var all = heard.snapshots();
        var bytes = all.stream().mapToInt(ReceivedEvent::bytes).max().orElse(0);
        var cells = all.stream().mapToInt(it -> it.event().cells().size()).max().orElse(0);
        var entries =
                all.stream().mapToInt(it -> it.event().timeline().size()).max().orElse(0);
        return List.of(
                figure("snapshots", null, count(all.size()), null),
                figure(
                        "largest snapshot",
                        kilobytes(IncidentSnapshot.MOST_BYTES),
                        kilobytes(bytes),
                        bytes <= IncidentSnapshot.MOST_BYTES),
                figure(
                        "cells and timeline entries in a snapshot, at most",
                        "200 and 20",
                        "%d and %d".formatted(cells, entries),
                        cells <= IncidentSnapshot.MOST_CELLS && entries <= IncidentSnapshot.MOST_ENTRIES));
    }

    private List<Figure> others() {
        var touched = heard.changes().stream()
                .map(ReceivedEvent::event)
                .filter(change -> !change.cell().region().equals(StormWorld.REGION))
                .filter(change -> change.time().isAfter(course.calm()))
                .count();
        var alerts =
                heard.alerts().stream().map(alert -> alert.subject()).distinct().toList();
        return List.of(
                figure("changes of verdict in other regions", "none", count(touched), touched == 0),
                figure(
                        "operator alerts",
                        "none",
                        alerts.isEmpty() ? "none" : String.join(", ", alerts),
                        alerts.isEmpty()));
    }

    private List<Figure> closing() {
        var up = last(turned(Verdict.UP));
        var resolved = heard.story().stream()
                .filter(told -> told.event() instanceof Resolved)
                .toList();
        return List.of(
                figure("closings", "1", count(resolved.size()), resolved.size() == 1),
                within(
                        "from the end hold's end to the closing",
                        OPEN_AIM,
                        up.plus(endHold),
                        resolved.stream().map(ReceivedEvent::at).findFirst()));
    }

    private static Figure within(String what, Duration aim, Instant from, Optional<Instant> to) {
        var took = to.map(at -> Duration.between(from, at));
        return figure(
                what,
                "under " + text(aim),
                took.map(Storm::text).orElse("never"),
                took.filter(it -> it.compareTo(aim) < 0).isPresent());
    }

    private static Figure figure(String what, @Nullable String aim, String result, @Nullable Boolean met) {
        return new Figure(what, aim, result, met);
    }

    private static String count(long number) {
        return String.format(Locale.ROOT, "%,d", number);
    }

    private static String kilobytes(int bytes) {
        return String.format(Locale.ROOT, "%.0f kB", bytes / 1e3);
    }

    private static String text(Duration time) {
        return String.format(Locale.ROOT, "%.2f s", time.toMillis() / 1e3);
    }
}
