package dev.tocsin.engine.lifecycle;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.stream.Collectors.groupingBy;

import dev.tocsin.contract.Cell;
import dev.tocsin.contract.Json;
import dev.tocsin.contract.incident.IncidentSnapshot;
import dev.tocsin.contract.incident.IncidentSnapshot.Count;
import dev.tocsin.contract.incident.IncidentSnapshot.Links;
import dev.tocsin.contract.incident.IncidentSnapshot.OutageSummary;
import java.util.Comparator;
import java.util.List;
import java.util.TreeMap;
import java.util.function.Function;

/// An incident as readers of `tocsin.incidents` get it: bounded, so that the largest stays under 256 kB.
final class Snapshots {

    private static final int MOST_OUTAGES = 50;
    private static final int MOST_COUNTS = 100;
    private static final int MOST_LINKED = 50;

    private Snapshots() {}

    static IncidentSnapshot of(Incident incident) {
        var impacts = incident.ofThisEpisode().stream()
                .flatMap(outage -> outage.impacts().values().stream())
                .toList();
        var most = IncidentSnapshot.MOST_CELLS;
        var snapshot = of(incident, impacts, most);
        while (most > 0 && size(snapshot) > IncidentSnapshot.MOST_BYTES) {
            most /= 2;
            snapshot = of(incident, impacts, most);
        }
        return snapshot;
    }

    private static IncidentSnapshot of(Incident incident, List<Impact> impacts, int mostCells) {
        return new IncidentSnapshot(
                incident.head(),
                incident.updatedAt(),
                incident.startedAt(),
                incident.resolvedAt(),
                incident.acknowledgedBy(),
                incident.outages().reversed().stream()
                        .limit(MOST_OUTAGES)
                        .map(Snapshots::summary)
                        .toList()
                        .reversed(),
                incident.suspects(),
                incident.assessment().reach(),
                counts(impacts, Cell::region),
                counts(impacts, Cell::component),
                impacts.stream()
                        .sorted(Impact.WORST_FIRST)
                        .limit(mostCells)
                        .map(Impact::now)
                        .toList(),
                impacts.size(),
                incident.timeline(),
                links(incident.id()),
                incident.linked().stream().limit(MOST_LINKED).toList(),
                incident.standing()
                        .flatMap(Outage::statedCells)
                        .limit(IncidentSnapshot.MOST_CELLS)
                        .toList(),
                incident.assignedTo());
    }

    private static int size(IncidentSnapshot snapshot) {
        return Json.mapper().valueToTree(snapshot).toString().getBytes(UTF_8).length;
    }

    private static OutageSummary summary(Outage outage) {
        return new OutageSummary(
                outage.id(),
                outage.region(),
                outage.onset(),
                outage.endedAt(),
                outage.root(),
                outage.impacts().size(),
                bad(List.copyOf(outage.impacts().values())));
    }

    private static List<Count> counts(List<Impact> impacts, Function<Cell, String> id) {
        var groups = impacts.stream().collect(groupingBy(impact -> id.apply(impact.cell())));
        return new TreeMap<>(groups)
                .entrySet().stream()
                        .map(group -> new Count(group.getKey(), group.getValue().size(), bad(group.getValue())))
                        .sorted(Comparator.comparingInt(Count::badCells)
                                .reversed()
                                .thenComparing(Count::id))
                        .limit(MOST_COUNTS)
                        .toList();
    }

    private static int bad(List<Impact> impacts) {
        return (int) impacts.stream().filter(Impact::isBad).count();
    }

    private static Links links(String id) {
        var self = "/api/v1/incidents/" + id;
        return new Links(self, self + "/trace", "/incidents/" + id);
    }
}
