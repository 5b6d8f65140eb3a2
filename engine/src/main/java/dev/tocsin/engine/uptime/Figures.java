package dev.tocsin.engine.uptime;

import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/// The counted durations, and the figure of each [Formula] for them, in percent; null when no time counts.
public record Figures(
        StatusDurations counted,
        @Nullable BigDecimal strict,
        @Nullable BigDecimal weighted,
        @Nullable BigDecimal unknownAsDown) {

    public static Figures of(StatusDurations counted) {
        return new Figures(
                counted,
                Formula.STRICT.percent(counted).orElse(null),
                Formula.WEIGHTED.percent(counted).orElse(null),
                Formula.UNKNOWN_AS_DOWN.percent(counted).orElse(null));
    }
}
