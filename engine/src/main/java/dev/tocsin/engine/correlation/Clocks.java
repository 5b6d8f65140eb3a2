package dev.tocsin.engine.correlation;

import static java.util.Comparator.naturalOrder;

import java.time.Duration;
import java.time.Instant;
import org.pcollections.PSortedMap;
import org.pcollections.TreePMap;

/// The clock of each partition of the health events, as detection published it.
///
/// Decisions follow the order of these clocks, so that the order in which partitions are read does not matter. A
/// stopped clock keeps the others waiting only for a while.
public record Clocks(PSortedMap<Integer, Instant> byPartition) {

    public static final Clocks NONE = new Clocks(TreePMap.empty());

    Clocks with(int partition, Instant time) {
        return time.isAfter(of(partition)) ? new Clocks(byPartition.plus(partition, time)) : this;
    }

    public Instant of(int partition) {
        return byPartition.getOrDefault(partition, Instant.EPOCH);
    }

    /// The time up to which everything is known: the slowest clock of those that are at most `patience` behind the
    /// fastest.
    public Instant reached(Duration patience) {
        var fastest = byPartition.values().stream().max(naturalOrder()).orElse(Instant.EPOCH);
        var standing = fastest.minus(patience);
        return byPartition.values().stream()
                .filter(clock -> !clock.isBefore(standing))
                .min(naturalOrder())
                .orElse(fastest);
    }

    public boolean haveAllReached(Instant time) {
        return byPartition.values().stream().noneMatch(clock -> clock.isBefore(time));
    }
}
