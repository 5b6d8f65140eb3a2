package dev.tocsin.incident.heartbeat;

import java.time.Duration;
import java.time.Instant;

/// Limits the calls of one job: ten at once, then one a second. A job in a tight loop cannot fill the log.
public final class CallLimit {

    private static final int AT_ONCE = 10;
    private static final long MILLIS_EACH = 1_000;

    private long fullAt;

    /// @return the time to wait; zero when the call is taken
    public synchronized Duration take(Instant now) {
        var time = now.toEpochMilli();
        var next = Math.max(fullAt, time) + MILLIS_EACH;
        var over = next - time - AT_ONCE * MILLIS_EACH;
        if (over > 0) {
            return Duration.ofMillis(over);
        }
        fullAt = next;
        return Duration.ZERO;
    }
}
