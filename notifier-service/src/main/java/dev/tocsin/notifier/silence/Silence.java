package dev.tocsin.notifier.silence;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// An operator's mute: while it is in force, nobody is notified of what it covers.
///
/// ```
///   Scheduled ⇄ Active ──▶ Over
///       └───────────────────▲
/// ```
///
/// A subscriber who got an opening before the silence gets the closing all the same.
///
/// @param id random, 20 of `0-9a-z`
/// @param reason one line, for other operators
/// @param owner the operator who made it
/// @param endsAt when the silence ends for good; if it was ended early, the time of that
/// @param recurrence null where it is in force from its start to its end
/// @param endedBy the operator who ended it early, or null
public record Silence(
        String id,
        SilenceScope scope,
        String reason,
        String owner,
        Instant createdAt,
        Instant startsAt,
        Instant endsAt,
        @Nullable SilenceRecurrence recurrence,
        @Nullable String endedBy) {

    public enum SilenceState {
        SCHEDULED,
        ACTIVE,
        OVER
    }

    /// The periods in which the silence is in force, in order.
    public List<SilencePeriod> periods() {
        if (recurrence != null) {
            return recurrence.periods(startsAt, endsAt);
        }
        return startsAt.isBefore(endsAt) ? List.of(new SilencePeriod(startsAt, endsAt)) : List.of();
    }

    /// The period that is in force, or the next one; empty when the silence is over.
    public Optional<SilencePeriod> period(Instant now) {
        return periods().stream().filter(each -> each.endsAt().isAfter(now)).findFirst();
    }

    public SilenceState state(Instant now) {
        return period(now)
                .map(period -> period.startsAt().isAfter(now) ? SilenceState.SCHEDULED : SilenceState.ACTIVE)
                .orElse(SilenceState.OVER);
    }
}
