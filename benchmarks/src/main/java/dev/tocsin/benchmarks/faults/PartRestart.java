package dev.tocsin.benchmarks.faults;

/// A part that was killed and started again.
///
/// @param from when it was killed, by [System#nanoTime()]
/// @param until when it was ready again, by the same clock
public record PartRestart(KillablePart part, long from, long until) {

    /// The longest time from the beginning of an attempt until its result is stored.
    private static final long ATTEMPT_NANOS = 16_000_000_000L;

    /// Whether an attempt at that time may have been in flight when the part was killed, or may have found no database
    /// for its result.
    boolean mayHaveCutOff(long nanos) {
        return nanos >= from - ATTEMPT_NANOS && nanos <= until;
    }
}
