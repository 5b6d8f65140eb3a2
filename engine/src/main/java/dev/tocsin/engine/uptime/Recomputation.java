package dev.tocsin.engine.uptime;

import dev.tocsin.contract.Cell;
import dev.tocsin.engine.uptime.MonthReport.Line;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/// A month counted anew from `tocsin.status-history` alone, beside its published report.
///
/// @param cells the counted intervals of each cell, with their origin
/// @param differing the figures that are not the same to the digit; empty when all are
public record Recomputation(
        MonthReport recomputed,
        List<CellInputs> cells,
        List<Amendment> amendments,
        List<MaintenanceSpan> works,
        List<Difference> differing) {

    public record CellInputs(Cell cell, List<Interval> intervals) {}

    /// @param kind `all`, `region`, `group`, `component` or `cell`
    public record Difference(String kind, String id, Figures published, Figures recomputed) {}

    /// @param inputs from the topic, with the amendments and windows of the store
    public static Recomputation of(MonthReport published, MonthReport recomputed, UptimeInputs inputs) {
        var cells = recomputed.cells().stream().map(line -> Cell.of(line.id())).toList();
        return new Recomputation(
                recomputed,
                inputs.timelines(cells, recomputed.counted()).entrySet().stream()
                        .map(entry ->
                                new CellInputs(entry.getKey(), entry.getValue().intervals()))
                        .toList(),
                inputs.amendments(),
                inputs.works(),
                differing(published, recomputed));
    }

    /// Both come from the same catalog, and so have the same lines.
    private static List<Difference> differing(MonthReport published, MonthReport recomputed) {
        return Stream.of(
                        differing("all", List.of(all(published)), List.of(all(recomputed))),
                        differing("region", published.regions(), recomputed.regions()),
                        differing("group", published.groups(), recomputed.groups()),
                        differing("component", published.components(), recomputed.components()),
                        differing("cell", published.cells(), recomputed.cells()))
                .flatMap(List::stream)
                .toList();
    }

    private static Line all(MonthReport report) {
        return new Line("all", "All", report.all());
    }

    private static List<Difference> differing(String kind, List<Line> published, List<Line> recomputed) {
        return IntStream.range(0, recomputed.size())
                .filter(line -> !published.get(line).equals(recomputed.get(line)))
                .mapToObj(line -> new Difference(
                        kind,
                        recomputed.get(line).id(),
                        published.get(line).figures(),
                        recomputed.get(line).figures()))
                .toList();
    }
}
