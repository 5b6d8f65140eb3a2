package dev.tocsin.benchmarks.storm;

import dev.tocsin.benchmarks.suite.SuiteReport.Figure;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// The speed of answers in the calm and in the storm.
public record Looks(List<Sample> samples, Course course) {

    /// Nobody would call a slower answer quick.
    private static final double AIM_MILLIS = 1_000;

    /// @param p50 in milliseconds
    /// @param p99 in milliseconds
    record Quickness(int requests, double p50, double p99, double most, long bytes, long failed) {

        static Quickness of(List<Sample> samples) {
            var sorted = samples.stream().mapToDouble(Sample::millis).sorted().toArray();
            return new Quickness(
                    sorted.length,
                    at(sorted, 0.5),
                    at(sorted, 0.99),
                    at(sorted, 1),
                    samples.stream().mapToLong(Sample::bytes).max().orElse(0),
                    samples.stream().filter(sample -> sample.status() != 200).count());
        }

        private static double at(double[] sorted, double share) {
            return sorted.length == 0
                    ? 0
                    : sorted[(int) Math.min(sorted.length - 1, Math.floor(share * sorted.length))];
        }
    }

    public List<Figure> figures() {
        var figures = new ArrayList<Figure>();
        var whats = new LinkedHashSet<String>();
        samples.forEach(sample -> whats.add(sample.what()));
        whats.forEach(what -> figures.add(figure(what)));
        return figures;
    }

    private Figure figure(String what) {
        var calm = of(what, course.calm(), course.failed());
        var storm = of(what, course.failed(), course.told());
        return new Figure(
                "%s, p50 and p99 in the storm (and as a ratio to the calm)".formatted(what),
                "p99 under %.0f ms".formatted(AIM_MILLIS),
                text(calm, storm),
                storm.requests == 0 ? null : storm.failed == 0 && storm.p99 < AIM_MILLIS);
    }

    private static String text(@Nullable Quickness calm, Quickness storm) {
        var text = String.format(Locale.ROOT, "%.0f and %.0f ms", storm.p50, storm.p99);
        var ratio = calm == null || calm.requests == 0
                ? ""
                : String.format(Locale.ROOT, " (%.1f and %.1f times)", storm.p50 / calm.p50, storm.p99 / calm.p99);
        return text
                + ratio
                + String.format(Locale.ROOT, ", %d requests of at most %,d kB", storm.requests, storm.bytes / 1_000)
                + (storm.failed == 0 ? "" : ", %d failed".formatted(storm.failed));
    }

    private Quickness of(String what, Instant from, Instant to) {
        return Quickness.of(samples.stream()
                .filter(sample -> sample.what().equals(what))
                .filter(sample -> !sample.at().isBefore(from) && sample.at().isBefore(to))
                .toList());
    }
}
