package dev.tocsin.incident.notices;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A silence as notifier-service lists it.
///
/// @param state `scheduled`, `active` or `over`
/// @param period that is in force, or the next one; null when it is over
/// @param repeats a rule of RFC 5545; null where it is in force from its start to its end
/// @param endedBy who ended it early, or null
public record SilenceRow(
        String id,
        String state,
        List<String> regions,
        List<String> components,
        List<String> incidents,
        List<String> subscriptions,
        String reason,
        String owner,
        Instant createdAt,
        Instant startsAt,
        Instant endsAt,
        @Nullable SilencedTime period,
        @Nullable String repeats,
        @Nullable Long lastsMillis,
        @Nullable String zone,
        @Nullable String endedBy) {

    /// A period in which a silence is in force.
    public record SilencedTime(Instant startsAt, Instant endsAt) {}

    public boolean isOver() {
        return state.equals("over");
    }

    /// Such as `Active`.
    public String word() {
        return Labels.of(state);
    }
}
