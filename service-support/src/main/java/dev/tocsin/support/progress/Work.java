package dev.tocsin.support.progress;

/// The work that a part of a service has to do now.
public sealed interface Work {

    /// No work.
    record None() implements Work {}

    /// Some work, on which the part is expected to make progress.
    ///
    /// @param mark a number that changes with each progress
    /// @param what the undone work, such as `12 records are not read`
    record Pending(long mark, String what) implements Work {}

    /// The part has ended and cannot begin again by itself: only a new process can.
    record Broken(String why) implements Work {}
}
