package dev.tocsin.notifier.retention;

import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.List;

/// The periods for which rows are kept once they are over.
///
/// @param addresses of subscriptions that have ended
public record RetentionPeriods(Duration deliveries, Duration incidents, Duration maintenance, Duration addresses) {

    /// A week is longer than the ladder of retries, and whatever is read again from the log is then too old to be
    /// announced.
    private static final Duration LEAST = Duration.ofDays(7);

    private static final Duration UNCONFIRMED = Duration.ofDays(7);

    /// @throws IllegalArgumentException when a period is too short; the message names its key
    public RetentionPeriods {
        demand("deliveries", deliveries, LEAST);
        demand("incidents", incidents, LEAST);
        demand("maintenance", maintenance, LEAST);
        demand("addresses", addresses, Duration.ZERO);
    }

    private static void demand(String key, Duration period, Duration least) {
        if (period.compareTo(least) < 0) {
            throw new IllegalArgumentException(
                    "tocsin.retention.%s is %s, but must be at least %d days".formatted(key, period, least.toDays()));
        }
    }

    /// Rows that were over before this time are removed.
    public Instant before(Kind kind, Instant now) {
        return switch (kind) {
            case DELIVERIES -> now.minus(deliveries);
            case INCIDENTS, OPERATOR_INCIDENTS, SILENCES -> now.minus(incidents);
            case WINDOWS -> now.minus(maintenance);
            case TOKENS -> now;
            case UNCONFIRMED -> now.minus(UNCONFIRMED);
            case ADDRESSES -> now.minus(addresses);
            case SUBSCRIPTIONS -> now.minus(Collections.max(List.of(deliveries, incidents, maintenance, addresses)));
        };
    }
}
