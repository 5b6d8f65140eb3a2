package dev.tocsin.benchmarks.speed.takeover;

import dev.tocsin.contract.Topic;
import dev.tocsin.contract.health.HealthLogEvent;
import dev.tocsin.contract.status.StatusChanged;
import dev.tocsin.engine.detection.Detection;
import dev.tocsin.engine.detection.PartitionMemory;
import dev.tocsin.support.kafka.CloudEvents;
import dev.tocsin.support.kafka.Received.Known;
import dev.tocsin.support.kafka.WholeTopic;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;

/// The published status changes, beside those that one undisturbed detection finds in the same log.
///
/// @param expected the number of changes that the undisturbed detection finds
/// @param lost found, but not published
/// @param doubled published again
/// @param invented published, but not found
/// @param misplaced partitions whose changes were published in another order
public record Verdicts(int expected, int lost, int doubled, int invented, int misplaced) {

    public boolean areAllThereOnce() {
        return lost + doubled + invented + misplaced == 0;
    }

    static Verdicts read(Map<String, Object> kafka) {
        var found = new HashMap<Integer, List<StatusChanged>>();
        var detections = new HashMap<Integer, Detection>();
        new WholeTopic(kafka, Topic.HEALTH_EVENTS).read(record -> {
            if (CloudEvents.read(record) instanceof Known(HealthLogEvent event, var _, var _)) {
                detections
                        .computeIfAbsent(record.partition(), partition -> new Detection(new PartitionMemory(partition)))
                        .take(Instant.ofEpochMilli(record.timestamp()), event)
                        .changes()
                        .forEach(change -> add(change, found));
            }
        });
        var told = new HashMap<Integer, List<StatusChanged>>();
        new WholeTopic(kafka, Topic.STATUS_HISTORY).read(record -> {
            if (CloudEvents.read(record) instanceof Known(StatusChanged change, var _, var _)) {
                add(change, told);
            }
        });
        return of(found, told);
    }

    private static void add(Object change, Map<Integer, List<StatusChanged>> to) {
        if (change instanceof StatusChanged status) {
            to.computeIfAbsent(status.partition(), _ -> new ArrayList<>()).add(status);
        }
    }

    /// Compares changes that are given by partition.
    static Verdicts of(Map<Integer, List<StatusChanged>> found, Map<Integer, List<StatusChanged>> told) {
        var expected = new HashSet<StatusChanged>();
        found.values().forEach(expected::addAll);
        var once = new HashSet<StatusChanged>();
        var all = told.values().stream().mapToInt(List::size).sum();
        told.values().forEach(once::addAll);
        var lost = new HashSet<>(expected);
        lost.removeAll(once);
        var invented = new HashSet<>(once);
        invented.removeAll(expected);
        var misplaced = found.entrySet().stream()
                .filter(entry -> !entry.getValue().equals(told.getOrDefault(entry.getKey(), List.of())))
                .count();
        return new Verdicts(expected.size(), lost.size(), all - once.size(), invented.size(), (int) misplaced);
    }
}
