package dev.tocsin.benchmarks.web;

import dev.tocsin.contract.Cell;
import dev.tocsin.contract.Severity;
import dev.tocsin.contract.Verdict;
import dev.tocsin.contract.Weight;
import dev.tocsin.contract.incident.CellImpact;
import dev.tocsin.contract.incident.IncidentHead;
import dev.tocsin.contract.incident.IncidentSnapshot;
import dev.tocsin.contract.incident.IncidentSnapshot.Count;
import dev.tocsin.contract.incident.IncidentSnapshot.Links;
import dev.tocsin.contract.incident.IncidentSnapshot.OutageSummary;
import dev.tocsin.contract.incident.IncidentSnapshot.TimelineEntry;
import dev.tocsin.contract.incident.IncidentState;
import dev.tocsin.contract.incident.Reach;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/// Incidents that are over, evenly spread over the time of an [OutageHistory].
public record ArchivedIncidents(List<Cell> cells, Instant end, Duration length, int many) {

    private static final int MOST_CELLS = 12;

    public Stream<IncidentSnapshot> all() {
        return IntStream.rangeClosed(1, many).mapToObj(this::incident);
    }

    private IncidentSnapshot incident(int number) {
        var luck = new SplittableRandom(number);
        var began = end.minus(length.multipliedBy(number).dividedBy(many + 1L));
        var over = began.plus(Duration.ofMinutes(luck.nextInt(5, 180)));
        var first = cells.get(luck.nextInt(cells.size()));
        var touched = cells.stream()
                .filter(cell -> cell.region().equals(first.region()))
                .skip(luck.nextInt(cells.size() / WebWorld.REGIONS.size()))
                .limit(luck.nextInt(1, MOST_CELLS))
                .toList();
        var region = String.valueOf(WebWorld.REGIONS.get(first.region()));
        var id = String.format(Locale.ROOT, "past%08d", number);
        return new IncidentSnapshot(
                new IncidentHead(
                        id,
                        4,
                        1,
                        "%d components were down in %s".formatted(touched.size(), region),
                        IncidentState.RESOLVED,
                        Severity.MAJOR,
                        List.of(first.region())),
                over,
                began,
                over,
                null,
                List.of(new OutageSummary(first.region() + "-1", first.region(), began, over, null, touched.size(), 0)),
                List.of(),
                new Reach(12_000, 45_000),
                List.of(new Count(first.region(), touched.size(), 0)),
                touched.stream().map(cell -> new Count(cell.component(), 1, 0)).toList(),
                touched.stream()
                        .map(cell -> new CellImpact(cell, Verdict.UP, began, true, Weight.NORMAL, null))
                        .toList(),
                touched.size(),
                List.of(
                        new TimelineEntry(4, over, "incident.resolved", "Everything is up again.", null),
                        new TimelineEntry(
                                3,
                                began.plusSeconds(600),
                                "incident.update_posted",
                                "We have found the cause and are reverting it.",
                                "operator"),
                        new TimelineEntry(2, began.plusSeconds(60), "incident.outage_started", region, null),
                        new TimelineEntry(1, began.plusSeconds(60), "incident.opened", region, null)),
                new Links("/api/v1/incidents/" + id, "/api/v1/incidents/" + id + "/trace", "/incidents/" + id),
                List.of(),
                null,
                null);
    }
}
