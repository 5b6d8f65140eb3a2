package dev.tocsin.benchmarks.storm;

import java.time.Duration;
import java.time.Instant;

/// The times of a storm's phases, by this machine's clock.
///
/// @param calm from then on everything was up, and pages were being read
/// @param failed the region failed
/// @param told events had named all its cells, or the wait was given up
/// @param healed the region was well again
/// @param over the incident was resolved, or the wait was given up
/// @param computedBefore the service's processor time in the calm
/// @param computedIn the service's processor time from `failed` to `told`
public record Course(
        Instant calm,
        Instant failed,
        Instant told,
        Instant healed,
        Instant over,
        Duration computedBefore,
        Duration computedIn) {}
