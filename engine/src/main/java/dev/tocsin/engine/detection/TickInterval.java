package dev.tocsin.engine.detection;

import dev.tocsin.engine.catalog.Catalog;
import java.time.Duration;

/// The interval at which detection's clocks are moved: 2 s, or a quarter of the shortest interval of a check.
public final class TickInterval {

    private static final long MOST_MILLIS = 2_000;
    private static final long LEAST_MILLIS = 250;

    private TickInterval() {}

    public static Duration of(Catalog catalog) {
        var quarter = catalog.checks().stream()
                .mapToLong(check -> check.timing().everyMillis() / 4)
                .min()
                .orElse(MOST_MILLIS);
        return Duration.ofMillis(Math.clamp(quarter, LEAST_MILLIS, MOST_MILLIS));
    }
}
