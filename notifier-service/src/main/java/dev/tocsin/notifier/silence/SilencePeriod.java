package dev.tocsin.notifier.silence;

import java.time.Instant;

/// A period in which a silence is in force.
///
/// @param endsAt the first moment at which it is no longer in force
public record SilencePeriod(Instant startsAt, Instant endsAt) {}
