package dev.tocsin.incident.trust.figures;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// The figures of one slot, as charts and machines read them. Latencies are those of asks that were answered rightly,
/// 2% off at most; null when there was none.
///
/// @param at the beginning of the slot
/// @param count all asks
/// @param failures asks that failed
/// @param unsure asks that say nothing of the target, because the probe's own controls failed
public record FigurePoint(
        Instant at,
        long count,
        long failures,
        long unsure,
        @Nullable Double p50Millis,
        @Nullable Double p90Millis,
        @Nullable Double p99Millis) {

    static FigurePoint of(Instant at, CheckFigures figures) {
        return new FigurePoint(
                at,
                figures.asks(),
                figures.failed(),
                figures.unsure(),
                quantile(figures, 0.5),
                quantile(figures, 0.9),
                quantile(figures, 0.99));
    }

    /// Rounded to a hundredth, which is finer than the sketch.
    private static @Nullable Double quantile(CheckFigures figures, double share) {
        return figures.latencies()
                .quantile(share)
                .map(millis -> Math.round(millis * 100) / 100.0)
                .orElse(null);
    }
}
