package dev.tocsin.incident.replay.thread;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/// Bounds of a replay, so that it costs little.
@ConfigMapping(prefix = "tocsin.replay")
interface ReplayLimits {

    /// The greatest number of recorded events that a replay at `/ops/replay` reads.
    @WithDefault("1000000")
    long mostRecords();

    /// The longest time that a replay at `/ops/replay` may take.
    @WithDefault("60s")
    Duration deadline();
}
