package dev.tocsin.benchmarks.speed.takeover;

import dev.tocsin.contract.Event;
import dev.tocsin.contract.Topic;
import dev.tocsin.contract.status.ClockAdvanced;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.LockSupport;

/// The latest clock of each partition, as published in committed records.
final class ToldAgain {

    private static final Duration PATIENCE = Duration.ofMinutes(2);

    private final Map<Integer, Instant> clocks = new ConcurrentHashMap<>();

    void seen(Event event, Instant at) {
        if (event instanceof ClockAdvanced(var partition, var time)) {
            clocks.merge(partition, time, (known, told) -> told.isAfter(known) ? told : known);
        }
    }

    /// Waits until all partitions have published this time or a later one, and with it all changes before.
    ///
    /// @return the time that has passed since then
    /// @throws IllegalStateException when a partition does not
    Duration awaitAll(Instant time) {
        while (!haveAllTold(time)) {
            if (Instant.now().isAfter(time.plus(PATIENCE))) {
                throw new IllegalStateException("not all partitions continued after " + time + ": " + clocks);
            }
            LockSupport.parkNanos(Duration.ofMillis(10).toNanos());
        }
        return Duration.between(time, Instant.now());
    }

    private boolean haveAllTold(Instant time) {
        return clocks.size() == Topic.HEALTH_EVENTS.partitions()
                && clocks.values().stream().noneMatch(told -> told.isBefore(time));
    }
}
