package dev.tocsin.benchmarks.web;

import dev.tocsin.contract.Cell;
import dev.tocsin.contract.Verdict;
import dev.tocsin.contract.Vote;
import dev.tocsin.contract.health.ErrorKind;
import dev.tocsin.contract.status.StatusChanged;
import dev.tocsin.contract.status.StatusChanged.CheckVerdict;
import dev.tocsin.contract.status.StatusChanged.CountedVote;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;

/// The status of each cell over years: up for [#UP] of the time on average, with outages at any time and of any
/// length, many short and few long ones. The same seed gives the same history.
///
/// @param end the end of the history, when all cells are up
/// @param outages of a cell, on average
public record OutageHistory(long seed, Instant end, Duration length, int outages) {

    /// The availability that most providers of such a product announce.
    static final double UP = 0.999;

    private static final List<String> POINTS = List.of("us-east", "eu-west", "ap-south");

    /// The changes of a cell in order of time. Their numbers end with 0, so that detection's own, from 1 on, follow.
    public List<StatusChanged> of(Cell cell) {
        var luck = new SplittableRandom(seed * 31 + cell.toString().hashCode());
        var turns = new ArrayList<Turn>();
        turns.add(new Turn(end.minus(length), Verdict.UP));
        var up = length.toMillis() * UP / outages;
        var bad = length.toMillis() * (1 - UP) / outages;
        for (var at = plus(end.minus(length), luck, up); ; at = plus(at, luck, up)) {
            var begin = at;
            at = plus(at, luck, bad);
            if (!at.isBefore(end)) {
                return changes(cell, turns);
            }
            turns.add(new Turn(begin, luck.nextInt(3) == 0 ? Verdict.DEGRADED : Verdict.DOWN));
            turns.add(new Turn(at, Verdict.UP));
        }
    }

    private record Turn(Instant at, Verdict to) {}

    /// Adds an exponentially distributed time.
    private static Instant plus(Instant at, SplittableRandom luck, double millis) {
        return at.plusMillis(Math.max(1_000, Math.round(-millis * Math.log(1 - luck.nextDouble()))));
    }

    private static List<StatusChanged> changes(Cell cell, List<Turn> turns) {
        var changes = new ArrayList<StatusChanged>();
        for (var turn = 0; turn < turns.size(); turn++) {
            var previous = turn == 0 ? null : turns.get(turn - 1).to();
            var now = turns.get(turn);
            changes.add(change(cell, turn + 1 - turns.size(), now.to(), previous, now.at()));
        }
        return changes;
    }

    /// @param previous null for the cell's first
    static StatusChanged change(Cell cell, long number, Verdict verdict, @Nullable Verdict previous, Instant at) {
        var check = cell.component() + "-port";
        var vote = Vote.valueOf(verdict.name());
        return new StatusChanged(
                cell,
                number,
                verdict,
                previous,
                at,
                at.plusSeconds(1),
                0,
                List.of(),
                "3 of 3 vantage points agree",
                List.of(new CheckVerdict(check, verdict)),
                POINTS.stream()
                        .map(point -> new CountedVote(
                                check, point, vote, at, verdict == Verdict.UP ? null : ErrorKind.REFUSED))
                        .toList());
    }
}
