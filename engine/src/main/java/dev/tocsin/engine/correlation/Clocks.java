package dev.tocsin.engine.correlation;

import static java.util.Comparator.naturalOrder;

import java.time.Duration;
import java.time.Instant;
import org.pcollections.PSortedMap;
import org.pcollections.TreePMap;

/// How far each partition of the health events has come, by the clock that detection passed on.
///
/// What is decided is decided in the order of these clocks, so that it does not matter in which order partitions were
/// read. A clock that stands keeps the others waiting for a while, not longer.
public record Clocks(PSortedMap<Integer, Instant> byPartition) {

    public static final Clocks NONE = new Clocks(TreePMap.empty());

    Clocks with(int partition, Instant time) {
        return time.isAfter(of(partition)) ? new Clocks(byPartition.plus(partition, time)) : this;
    }

    Instant of(int partition) {
        return byPartition.getOrDefault(partition, Instant.EPOCH);
    }

    /// Up to when everything is known: the slowest clock, of those that are less than `patience` behind the fastest.
    Instant reached(Duration patience) {
        var fastest = byPartition.values().stream().max(naturalOrder()).orElse(Instant.EPOCH);
        var standing = fastest.minus(patience);
        return byPartition.values().stream()
                .filter(clock -> !clock.isBefore(standing))
                .min(naturalOrder())
                .orElse(fastest);
    }

    boolean haveAllReached(Instant time) {
        return byPartition.values().stream().noneMatch(clock -> clock.isBefore(time));
    }
}
