package dev.tocsin.benchmarks.storm;

import java.time.Duration;
import java.time.Instant;

/// When what happened, by this machine's clock.
///
/// @param calm from here on everything was up, and was looked at
/// @param failed the region turned
/// @param told all its cells had been named, or it was given up
/// @param healed the region turned back
/// @param over the incident was resolved, or it was given up
/// @param computedBefore what the service computed in the calm
/// @param computedIn what it computed from the turn until all was told
public record Course(
        Instant calm,
        Instant failed,
        Instant told,
        Instant healed,
        Instant over,
        Duration computedBefore,
        Duration computedIn) {}
