package dev.tocsin.benchmarks.simulation;

import dev.tocsin.engine.replay.Recorded;
import java.util.Comparator;
import java.util.PriorityQueue;
import java.util.function.Consumer;

/// Records on their way to the log. Those that arrive at the same time keep the order in which they were sent.
final class PendingRecords {

    private static final Comparator<Arrival> BY_ARRIVAL = (one, other) ->
            one.at == other.at ? Long.compare(one.number, other.number) : Long.compare(one.at, other.at);

    private final PriorityQueue<Arrival> arrivals = new PriorityQueue<>(BY_ARRIVAL);
    private long sent;

    /// @param at when the record arrives, in milliseconds since the epoch
    void send(long at, Recorded recorded) {
        arrivals.add(new Arrival(at, sent++, recorded));
    }

    /// Gives the log all records that arrive until this time, in milliseconds since the epoch.
    void deliver(long until, Consumer<Recorded> log) {
        while (!arrivals.isEmpty() && arrivals.peek().at <= until) {
            log.accept(arrivals.remove().recorded);
        }
    }

    private record Arrival(long at, long number, Recorded recorded) {}
}
