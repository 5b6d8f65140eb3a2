package dev.tocsin.support.kafka;

import java.time.Duration;

/// The wait after each failure: 200 ms, doubled each time, at most 10 s.
public final class Backoff {

    private static final Duration FIRST = Duration.ofMillis(200);
    private static final Duration LONGEST = Duration.ofSeconds(10);

    private Duration wait = Duration.ZERO;

    /// The wait after another failure.
    public Duration next() {
        wait = wait.isZero() ? FIRST : wait.multipliedBy(2);
        wait = wait.compareTo(LONGEST) < 0 ? wait : LONGEST;
        return wait;
    }

    public void reset() {
        wait = Duration.ZERO;
    }
}
