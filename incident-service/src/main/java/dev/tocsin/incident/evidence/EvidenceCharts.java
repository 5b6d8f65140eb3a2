package dev.tocsin.incident.evidence;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.toList;

import dev.tocsin.contract.Cell;
import dev.tocsin.contract.incident.IncidentSnapshot;
import dev.tocsin.engine.catalog.Catalog;
import dev.tocsin.engine.correlation.KnownChange;
import dev.tocsin.incident.trust.figures.FigureSeries;
import dev.tocsin.incident.trust.latency.Curves;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/// Latency and failures around the onset, one small chart for each check and vantage point, all on one axis of time.
///
/// @param marks the onsets and the suspected changes, in the order of time
/// @param checks in the order of their cells and names
/// @param more the number of charts that are left out
public record EvidenceCharts(EvidenceWindow window, List<ChartMark> marks, List<CheckCharts> checks, int more) {

    /// The number of charts that fit side by side.
    public static final int MOST = 12;

    /// The greatest number of charts that a page shows on request.
    public static final int MOST_OF_ALL = 120;

    /// @param scale the top of all charts of this check, in milliseconds, so that they can be compared
    /// @param charts in the order of the vantage points' names
    public record CheckCharts(Cell cell, String check, long scale, List<EvidenceChart> charts) {

        static CheckCharts of(List<EvidenceChart> charts) {
            var first = charts.getFirst();
            var minutes = charts.stream()
                    .flatMap(chart -> chart.points().stream())
                    .map(MinuteFigures::new)
                    .toList();
            return new CheckCharts(
                    first.cell(),
                    first.check(),
                    Curves.scale(minutes),
                    charts.stream()
                            .sorted(Comparator.comparing(EvidenceChart::name))
                            .toList());
        }
    }

    /// @param figures the figures of each cell of the window
    /// @param changes the suspected changes, by their ids
    /// @param most of more charts, those with the most failures after the onset are drawn
    public static EvidenceCharts of(
            EvidenceWindow window,
            IncidentSnapshot incident,
            Map<Cell, List<FigureSeries>> figures,
            Map<String, KnownChange> changes,
            Catalog catalog,
            int most) {
        var all = window.cells().stream()
                .flatMap(cell -> figures.getOrDefault(cell, List.of()).stream()
                        .map(series -> EvidenceChart.of(window, cell, series, catalog)))
                .toList();
        var worst = all.stream()
                .sorted(Comparator.comparingLong(
                                (EvidenceChart chart) -> chart.after().failed())
                        .reversed())
                .limit(most)
                .collect(toList());
        worst.sort(Comparator.comparingInt(all::indexOf));
        var checks = worst.stream()
                .collect(groupingBy(chart -> chart.cell() + "/" + chart.check(), LinkedHashMap::new, toList()))
                .values()
                .stream()
                .map(CheckCharts::of)
                .toList();
        return new EvidenceCharts(window, ChartMark.of(window, incident, changes), checks, all.size() - worst.size());
    }

    public boolean isEmpty() {
        return checks.isEmpty();
    }

    /// The width of the charts in minutes.
    public long minutes() {
        return Duration.between(window.from(), window.to()).toMinutes();
    }

    /// Whether the mark is within the charts.
    public boolean has(ChartMark mark) {
        return !mark.at().isBefore(window.from()) && mark.at().isBefore(window.to());
    }

    /// The mark as the path of a line from top to bottom.
    public String line(ChartMark mark) {
        var minute = Duration.between(window.from(), mark.at()).toSeconds() / 60.0;
        return String.format(Locale.ROOT, "M%.1f 0v%d", minute, Curves.HEIGHT);
    }

    /// The onset that divides before from after.
    public Instant onset() {
        return window.onsets().getFirst();
    }
}
