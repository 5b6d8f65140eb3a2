package dev.tocsin.engine.correlation;

import dev.tocsin.contract.status.CellStatusEvent;
import dev.tocsin.contract.status.ClockAdvanced;
import dev.tocsin.contract.status.StatusChanged;
import dev.tocsin.contract.status.WatchEnded;
import dev.tocsin.engine.correlation.Input.Observed;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/// The order in which a part of the log is read, given in the order of time.
@FunctionalInterface
interface ReadingOrder {

    ReadingOrder BY_TIME = Collection::stream;

    Stream<Observed> of(List<Observed> part);

    /// Partitions are read in any order, each in its own, none more than 50 s ahead of another.
    static ReadingOrder interleaved(Random by) {
        return part -> interleaved(part, by).stream();
    }

    private static List<Observed> interleaved(List<Observed> part, Random by) {
        var logs = IntStream.range(0, RandomWorld.PARTITIONS)
                .mapToObj(partition -> new ArrayList<>(part.stream()
                        .filter(input -> partition(input.event()) == partition)
                        .toList()))
                .toList();
        var merged = new ArrayList<Observed>();
        while (merged.size() < part.size()) {
            var slowest = logs.stream()
                    .filter(log -> !log.isEmpty())
                    .map(log -> log.getFirst().event().time())
                    .min(Comparator.naturalOrder())
                    .orElseThrow();
            var may = logs.stream()
                    .filter(log ->
                            !log.isEmpty() && log.getFirst().event().time().isBefore(slowest.plusSeconds(50)))
                    .toList();
            merged.add(may.get(by.nextInt(may.size())).removeFirst());
        }
        return merged;
    }

    private static int partition(CellStatusEvent event) {
        return switch (event) {
            case StatusChanged change -> change.partition();
            case WatchEnded ended -> ended.partition();
            case ClockAdvanced clock -> clock.partition();
        };
    }
}
