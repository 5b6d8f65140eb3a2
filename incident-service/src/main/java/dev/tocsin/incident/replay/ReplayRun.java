package dev.tocsin.incident.replay;

import java.time.Instant;

/// The progress of a replay.
public sealed interface ReplayRun {

    /// @param percent of the records that were read
    record Underway(Instant since, int percent) implements ReplayRun {}

    /// Another replay runs; this one has not begun.
    ///
    /// @param since when the other one began
    record Occupied(Instant since) implements ReplayRun {}

    record Answered(ReplayReport report) implements ReplayRun {}

    /// @param why a sentence that says what to do
    record NotReplayed(String why) implements ReplayRun {}
}
