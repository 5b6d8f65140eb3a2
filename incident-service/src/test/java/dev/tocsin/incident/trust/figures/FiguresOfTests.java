package dev.tocsin.incident.trust.figures;

import dev.tocsin.contract.figures.MinuteCounted.CheckCount;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import java.util.SortedMap;
import java.util.TreeMap;

/// Figures such as real checks have: latencies around a usual one, with a tail, and now and then a failure.
public final class FiguresOfTests {

    private FiguresOfTests() {}

    /// The figures of one check that each vantage point asks a number of times in each slot.
    public static FigureSlots hour(long seed, int vantagePoints, int slots, int asks) {
        var random = new Random(seed);
        var bySeries = new TreeMap<CheckSeries, SortedMap<Integer, CheckFigures>>();
        for (var point = 0; point < vantagePoints; point++) {
            var usual = 20 + random.nextInt(200);
            var figures = new TreeMap<Integer, CheckFigures>();
            for (var slot = 0; slot < slots; slot++) {
                var latencies = LatencySketch.EMPTY;
                var failed = 0;
                for (var ask = 0; ask < asks; ask++) {
                    if (random.nextInt(500) == 0) {
                        failed++;
                    } else {
                        var tail = random.nextInt(50) == 0 ? 3 : 1;
                        latencies = latencies.with(usual * tail * Math.exp(0.15 * random.nextGaussian()));
                    }
                }
                figures.put(slot, new CheckFigures(failed, 0, latencies));
            }
            bySeries.put(new CheckSeries("login-page", "vantage-point-" + point), figures);
        }
        return new FigureSlots(bySeries);
    }

    /// The figures of one slot, as they stand on the topic.
    public static List<CheckCount> counts(FigureSlots figures, int slot) {
        return figures.bySeries().entrySet().stream()
                .map(series -> count(
                        series.getKey(),
                        Objects.requireNonNull(series.getValue().get(slot))))
                .toList();
    }

    private static CheckCount count(CheckSeries series, CheckFigures figures) {
        return new CheckCount(
                series.check(),
                series.vantagePoint(),
                figures.failed(),
                figures.unsure(),
                figures.latencies().bins());
    }
}
