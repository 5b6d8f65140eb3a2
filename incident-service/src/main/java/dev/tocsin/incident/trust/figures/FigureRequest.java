package dev.tocsin.incident.trust.figures;

import dev.tocsin.contract.Cell;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// The figures that are wanted of one cell.
///
/// @param from the beginning of a slot
/// @param to the end of the last slot
/// @param check null for all checks
/// @param vantagePoint null for all vantage points
public record FigureRequest(
        Cell cell,
        Instant from,
        Instant to,
        FigureStep step,
        @Nullable String check,
        @Nullable String vantagePoint) {

    /// The most slots that one answer has of each series: a day of minutes, or two months of hours.
    public static final int MOST_SLOTS = 1_500;

    public boolean wants(CheckSeries series) {
        return (check == null || check.equals(series.check()))
                && (vantagePoint == null || vantagePoint.equals(series.vantagePoint()));
    }

    public boolean wants(Instant slot) {
        return !slot.isBefore(from) && slot.isBefore(to);
    }
}
