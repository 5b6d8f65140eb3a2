package dev.tocsin.benchmarks.history;

import dev.tocsin.benchmarks.replay.Recorded;
import java.time.Instant;

/// Where a past is written, in the order of its append times.
public interface Tape {

    void write(Recorded recorded);

    /// Comes back when detection has read every partition up to that time.
    void awaitDetection(Instant time);
}
