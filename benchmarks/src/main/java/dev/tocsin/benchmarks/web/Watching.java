package dev.tocsin.benchmarks.web;

import static java.util.Locale.ROOT;

import dev.tocsin.benchmarks.speed.Latencies;
import dev.tocsin.benchmarks.suite.SuiteReport.Figure;
import java.util.List;

/// The time that changes took to reach all viewers.
///
/// @param changes all of one kind
/// @param dropped viewers whose connection ended
public record Watching(List<Change> changes, long dropped) {

    private static final long MOST_MILLIS = 1_000;

    public Figure figure() {
        var first = changes.getFirst();
        var all = new Latencies(
                changes.stream().flatMap(change -> change.millis().stream()).toList());
        var missed = changes.stream().mapToInt(Change::missed).sum();
        var bytes = changes.stream().mapToLong(Change::bytes).average().orElse(0) / first.viewers();
        return new Figure(
                String.format(
                        ROOT,
                        "%d changes of %s, each to %,d live viewers",
                        changes.size(),
                        first.what(),
                        first.viewers()),
                "within %d ms".formatted(MOST_MILLIS),
                text(all, bytes)
                        + (missed + dropped == 0 ? "" : "; %d did not come, %d dropped".formatted(missed, dropped)),
                missed == 0 && dropped == 0 && all.at(1) <= MOST_MILLIS);
    }

    private static String text(Latencies all, double bytes) {
        return all.size() == 0
                ? "none came"
                : String.format(
                        ROOT,
                        "p50 %d, p99 %d, the last %d ms; %.1f kB each",
                        all.at(0.5),
                        all.at(0.99),
                        all.at(1),
                        bytes / 1_000);
    }
}
