package dev.tocsin.incident.detection;

import static java.util.Objects.requireNonNull;

import dev.tocsin.contract.Verdict;
import dev.tocsin.contract.Vote;
import dev.tocsin.contract.health.CellChecksDefined;
import dev.tocsin.contract.health.HealthObserved;
import dev.tocsin.contract.health.Outcome;
import dev.tocsin.contract.status.StatusChanged;
import dev.tocsin.contract.status.StatusChanged.CheckVerdict;
import dev.tocsin.contract.status.StatusChanged.CountedVote;
import dev.tocsin.contract.status.WatchEnded;
import dev.tocsin.incident.detection.Ballot.Result;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Comparator;
import java.util.List;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/// Decides what a cell is, from its partition's log alone: the same log gives the same decisions.
public final class Detector {

    private static final Duration FUTURE = Duration.ofSeconds(10);
    private static final int MOST_VOTES = 50;

    /// Whether a health event counts for the cell, and if not, why.
    ///
    /// @param state null when the log never defined the cell
    public Reception receive(@Nullable CellState state, HealthObserved event, PartitionState partition) {
        if (state == null || !state.isWatched()) {
            return Reception.UNKNOWN_CELL;
        }
        return state.check(event.check())
                .map(check -> receive(check, event, partition.clock()))
                .orElse(Reception.UNKNOWN_CHECK);
    }

    private static Reception receive(CheckState check, HealthObserved event, Instant clock) {
        var definition = check.definition();
        var observed = observed(event);
        if (!definition.from().contains(event.vantagePoint())) {
            return Reception.UNKNOWN_VANTAGE_POINT;
        }
        if (event.definition() != null && !event.definition().equals(definition.definition())) {
            return Reception.OTHER_DEFINITION;
        }
        if (observed.isAfter(clock.plus(FUTURE))) {
            return Reception.FROM_THE_FUTURE;
        }
        if (!(event.latencyMillis() >= 0) || Double.isInfinite(event.latencyMillis())) {
            return Reception.IMPOSSIBLE_LATENCY;
        }
        if (isLate(check, event, clock)) {
            return Reception.LATE;
        }
        return event.outcome() == Outcome.UNSURE ? Reception.UNSURE : Reception.COUNTED;
    }

    private static boolean isLate(CheckState check, HealthObserved event, Instant clock) {
        var observed = observed(event);
        var newest = check.ballot(event.vantagePoint()).map(Ballot::latest);
        return observed.isBefore(check.definedAt())
                || !observed.plus(check.voteLife()).isAfter(clock)
                || newest.filter(latest -> !observed.isAfter(latest)).isPresent();
    }

    /// Counts an event that was received as [Reception#COUNTED]; what expired before it is settled first.
    public Decision count(CellState state, HealthObserved event, PartitionState partition) {
        var before = pass(state, partition);
        var result = new Result(observed(event), vote(event.outcome()), event.error());
        var check = before.next().check(event.check()).orElseThrow();
        return before.then(
                settle(before.next(), before.next().with(check.with(event.vantagePoint(), result)), partition));
    }

    /// Time passed, or vantage points were set aside or taken back.
    public Decision pass(CellState state, PartitionState partition) {
        return settle(state, state, partition);
    }

    /// The cell's checks are these from now on; none of them ends the watch.
    public Decision define(CellState state, CellChecksDefined event, PartitionState partition) {
        if (event.checks().isEmpty()) {
            return state.isWatched() ? end(state, partition) : Decision.nothing(state);
        }
        var clock = partition.clock();
        var checks = event.checks().stream()
                .map(assigned -> state.check(assigned.check())
                        .map(check -> check.redefined(assigned, clock))
                        .orElseGet(() -> CheckState.awaited(assigned, clock)))
                .sorted(Comparator.comparing(check -> check.definition().check()))
                .toList();
        return settle(state, state.with(checks), partition);
    }

    private static Decision end(CellState state, PartitionState partition) {
        var number = state.number() + 1;
        return new Decision(
                CellState.unwatched(state.cell(), number),
                List.of(new WatchEnded(state.cell(), number, partition.clock(), partition.partition())));
    }

    private static Decision settle(CellState before, CellState changed, PartitionState partition) {
        var setAside = partition.setAsideIn(before.cell().region());
        var checks = changed.checks().stream()
                .map(check -> check.settled(partition.clock(), setAside))
                .toList();
        var found = Finding.of(checks);
        // With nothing known of any check, a cell that had a verdict has none to stand on.
        var verdict = found.verdict() == null && before.verdict() != null ? Verdict.UNKNOWN : found.verdict();
        if (verdict == null || (verdict == before.verdict() && found.marks().equals(before.marks()))) {
            return Decision.nothing(changed.with(checks));
        }
        var onset =
                verdict == before.verdict() ? requireNonNull(before.onset()) : onset(before, checks, partition.clock());
        var next = new CellState(before.cell(), before.number() + 1, verdict, onset, found.marks(), checks);
        var change = new StatusChanged(
                next.cell(),
                next.number(),
                verdict,
                before.verdict(),
                onset,
                partition.clock(),
                partition.partition(),
                next.marks(),
                reason(verdict, found, setAside),
                verdicts(checks),
                votes(checks, setAside));
        return new Decision(next, List.of(change));
    }

    /// When the first of the checks that changed did so; now, if it was the definitions that changed.
    private static Instant onset(CellState before, List<CheckState> checks, Instant clock) {
        var began = checks.stream()
                .filter(check -> check.verdict() != null && check.verdict() != verdictBefore(before, check))
                .map(CheckState::since)
                .min(Comparator.naturalOrder())
                .orElse(clock);
        var previous = before.onset();
        return previous != null && began.isBefore(previous) ? previous : began;
    }

    private static @Nullable Verdict verdictBefore(CellState before, CheckState check) {
        return before.check(check.definition().check()).map(CheckState::verdict).orElse(null);
    }

    private static String reason(Verdict verdict, Finding found, Predicate<String> setAside) {
        if (found.deciding() != null) {
            return found.deciding().reason(setAside);
        }
        return verdict == Verdict.UP ? "no check is bad" : "no check has a verdict yet";
    }

    private static List<CheckVerdict> verdicts(List<CheckState> checks) {
        return checks.stream()
                .filter(check -> check.verdict() != null)
                .map(check -> new CheckVerdict(check.definition().check(), requireNonNull(check.verdict())))
                .toList();
    }

    private static List<CountedVote> votes(List<CheckState> checks, Predicate<String> setAside) {
        return checks.stream()
                .flatMap(check -> check.counted(setAside))
                .limit(MOST_VOTES)
                .toList();
    }

    private static Vote vote(Outcome outcome) {
        return switch (outcome) {
            case PASS -> Vote.UP;
            case SLOW -> Vote.DEGRADED;
            case FAIL -> Vote.DOWN;
            case UNSURE -> throw new IllegalArgumentException("an unsure outcome is no vote");
        };
    }

    /// To the millisecond, as it is kept.
    private static Instant observed(HealthObserved event) {
        return event.time().truncatedTo(ChronoUnit.MILLIS);
    }
}
