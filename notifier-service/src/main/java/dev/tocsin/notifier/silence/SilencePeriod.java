package dev.tocsin.notifier.silence;

import java.time.Instant;

/// When a silence is in force.
///
/// @param endsAt the first moment at which it is not any more
public record SilencePeriod(Instant startsAt, Instant endsAt) {}
