package dev.tocsin.incident.trust.snapshot;

import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// The time for which a snapshot counts as the present state.
///
/// @param content stays the same while everything but the time does
/// @param asOf the time at which the snapshot is true; null before anything was received
/// @param until a reader at a later time knows that Tocsin has been silent since the snapshot was written
public record Validity(
        String content, Instant writtenAt, @Nullable Instant asOf, Instant until) {

    /// A snapshot that is replaced in time never expires: it outlasts a missed round and the way to its server.
    ///
    /// @param every the longest time until it is written again
    /// @param way the longest time until it is at the place that serves it
    public static Validity from(
            String content, Instant writtenAt, @Nullable Instant asOf, Duration every, Duration way) {
        return new Validity(
                content, writtenAt, asOf, writtenAt.plus(every.multipliedBy(2)).plus(way));
    }
}
