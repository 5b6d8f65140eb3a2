package dev.tocsin.benchmarks.notices;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;

/// Every notice that the endpoints received. Threads may write and read it concurrently.
public final class Arrivals {

    /// The kind of a notice, as its `type` states it.
    public enum ArrivalKind {
        OPENED,
        CLOSED
    }

    private record ArrivalKey(String incident, ArrivalKind kind) {}

    private final int subscribers;
    private final IntPredicate counted;
    private final int expected;
    private final Map<ArrivalKey, Wave> waves = new HashMap<>();
    private int outOfOrder;
    private String sample = "{}";

    public Arrivals(int subscribers) {
        this(subscribers, _ -> true);
    }

    /// @param counted whether a subscriber, from 0, counts; notices to others are not recorded
    public Arrivals(int subscribers, IntPredicate counted) {
        this.subscribers = subscribers;
        this.counted = counted;
        this.expected = (int) IntStream.range(0, subscribers).filter(counted).count();
    }

    /// @param subscriber from 0
    /// @param body of the notice
    /// @param nanos when it came, by [System#nanoTime()]
    public synchronized void arrive(String incident, ArrivalKind kind, int subscriber, String body, long nanos) {
        if (!counted.test(subscriber)) {
            return;
        }
        if (kind == ArrivalKind.CLOSED && !wave(incident, ArrivalKind.OPENED).hasArrived(subscriber)) {
            outOfOrder++;
        }
        wave(incident, kind).arrive(subscriber, nanos);
        sample = body;
        notifyAll();
    }

    /// Returns when every subscriber has the notice, or when no further one has got it for as long as the patience.
    public synchronized void await(String incident, ArrivalKind kind, Duration patience) throws InterruptedException {
        var wave = wave(incident, kind);
        var before = -1;
        var deadline = System.nanoTime() + patience.toNanos();
        while (wave.missing() > 0 && System.nanoTime() < deadline) {
            if (wave.arrived() > before) {
                before = wave.arrived();
                deadline = System.nanoTime() + patience.toNanos();
            }
            wait(Math.max(1, (deadline - System.nanoTime()) / 1_000_000));
        }
    }

    /// @param since when the incident's events were published, by [System#nanoTime()]
    public synchronized Spread spread(String incident, ArrivalKind kind, long since) {
        var wave = wave(incident, kind);
        return Spread.of(wave.times(), since, wave.missing(), wave.doubles());
    }

    /// Closings that came to a subscriber without the opening.
    public synchronized int outOfOrder() {
        return outOfOrder;
    }

    /// The body of a notice that came.
    public synchronized String sample() {
        return sample;
    }

    private Wave wave(String incident, ArrivalKind kind) {
        return waves.computeIfAbsent(new ArrivalKey(incident, kind), _ -> new Wave(subscribers, expected));
    }
}
