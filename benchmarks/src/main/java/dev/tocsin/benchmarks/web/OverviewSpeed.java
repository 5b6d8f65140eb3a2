package dev.tocsin.benchmarks.web;

import static java.util.Locale.ROOT;

import dev.tocsin.benchmarks.suite.SuiteReport.Figure;
import java.time.Duration;
import java.util.List;
import java.util.function.Function;

/// The operators' overview as a browser gets it, several times.
///
/// @param cells on the page
/// @param paints the times from the request to the first paint; empty without a browser
public record OverviewSpeed(int cells, List<PageLoad> loads, List<Duration> paints) {

    static final Duration MOST_TO_PAINT = Duration.ofMillis(500);
    static final long MOST_BYTES = 1_000_000;

    /// @param firstByte from the request to the head of the answer
    /// @param complete from the request to its last byte
    /// @param bytes of the page
    /// @param sent of them as they were sent, compressed
    public record PageLoad(Duration firstByte, Duration complete, long bytes, long sent) {}

    public List<Figure> figures() {
        var bytes = loads.getFirst().bytes();
        return List.of(
                new Figure(
                        "the operators' overview of %,d cells, to the first byte and to the last, median of %d"
                                .formatted(cells, loads.size()),
                        null,
                        "%d and %d ms".formatted(median(PageLoad::firstByte), median(PageLoad::complete)),
                        null),
                new Figure(
                        "its size, and as it is sent",
                        "under %,d kB".formatted(MOST_BYTES / 1_000),
                        String.format(
                                ROOT,
                                "%.0f and %.1f kB",
                                bytes / 1_000.0,
                                loads.getFirst().sent() / 1_000.0),
                        bytes < MOST_BYTES),
                paint());
    }

    private Figure paint() {
        var median = paints.stream().sorted().skip(paints.size() / 2).findFirst();
        return new Figure(
                "its first paint in Chromium, median of %d".formatted(paints.size()),
                "under %d ms".formatted(MOST_TO_PAINT.toMillis()),
                median.map(paint -> paint.toMillis() + " ms").orElse("left out: there is no Chromium on the PATH"),
                median.map(paint -> paint.compareTo(MOST_TO_PAINT) < 0).orElse(null));
    }

    private long median(Function<PageLoad, Duration> part) {
        return loads.stream()
                .map(part)
                .sorted()
                .skip(loads.size() / 2)
                .findFirst()
                .map(Duration::toMillis)
                .orElse(0L);
    }
}
