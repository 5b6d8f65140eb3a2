package dev.tocsin.benchmarks.web;

import static java.util.Locale.ROOT;

import dev.tocsin.benchmarks.suite.Report.Figure;
import java.util.List;
import java.util.stream.Stream;

/// What is made for readers, beside a file that is only handed out: by the same server, to the same client, in rounds
/// that alternate. How many answers a second depends on the machine, and on how large they are; the ratio much less.
///
/// @param files static ones: compressed alike, and as it is
public record Serving(List<Load> files, List<Load> made) {

    static final double LEAST_RATIO = 0.5;
    static final double MOST_MILLIS = 20;

    /// Large answers cost by their bytes: one that is larger than the file is held against its bytes too.
    private static final double ALIKE = 2;

    public List<Figure> figures() {
        return Stream.concat(files.stream().map(Serving::told), made.stream().flatMap(this::figures))
                .toList();
    }

    private Stream<Figure> figures(Load load) {
        return Stream.concat(files.stream().map(file -> ratio(load, file)), Stream.of(quickness(load), told(load)));
    }

    private static Figure ratio(Load load, Load file) {
        var answers = load.middle().perSecond() / file.middle().perSecond();
        var bytes = load.middle().bytesPerSecond() / file.middle().bytesPerSecond();
        var isLarge = load.bytes() > ALIKE * file.bytes();
        return new Figure(
                "%s, answers a second as a ratio to %s".formatted(load.what(), file.what()),
                isLarge ? "0.50, or in bytes as it is larger" : "0.50",
                String.format(ROOT, "%.2f; bytes a second %.2f", answers, bytes),
                load.failed() == 0 && Math.max(answers, isLarge ? bytes : 0) >= LEAST_RATIO);
    }

    private static Figure quickness(Load load) {
        var paced = load.paced();
        return new Figure(
                "%s, p50 and p99 at %.0f a second".formatted(load.what(), load.rate()),
                "p99 under %.0f ms".formatted(MOST_MILLIS),
                String.format(
                        ROOT, "%.1f and %.1f ms (%.0f a second came)", paced.p50(), paced.p99(), paced.perSecond()),
                load.failed() == 0 && paced.p99() < MOST_MILLIS);
    }

    private static Figure told(Load load) {
        return new Figure(
                String.format(ROOT, "%s, %.1f kB, at saturation", load.what(), load.bytes() / 1_000.0),
                null,
                load.middle().toString(),
                null);
    }
}
