package dev.tocsin.benchmarks.faults;

/// What became of a copy of a notice at its receiver.
public enum CopyResult {
    TAKEN,
    /// The notice is to come again.
    REFUSED,
    /// The notice is not to come again, because the receiver said that it never takes it.
    REFUSED_FOR_GOOD
}
