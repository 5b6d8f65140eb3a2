package dev.tocsin.notifier.delivery;

import java.time.Instant;

/// The right of one instance to try a delivery, until a time by the database's clock.
///
/// @param attempt the number of the attempt that it is for
public record Lease(String delivery, int attempt, Instant until) {}
