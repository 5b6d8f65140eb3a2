package dev.tocsin.engine.detection;

import dev.tocsin.contract.InternedTexts;
import dev.tocsin.contract.Verdict;
import dev.tocsin.contract.Vote;
import dev.tocsin.contract.health.CellChecksDefined;
import dev.tocsin.contract.health.CellChecksDefined.AssignedCheck;
import dev.tocsin.contract.health.HealthObserved;
import dev.tocsin.contract.health.Outcome;
import dev.tocsin.contract.health.RunStarted;
import dev.tocsin.contract.status.Mark;
import dev.tocsin.contract.status.StatusChanged;
import dev.tocsin.contract.status.StatusChanged.CheckVerdict;
import dev.tocsin.contract.status.StatusChanged.CountedVote;
import dev.tocsin.contract.status.WatchEnded;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// Decides the status of a cell, from its partition's log alone: the same log gives the same decisions.
final class Detector {

    private static final long FUTURE_MILLIS = 10_000;
    private static final int MOST_VOTES = 50;

    private Detector() {}

    /// Whether a health event counts for the cell, and if not, why.
    ///
    /// @param state null when the log never defined the cell
    static Reception receive(@Nullable CellState state, HealthObserved event, PartitionState partition) {
        if (state == null || !state.isWatched()) {
            return Reception.UNKNOWN_CELL;
        }
        var check = state.check(event.check());
        return check == null ? Reception.UNKNOWN_CHECK : receive(check, event, partition);
    }

    private static Reception receive(CheckState check, HealthObserved event, PartitionState partition) {
        if (!check.definition().from().contains(event.vantagePoint())) {
            return Reception.UNKNOWN_VANTAGE_POINT;
        }
        return switch (check) {
            case HeartbeatCheck _ -> sure(event);
            case VotedCheck voted -> receive(voted, event, partition);
        };
    }

    private static Reception receive(VotedCheck check, HealthObserved event, PartitionState partition) {
        var definition = check.definition();
        if (event.definition() != null && !event.definition().equals(definition.definition())) {
            return Reception.OTHER_DEFINITION;
        }
        if (observed(event) > partition.clock() + FUTURE_MILLIS) {
            return Reception.FROM_THE_FUTURE;
        }
        if (!(event.latencyMillis() >= 0) || Double.isInfinite(event.latencyMillis())) {
            return Reception.IMPOSSIBLE_LATENCY;
        }
        if (isLate(check, event, partition)) {
            return Reception.LATE;
        }
        return sure(event);
    }

    private static Reception sure(HealthObserved event) {
        return event.outcome() == Outcome.UNSURE ? Reception.UNSURE : Reception.COUNTED;
    }

    /// The same for a report that a run began.
    static Reception receive(@Nullable CellState state, RunStarted event) {
        if (state == null || !state.isWatched()) {
            return Reception.UNKNOWN_CELL;
        }
        return state.check(event.check()) instanceof HeartbeatCheck ? Reception.COUNTED : Reception.UNKNOWN_CHECK;
    }

    private static boolean isLate(VotedCheck check, HealthObserved event, PartitionState partition) {
        var observed = observed(event);
        var ballot = check.ballot(event.vantagePoint());
        return observed < check.definedAt()
                || observed + check.voteLife(partition) <= partition.clock()
                || (ballot != null && observed <= ballot.latest());
    }

    /// Counts an event that was received as [Reception#COUNTED]; everything that was due before it is handled already.
    static CellDecision count(CellState state, HealthObserved event, PartitionState partition) {
        var check = Objects.requireNonNull(state.check(event.check()), "received without its check");
        return decide(state, check, counted(check, event, partition.clock()), partition);
    }

    private static CheckState counted(CheckState check, HealthObserved event, long clock) {
        var says = vote(event.outcome());
        return switch (check) {
            case VotedCheck voted -> voted.with(event.vantagePoint(), observed(event), says, event.error());
            case HeartbeatCheck job -> job.ended(says, event.error(), event.detail(), clock);
        };
    }

    /// Counts the start of a run that was received as [Reception#COUNTED].
    static CellDecision start(CellState state, RunStarted event, PartitionState partition) {
        if (!(state.check(event.check()) instanceof HeartbeatCheck job)) {
            throw new IllegalArgumentException("received without its heartbeat check");
        }
        return decide(state, job, job.started(partition), partition);
    }

    private static CellDecision decide(CellState state, CheckState check, CheckState next, PartitionState partition) {
        var counted = next.settled(partition, state.cell().region());
        return counted.saysSameAs(check)
                ? CellDecision.nothing(state.with(check, counted))
                : decide(state, state.with(check, counted).checks(), partition);
    }

    /// Whether the event is the first of its interval: asking again, or twice, does not raise the volume. Jobs do not
    /// count, because no probe asks them.
    static boolean answersAnew(CellState state, HealthObserved event) {
        if (!(state.check(event.check()) instanceof VotedCheck check)) {
            return false;
        }
        var ballot = check.ballot(event.vantagePoint());
        var every = check.definition().timing().everyMillis();
        return ballot == null || observed(event) / every != ballot.latest() / every;
    }

