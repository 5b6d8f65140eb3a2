package dev.tocsin.benchmarks.faults;

/// A part was killed and started again.
///
/// @param from by [System#nanoTime()]
/// @param until when it was ready again
public record Outage(Part part, long from, long until) {

    /// What an attempt needs, from the sending until its result is stored, may take as long as this.
    private static final long ATTEMPT_NANOS = 16_000_000_000L;

    /// Whether an attempt at that time may have been in flight when the part was killed, or have had no place to store
    /// its result.
    boolean mayHaveCutOff(long nanos) {
        return nanos >= from - ATTEMPT_NANOS && nanos <= until;
    }
}
