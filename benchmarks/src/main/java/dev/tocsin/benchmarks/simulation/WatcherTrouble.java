package dev.tocsin.benchmarks.simulation;

import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// Something is wrong with vantage points for a while; the product is as it was.
///
/// `vantagePoint` is null if all of them are affected.
public sealed interface WatcherTrouble {

    @Nullable
    String vantagePoint();

    Instant from();

    /// Not included.
    Instant until();

    default boolean touches(String point, Instant at) {
        return (vantagePoint() == null || point.equals(vantagePoint())) && !at.isBefore(from()) && at.isBefore(until());
    }

    /// The probe is gone: no requests, no events.
    record Dead(String vantagePoint, Instant from, Instant until) implements WatcherTrouble {}

    /// Requests time out.
    ///
    /// @param region that it does not reach; null for all
    /// @param controlsAnswer whether it reaches its controls; if not, it knows that it does not see
    record CutOff(
            String vantagePoint,
            Instant from,
            Instant until,
            @Nullable String region,
            boolean controlsAnswer) implements WatcherTrouble {}

    /// Reports the opposite of what it saw.
    ///
    /// @param share of its requests
    record Lying(String vantagePoint, Instant from, Instant until, double share) implements WatcherTrouble {}

    /// Its clock is off, and the probe does not know.
    ///
    /// @param by the time by which the clock is ahead, or behind if negative
    record ClockOff(String vantagePoint, Instant from, Instant until, Duration by) implements WatcherTrouble {}

    /// Packets get lost on the way, also those of controls.
    ///
    /// @param share of the requests that fail because of it
    record Lossy(@Nullable String vantagePoint, Instant from, Instant until, double share) implements WatcherTrouble {}

    /// Events stay in the spools and arrive when the trouble ends, if the spools hold them.
    record Silent(@Nullable String vantagePoint, Instant from, Instant until) implements WatcherTrouble {}
}
