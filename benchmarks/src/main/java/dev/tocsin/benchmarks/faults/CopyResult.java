package dev.tocsin.benchmarks.faults;

/// The receiver's response to a copy of a notice.
public enum CopyResult {
    TAKEN,
    /// The notice must be sent again.
    REFUSED,
    /// The notice must not be sent again, because the receiver said that it never takes it.
    REFUSED_FOR_GOOD
}
