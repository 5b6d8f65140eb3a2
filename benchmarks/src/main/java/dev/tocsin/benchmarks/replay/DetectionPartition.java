package dev.tocsin.benchmarks.replay;

import dev.tocsin.contract.Cell;
import dev.tocsin.contract.health.CellChecksDefined;
import dev.tocsin.contract.health.ClockTicked;
import dev.tocsin.contract.health.HealthLogEvent;
import dev.tocsin.contract.health.HealthObserved;
import dev.tocsin.contract.health.VantagePointSetAside;
import dev.tocsin.contract.health.VantagePointTakenBack;
import dev.tocsin.contract.status.CellStatusEvent;
import dev.tocsin.contract.status.ClockAdvanced;
import dev.tocsin.incident.detection.CellState;
import dev.tocsin.incident.detection.Decision;
import dev.tocsin.incident.detection.Detector;
import dev.tocsin.incident.detection.PartitionState;
import dev.tocsin.incident.detection.Reception;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/// One partition of detection's log: what stands in it goes in, what detection finds comes out.
final class DetectionPartition {

    private final Detector detector = new Detector();
    private final Map<Cell, CellState> cells = new HashMap<>();
    private final Map<Cell, Instant> due = new TreeMap<>();
    private PartitionState partition;

    DetectionPartition(int partition) {
        this.partition = PartitionState.first(partition);
    }

    boolean knows(Cell cell) {
        return cells.containsKey(cell);
    }

    List<CellStatusEvent> hear(Instant appendedAt, HealthLogEvent event) {
        partition = partition.at(appendedAt);
        return switch (event) {
            case HealthObserved observed -> observe(observed);
            case CellChecksDefined defined ->
                apply(detector.define(
                        cells.getOrDefault(defined.cell(), CellState.unwatched(defined.cell())), defined, partition));
            case ClockTicked _ -> tick();
            case VantagePointSetAside setAside -> {
                partition = partition.with(setAside);
                yield pass(List.copyOf(cells.keySet()));
            }
            case VantagePointTakenBack takenBack -> {
                partition = partition.without(takenBack);
                yield pass(List.copyOf(cells.keySet()));
            }
        };
    }

    private List<CellStatusEvent> observe(HealthObserved observed) {
        var state = cells.get(observed.cell());
        return state != null && detector.receive(state, observed, partition) == Reception.COUNTED
                ? apply(detector.count(state, observed, partition))
                : List.of();
    }

    private List<CellStatusEvent> tick() {
        var clock = partition.clock();
        var found = new ArrayList<>(pass(due.entrySet().stream()
                .filter(entry -> !entry.getValue().isAfter(clock))
                .map(Map.Entry::getKey)
                .toList()));
        found.add(new ClockAdvanced(partition.partition(), clock));
        return found;
    }

    private List<CellStatusEvent> pass(List<Cell> passed) {
        return passed.stream()
                .flatMap(cell -> Stream.ofNullable(cells.get(cell)))
                .flatMap(state -> apply(detector.pass(state, partition)).stream())
                .toList();
    }

    private List<CellStatusEvent> apply(Decision decision) {
        var next = decision.next();
        cells.put(next.cell(), next);
        next.due().ifPresentOrElse(time -> due.put(next.cell(), time), () -> due.remove(next.cell()));
        return decision.changes();
    }
}
