package dev.tocsin.incident.evidence;

import dev.tocsin.contract.Cell;
import dev.tocsin.engine.catalog.Catalog;
import dev.tocsin.engine.catalog.DisplayNames;
import dev.tocsin.incident.trust.figures.FigurePoint;
import dev.tocsin.incident.trust.figures.FigureSeries;
import dev.tocsin.incident.trust.figures.FigureStep;
import dev.tocsin.incident.trust.latency.Curves;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// The figures of one check from one vantage point, around an onset.
///
/// @param name the name of the vantage point
/// @param onset the time that divides before from after
/// @param points in the order of time; a minute without asks is missing
public record EvidenceChart(
        Cell cell, String check, String name, Instant from, Instant to, Instant onset, List<FigurePoint> points) {

    /// Rows of five minutes: minutes are drawn, and all of them would be too many rows.
    private static final Duration SLICE = Duration.ofMinutes(5);

    /// The figures of a span of time.
    ///
    /// @param median the median of the minutes' medians, in milliseconds; null when no ask was answered
    /// @param high the highest 90th percentile of a minute; null when no ask was answered
    public record ChartSlice(
            Instant from,
            long asks,
            long failed,
            @Nullable Double median,
            @Nullable Double high) {

        static ChartSlice of(Instant from, List<FigurePoint> points) {
            var medians = points.stream()
                    .map(FigurePoint::p50Millis)
                    .filter(Objects::nonNull)
                    .sorted()
                    .toList();
            return new ChartSlice(
                    from,
                    points.stream().mapToLong(FigurePoint::count).sum(),
                    points.stream().mapToLong(FigurePoint::failures).sum(),
                    medians.isEmpty() ? null : medians.get(medians.size() / 2),
                    points.stream()
                            .map(FigurePoint::p90Millis)
                            .filter(Objects::nonNull)
                            .max(Double::compare)
                            .orElse(null));
        }
    }

    static EvidenceChart of(EvidenceWindow window, Cell cell, FigureSeries series, Catalog catalog) {
        return new EvidenceChart(
                cell,
                series.check(),
                DisplayNames.vantagePoint(catalog, series.vantagePoint()),
                window.from(),
                window.to(),
                window.onsets().getFirst(),
                series.points());
    }

    public ChartSlice before() {
        return slice(from, onsetMinute());
    }

    public ChartSlice after() {
        return slice(onsetMinute(), to);
    }

    /// The minute of the onset counts as after it.
    private Instant onsetMinute() {
        return FigureStep.MINUTE.slot(onset);
    }

    /// The figures in rows of five minutes, without those in which nothing was asked.
    public List<ChartSlice> slices() {
        return Stream.iterate(from, start -> start.isBefore(to), start -> start.plus(SLICE))
                .map(start -> slice(start, start.plus(SLICE)))
                .filter(slice -> slice.asks() > 0)
                .toList();
    }

    /// The lines of the chart.
    ///
    /// @param scale the top of the chart, in milliseconds
    public Curves curves(long scale) {
        var minutes = new TreeMap<Integer, MinuteFigures>();
        points.forEach(point ->
                minutes.put((int) Duration.between(from, point.at()).toMinutes(), new MinuteFigures(point)));
        return Curves.of(minutes, scale);
    }

    /// A minute belongs to the span in which it begins.
    private ChartSlice slice(Instant start, Instant end) {
        return ChartSlice.of(
                start,
                points.stream()
                        .filter(point ->
                                !point.at().isBefore(start) && point.at().isBefore(end))
                        .toList());
    }
}
