package dev.tocsin.benchmarks.web;

import static java.util.Locale.ROOT;

import dev.tocsin.benchmarks.suite.SuiteReport.Figure;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// Documents made for readers, each beside a file of the same length that is only handed out. Both come from the same
/// server to the same client, in alternating rounds. The answers per second depend on the machine; the ratio does much
/// less.
public record Serving(List<MeasuredPair> pairs) {

    static final double LEAST_RATIO = 0.5;
    static final double MOST_MILLIS = 20;

    public record MeasuredPair(Load made, Load file) {}

    public List<Figure> figures() {
        return pairs.stream()
                .flatMap(pair -> Stream.of(
                        ratio(pair),
                        quickness(
                                pair.made(),
                                "p99 under %.0f ms".formatted(MOST_MILLIS),
                                pair.made().failed() == 0 && pair.made().paced().p99() < MOST_MILLIS),
                        quickness(pair.file(), null, null),
                        told(pair.made()),
                        told(pair.file())))
                .toList();
    }

    private static Figure ratio(MeasuredPair pair) {
        var answers = pair.made().middle().perSecond() / pair.file().middle().perSecond();
        return new Figure(
                "%s, answers a second as a ratio to %s"
                        .formatted(pair.made().what(), pair.file().what()),
                String.format(ROOT, "%.2f", LEAST_RATIO),
                String.format(ROOT, "%.2f", answers),
                pair.made().failed() == 0 && answers >= LEAST_RATIO);
    }

    private static Figure quickness(Load load, @Nullable String aim, @Nullable Boolean met) {
        var paced = load.paced();
        return new Figure(
                "%s, p50 and p99 at %.0f a second".formatted(load.what(), load.rate()),
                aim,
                String.format(
                        ROOT, "%.1f and %.1f ms (%.0f a second came)", paced.p50(), paced.p99(), paced.perSecond()),
                met);
    }

    private static Figure told(Load load) {
        return new Figure(
                String.format(ROOT, "%s, %.1f kB, at saturation", load.what(), load.bytes() / 1_000.0),
                null,
                load.middle().toString(),
                null);
    }
}
