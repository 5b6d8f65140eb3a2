package dev.tocsin.benchmarks.web.http;

import dev.tocsin.benchmarks.storm.Heard;
import dev.tocsin.benchmarks.web.Change;
import dev.tocsin.benchmarks.web.kafka.StatusTurns;
import dev.tocsin.contract.Cell;
import dev.tocsin.contract.Verdict;
import java.time.Clock;
import java.time.Duration;
import java.util.List;

/// Makes each cell bad once, for a short time, and measures when every viewer has the change.
public record LiveChanges(Viewers viewers, StatusTurns turns, Heard heard, Clock clock) {

    private static final Duration PATIENCE = Duration.ofSeconds(30);

    /// Long enough for all consequences of a change to be published, and shorter than the least hold of an incident.
    private static final Duration PAUSE = Duration.ofSeconds(2);

    /// @param what the kind of change for the page
    /// @param sign the text that shows the change on the stream, and that cannot be there before
    public Change turn(String what, int many, Cell cell, String sign) throws InterruptedException {
        var last = heard.status(cell).orElseThrow();
        viewers.pass();
        var before = viewers.read();
        var began = System.nanoTime();
        var bad = turns.turn(last, Verdict.DOWN, clock.instant());
        var millis = viewers.arrivals(sign, PATIENCE).stream()
                .map(at -> Duration.ofNanos(at - began).toMillis())
                .toList();
        Thread.sleep(PAUSE);
        var bytes = viewers.read() - before;
        turns.turn(bad, Verdict.UP, clock.instant());
        Thread.sleep(PAUSE);
        return new Change(what, many, List.copyOf(millis), bytes);
    }
}
