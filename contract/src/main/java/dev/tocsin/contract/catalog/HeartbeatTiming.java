package dev.tocsin.contract.catalog;

import org.jspecify.annotations.Nullable;

/// The limits after which a job that has to report is late. Its reporting interval is [CheckTiming#everyMillis()].
///
/// @param graceMillis the time by which a report may come later than expected; 0 or more
/// @param longestMillis the longest time that a run may take from its reported start to its end; null when only ends
///     count
public record HeartbeatTiming(long graceMillis, @Nullable Long longestMillis) {}
