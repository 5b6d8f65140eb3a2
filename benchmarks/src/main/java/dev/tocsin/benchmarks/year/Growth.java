package dev.tocsin.benchmarks.year;

import static java.util.Locale.ROOT;

import dev.tocsin.benchmarks.suite.SuiteReport.Figure;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/// The sizes of the tables after a year.
///
/// @param subscribers that were simulated
/// @param keptDays the days after which rows were removed in the second year
/// @param all each table after a year without removal
/// @param kept each table after the same year, with old rows removed month by month
public record Growth(int subscribers, int incidents, int keptDays, List<TableSize> all, List<TableSize> kept) {

    static final int AIM = 100_000;
    private static final double GIGA = 1e9;
    private static final int SHOWN = 6;

    /// `tocsin.retention.*` as it ships.
    private static final double DEFAULT_DAYS = 400;

    private static final double DAYS = 365;

    public List<Figure> figures() {
        var figures = new ArrayList<Figure>();
        var year = scaled(all);
        figures.add(told(
                String.format(ROOT, "a year of %d incidents at %,d subscribers, nothing removed", incidents, AIM),
                String.format(ROOT, "%.1f GB", year)));
        figures.add(told(
                "the same, with everything older than %d days removed".formatted(keptDays),
                String.format(ROOT, "%.1f GB", scaled(kept))));
        figures.add(told(
                "the largest size at the default retention of %.0f days".formatted(DEFAULT_DAYS),
                String.format(ROOT, "%.1f GB", year * DEFAULT_DAYS / DAYS)));
        figures.add(told(
                String.format(ROOT, "the simulated year with %,d subscribers", subscribers),
                String.format(ROOT, "%.2f GB, and %.2f GB with removal", sum(all) / GIGA, sum(kept) / GIGA)));
        all.stream()
                .sorted(Comparator.comparingLong(TableSize::bytes).reversed())
                .limit(SHOWN)
                .forEach(each -> figures.add(told(
                        "rows of " + each.table() + ", and bytes of each with its indexes",
                        String.format(ROOT, "%,d, %.0f", each.rows(), each.bytesEach()))));
        return figures;
    }

    private double scaled(List<TableSize> sizes) {
        return sizes.stream()
                        .mapToDouble(size -> size.scaled((double) AIM / subscribers))
                        .sum()
                / GIGA;
    }

    private static double sum(List<TableSize> sizes) {
        return sizes.stream().mapToLong(TableSize::bytes).sum();
    }

    private static Figure told(String what, String result) {
        return new Figure(what, null, result, null);
    }
}