    /// Decides anew after time passed, or after vantage points were set aside or taken back.
    static CellDecision pass(CellState state, PartitionState partition) {
        var checks = state.checks().stream()
                .map(check -> check.settled(partition, state.cell().region()))
                .toList();
        return decide(state, checks, partition);
    }

    /// Replaces the cell's checks; an empty list ends the watch.
    static CellDecision define(CellState state, CellChecksDefined event, PartitionState partition) {
        if (event.checks().isEmpty()) {
            return state.isWatched() ? end(state, partition) : CellDecision.nothing(state);
        }
        var checks = event.checks().stream()
                .map(Detector::inSharedWords)
                .map(assigned -> {
                    var known = state.check(assigned.check());
                    return known == null
                            ? CheckState.awaited(assigned, partition.clock())
                            : known.redefined(assigned, partition.clock());
                })
                .map(check -> check.settled(partition, state.cell().region()))
                .sorted(Comparator.comparing(check -> check.definition().check()))
                .toList();
        return decide(state, checks, partition);
    }

    /// The check with the same `String` objects as health events, which are compared with it over and over.
    private static AssignedCheck inSharedWords(AssignedCheck check) {
        return new AssignedCheck(
                InternedTexts.of(check.check()),
                InternedTexts.of(check.definition()),
                check.failingMeans(),
                check.timing(),
                check.from().stream().map(InternedTexts::of).toList(),
                check.heartbeat());
    }

    private static CellDecision end(CellState state, PartitionState partition) {
        var number = state.number() + 1;
        var ended =
                new WatchEnded(state.cell(), number, Instant.ofEpochMilli(partition.clock()), partition.partition());
        return new CellDecision(CellState.unwatched(state.cell(), number), List.of(ended));
    }

    private static CellDecision decide(CellState before, List<CheckState> checks, PartitionState partition) {
        var clock = partition.clock();
        var found = Finding.of(checks);
        // When no check has a verdict, a cell that had one becomes UNKNOWN.
        var verdict = found.verdict() == null && before.verdict() != null ? Verdict.UNKNOWN : found.verdict();
        if (verdict == null) {
            return CellDecision.nothing(before.with(checks));
        }
        var flapping = before.flapping().with(verdict, clock, changedEvery(before, checks));
        var unstable = flapping.isUnstable(before.marks().contains(Mark.UNSTABLE), clock);
        var marks = Finding.marks(checks, unstable);
        if (verdict == before.verdict() && marks.equals(before.marks())) {
            return CellDecision.nothing(before.with(checks));
        }
        var onset = verdict == before.verdict() ? before.onset() : onset(before, checks, clock);
        var next = new CellState(before.cell(), before.number() + 1, verdict, onset, marks, flapping, checks);
        var change = new StatusChanged(
                next.cell(),
                next.number(),
                verdict,
                before.verdict(),
                Instant.ofEpochMilli(onset),
                Instant.ofEpochMilli(clock),
                partition.partition(),
                next.marks(),
                reason(next, found, partition),
                verdicts(checks),
                votes(next, partition));
        return new CellDecision(next, List.of(change));
    }

    /// The time at which the first of the changed checks changed; the clock, if only the definitions changed.
    private static long onset(CellState before, List<CheckState> checks, long clock) {
        var began = checks.stream()
                .filter(check -> check.verdict() != null && check.verdict() != verdictBefore(before, check))
                .mapToLong(CheckState::since)
                .min()
                .orElse(clock);
        return Math.max(began, before.onset());
    }

    /// The shortest interval of the checks that changed.
    private static long changedEvery(CellState before, List<CheckState> checks) {
        return checks.stream()
                .filter(check -> check.verdict() != verdictBefore(before, check))
                .mapToLong(check -> check.definition().timing().everyMillis())
                .min()
                .orElse(0);
    }

    private static @Nullable Verdict verdictBefore(CellState before, CheckState check) {
        var known = before.check(check.definition().check());
        return known == null ? null : known.verdict();
    }

    private static String reason(CellState next, Finding found, PartitionState partition) {
        var rule = found.deciding() != null
                ? found.deciding().reason(partition, next.cell().region())
                : next.verdict() == Verdict.UP
                        ? "none of %d checks is bad".formatted(next.checks().size())
                        : "no check has a verdict yet";
        return next.marks().contains(Mark.UNSTABLE)
                ? "%s; unstable: %d changes between UP and bad within %d intervals"
                        .formatted(rule, next.flapping().counting(partition.clock()), Flapping.INTERVALS)
                : rule;
    }

    private static List<CheckVerdict> verdicts(List<CheckState> checks) {
        return checks.stream()
                .filter(check -> check.verdict() != null)
                .map(check -> new CheckVerdict(check.definition().check(), Objects.requireNonNull(check.verdict())))
                .toList();
    }

    private static List<CountedVote> votes(CellState next, PartitionState partition) {
        return next.checks().stream()
                .flatMap(check -> check.counted(partition, next.cell().region()))
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

    private static long observed(HealthObserved event) {
        return event.time().toEpochMilli();
    }
}
