package dev.tocsin.benchmarks.history;

import dev.tocsin.engine.replay.Recorded;
import java.time.Instant;

/// Takes the records of a past, in the order of their append times.
public interface Tape {

    void write(Recorded recorded);

    /// Returns when detection has read every partition up to that time.
    void awaitDetection(Instant time);
}
