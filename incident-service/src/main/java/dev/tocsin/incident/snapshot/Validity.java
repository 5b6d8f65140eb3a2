package dev.tocsin.incident.snapshot;

import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// For how long a snapshot may be taken for what is.
///
/// @param content stays the same while all that is told does, but for the time
/// @param asOf as of when it is true; null before anything was seen
/// @param until whoever reads it later knows that Tocsin has been silent since it was written
public record Validity(
        String content, Instant writtenAt, @Nullable Instant asOf, Instant until) {

    /// One that is replaced in time never ends: it outlasts a round that was missed, and the way to where it is served.
    ///
    /// @param every how often it is written at least
    /// @param way how long it may take to be where it is served from
    public static Validity from(
            String content, Instant writtenAt, @Nullable Instant asOf, Duration every, Duration way) {
        return new Validity(
                content, writtenAt, asOf, writtenAt.plus(every.multipliedBy(2)).plus(way));
    }
}
