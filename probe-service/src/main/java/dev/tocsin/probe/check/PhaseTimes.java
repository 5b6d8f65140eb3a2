package dev.tocsin.probe.check;

import dev.tocsin.contract.health.Phases;
import java.util.EnumMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Adds up an ask's time by phase; a phase that comes again, as after a redirect, adds to its earlier time.
public final class PhaseTimes {

    private final Map<Phase, Long> nanos = new EnumMap<>(Phase.class);
    private @Nullable Phase current;
    private long since;

    /// Ends the current phase and begins the next.
    ///
    /// @param now nanoseconds of a clock that never goes back
    public void enter(Phase phase, long now) {
        leave(now);
        current = phase;
        since = now;
    }

    public void leave(long now) {
        if (current != null) {
            nanos.merge(current, now - since, Long::sum);
            current = null;
        }
    }

    /// The current phase; null between phases.
    public @Nullable Phase current() {
        return current;
    }

    public Phases phases() {
        return new Phases(
                millis(Phase.RESOLVE),
                millis(Phase.CONNECT),
                millis(Phase.TLS),
                millis(Phase.FIRST_BYTE),
                millis(Phase.TRANSFER));
    }

    public static double millis(long nanos) {
        return Math.round(nanos / 1000.0) / 1000.0;
    }

    private @Nullable Double millis(Phase phase) {
        var spent = nanos.get(phase);
        return spent == null ? null : millis(spent);
    }
}
