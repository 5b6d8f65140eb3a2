package dev.tocsin.probe;

import java.time.Instant;
import java.time.InstantSource;

/// The wall clock as it was at the start, running evenly from there: no step of the wall clock moves a schedule. Its
/// error is learned like any other clock offset.
final class SteadyClock implements InstantSource {

    private final Instant begin = Instant.now();
    private final long beginNanos = System.nanoTime();

    @Override
    public Instant instant() {
        return begin.plusNanos(System.nanoTime() - beginNanos);
    }
}
