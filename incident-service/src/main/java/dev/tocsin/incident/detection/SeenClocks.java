package dev.tocsin.incident.detection;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/// Detection's clocks as readers of committed records see them.
public interface SeenClocks {

    /// A clock that does not advance for longer stands still; detection publishes each clock every 8 s at least.
    Duration STALE_AFTER = Duration.ofSeconds(15);

    /// @param many the number of clocks, one for each partition of the log
    /// @param slowest the time of the slowest; empty before any is seen
    /// @param areMoving whether each has advanced lately
    /// @param areAwaited whether somebody waits for the next time
    record ClockSummary(int many, Optional<Instant> slowest, boolean areMoving, boolean areAwaited) {}

    ClockSummary seen(Instant now);
}
