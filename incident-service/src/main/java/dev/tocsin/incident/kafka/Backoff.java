package dev.tocsin.incident.kafka;

import java.time.Duration;

/// How long to leave a part alone that just failed: 200 ms, doubled each time, at most 10 s.
public final class Backoff {

    private static final Duration FIRST = Duration.ofMillis(200);
    private static final Duration LONGEST = Duration.ofSeconds(10);

    private Duration wait = Duration.ZERO;
    private long until = System.nanoTime();

    /// Another failure.
    public Duration next() {
        wait = wait.isZero() ? FIRST : wait.multipliedBy(2);
        wait = wait.compareTo(LONGEST) < 0 ? wait : LONGEST;
        until = System.nanoTime() + wait.toNanos();
        return wait;
    }

    public boolean isOver() {
        return System.nanoTime() - until >= 0;
    }

    public void reset() {
        wait = Duration.ZERO;
        until = System.nanoTime();
    }

    public void sleep() {
        try {
            Thread.sleep(wait);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
