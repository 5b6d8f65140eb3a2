package dev.tocsin.incident.trust.latency;

import java.util.Collection;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// A chart's lines as the paths of an SVG that is [#HEIGHT] high and has one unit for each minute.
///
/// @param median the median of each minute; the line breaks off where nothing was answered
/// @param high a high percentile of each minute
/// @param failures bars from the bottom, as high as the share that failed
public record Curves(String median, String high, String failures) {

    public static final int HEIGHT = 40;

    /// @param minutes by their number from the beginning of the chart, in the order of time
    public static Curves of(Map<Integer, ? extends ChartedMinute> minutes, long scale) {
        return new Curves(
                line(minutes, scale, ChartedMinute::median),
                line(minutes, scale, ChartedMinute::high),
                failures(minutes));
    }

    /// The top of the charts: 1, 2 or 5 with zeros, and no less than the highest value that is drawn.
    public static long scale(Collection<? extends ChartedMinute> minutes) {
        var highest = minutes.stream()
                .map(ChartedMinute::high)
                .filter(Objects::nonNull)
                .mapToDouble(Double::doubleValue)
                .max()
                .orElse(0);
        return Stream.iterate(1L, decade -> decade * 10)
                .flatMap(decade -> Stream.of(decade, 2 * decade, 5 * decade))
                .filter(scale -> scale >= highest)
                .findFirst()
                .orElseThrow();
    }

    private static String line(
            Map<Integer, ? extends ChartedMinute> minutes,
            long scale,
            Function<ChartedMinute, @Nullable Double> value) {
        var path = new StringBuilder();
        var before = Integer.MIN_VALUE;
        for (var minute : minutes.entrySet()) {
            var millis = value.apply(minute.getValue());
            if (millis != null) {
                var at = minute.getKey();
                var y = HEIGHT - HEIGHT * millis / scale;
                // a minute by itself becomes a line one minute long
                path.append(before == at - 1 ? "L" : "M").append(String.format(Locale.ROOT, "%d %.1fh1", at, y));
                before = at;
            }
        }
        return path.toString();
    }

    private static String failures(Map<Integer, ? extends ChartedMinute> minutes) {
        var path = new StringBuilder();
        minutes.forEach((minute, tally) -> {
            if (tally.failed() > 0) {
                var height = (double) HEIGHT * tally.failed() / (tally.failed() + tally.answered());
                path.append(String.format(Locale.ROOT, "M%d %dv-%.1fh1V%dz", minute, HEIGHT, height, HEIGHT));
            }
        });
        return path.toString();
    }
}
