package dev.tocsin.support.progress;

/// What a part of a service has to do at this moment.
public sealed interface Work {

    /// Nothing.
    record None() implements Work {}

    /// Something, and it is expected to make progress.
    ///
    /// @param mark another number after each progress
    /// @param what is undone, such as `12 records are not read`
    record Pending(long mark, String what) implements Work {}

    /// The part has ended and cannot begin again by itself: only a new process can.
    record Broken(String why) implements Work {}
}
