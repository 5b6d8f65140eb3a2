package dev.tocsin.benchmarks.web.http;

import dev.tocsin.benchmarks.storm.Heard;
import dev.tocsin.benchmarks.web.Change;
import dev.tocsin.benchmarks.web.kafka.StatusTurns;
import dev.tocsin.contract.Cell;
import dev.tocsin.contract.Verdict;
import java.time.Clock;
import java.time.Duration;
import java.util.List;

/// Has cells turn bad for a moment, each one once, and sees when every viewer has that.
public record LiveChanges(Viewers viewers, StatusTurns turns, Heard heard, Clock clock) {

    private static final Duration PATIENCE = Duration.ofSeconds(30);

    /// Long enough for all that follows from a change to be told, and shorter than the least hold of an incident.
    private static final Duration PAUSE = Duration.ofSeconds(2);

    /// @param what it is to the page
    /// @param sign how the change is first seen on the stream, which it cannot be before
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
