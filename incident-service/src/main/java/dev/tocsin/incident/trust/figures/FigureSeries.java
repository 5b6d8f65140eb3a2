package dev.tocsin.incident.trust.figures;

import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/// The figures of one check from one vantage point.
///
/// @param points in the order of time; a slot without asks is missing
public record FigureSeries(String check, String vantagePoint, List<FigurePoint> points) {

    /// @param blocks the beginning of each hour or day, with its figures; several of one block are added up
    /// @return in the order of the names of check and vantage point
    public static List<FigureSeries> of(FigureRequest request, Map<Instant, ? extends Collection<FigureSlots>> blocks) {
        var all = new TreeMap<CheckSeries, TreeMap<Instant, FigurePoint>>();
        blocks.forEach((block, parts) -> FigureSlots.sum(List.copyOf(parts))
                .bySeries()
                .forEach((series, slots) -> {
                    if (request.wants(series)) {
                        slots.forEach((number, figures) -> {
                            var at = request.step().begin(block, number);
                            if (request.wants(at)) {
                                all.computeIfAbsent(series, _ -> new TreeMap<>())
                                        .put(at, FigurePoint.of(at, figures));
                            }
                        });
                    }
                }));
        return all.entrySet().stream()
                .map(series -> new FigureSeries(
                        series.getKey().check(),
                        series.getKey().vantagePoint(),
                        List.copyOf(series.getValue().values())))
                .toList();
    }
}
