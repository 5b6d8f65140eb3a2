package dev.tocsin.incident.notices;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The silence that an operator requests, as notifier-service takes it. An empty list means all.
///
/// @param startsAt null means now
/// @param endsAt null where it was not entered, which notifier-service refuses
/// @param repeats a rule of RFC 5545; null means that it is in force all the time
/// @param lastsMillis the length of each period, where it repeats
public record SilenceRequest(
        List<String> regions,
        List<String> components,
        List<String> incidents,
        List<String> subscriptions,
        String reason,
        @Nullable Instant startsAt,
        @Nullable Instant endsAt,
        @Nullable String repeats,
        @Nullable Long lastsMillis,
        @Nullable String zone) {}
