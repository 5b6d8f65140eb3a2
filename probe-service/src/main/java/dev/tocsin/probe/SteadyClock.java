package dev.tocsin.probe;

import java.time.Instant;
import java.time.InstantSource;

/// The wall clock as it was at the start, going on evenly from there: no step of it moves a schedule. What it is off by
/// is learned like any other offset.
final class SteadyClock implements InstantSource {

    private final Instant begin = Instant.now();
    private final long beginNanos = System.nanoTime();

    @Override
    public Instant instant() {
        return begin.plusNanos(System.nanoTime() - beginNanos);
    }
}
