package dev.tocsin.benchmarks.simulation;

import dev.tocsin.benchmarks.replay.PlacedRecords;
import dev.tocsin.contract.Topic;
import dev.tocsin.contract.catalog.CheckDefined;
import dev.tocsin.contract.health.ErrorKind;
import dev.tocsin.contract.health.HealthObserved;
import dev.tocsin.contract.health.Outcome;
import dev.tocsin.engine.replay.Recorded;
import dev.tocsin.probe.schedule.ResultStreak;
import dev.tocsin.probe.schedule.Rhythm;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;

/// A check at a vantage point, and the time of its next request. It gets the answer that the world would give,
/// and sends the event that its probe would send.
final class SimulatedCheck {

    private final World world;
    private final PendingRecords pending;
    private final String name;
    private final CheckDefined check;
    private final String recordKey;
    private final int partition;
    private final SimulatedProbe probe;
    private final List<CellTrouble> troubles;
    private final Rhythm rhythm;
    private final double distanceMillis;
    private final SplittableRandom luck;
    private ResultStreak run = ResultStreak.NONE;
    private long due;

    SimulatedCheck(World world, PendingRecords pending, CheckDefined check, SimulatedProbe probe, Instant from) {
        this.world = world;
        this.pending = pending;
        this.name = probe.vantagePoint() + "/" + check.key();
        this.check = check;
        this.probe = probe;
        recordKey = check.cell().toString();
        partition = PlacedRecords.partitionOf(Topic.HEALTH_EVENTS, recordKey);
        troubles = world.troubles().stream()
                .filter(trouble -> trouble.cell().equals(check.cell())
                        && trouble.seenFrom().contains(probe.vantagePoint()))
                .toList();
        rhythm = Rhythm.of(probe.id(), check.key(), check.timing().everyMillis());
        distanceMillis = probe.distanceMillis(check.cell().region());
        luck = probe.luck(name);
        due = rhythm.first(from).toEpochMilli();
    }

    /// The check's key, the same at all vantage points.
    String key() {
        return check.key();
    }

    /// Unique among all checks of all vantage points.
    String name() {
        return name;
    }

    /// When the next request is due, in milliseconds since the epoch.
    long due() {
        return due;
    }

    void ask() {
        var start = Instant.ofEpochMilli(due);
        var answer = watched(seen(start), start);
        if (answer != null) {
            run = run.after(answer.outcome, check.timing().confirmations());
            send(answer, start);
        }
        var ended = answer == null ? due : due + (long) answer.latencyMillis;
        due = Math.max(rhythm.next(start, run.inDoubt()).toEpochMilli(), ended);
    }

    /// The answer that any honest observer would get.
    private SimulatedAnswer seen(Instant start) {
        for (var trouble : troubles) {
            var share = trouble.share(start);
            if (share > 0 && luck.nextDouble() < share) {
                return trouble.outcome() == Outcome.SLOW
                        ? slow()
                        : failed(trouble.timesOut() ? ErrorKind.TIMED_OUT : ErrorKind.REFUSED);
            }
        }
        return luck.nextDouble() < world.noise() ? failed(ErrorKind.TIMED_OUT) : passed();
    }

    /// The answer as this vantage point reports it; null when its probe is gone.
    private @Nullable SimulatedAnswer watched(SimulatedAnswer seen, Instant start) {
        var answer = seen;
        for (var trouble : probe.troubles()) {
            if (!trouble.touches(probe.vantagePoint(), start)) {
                continue;
            }
            switch (trouble) {
                case WatcherTrouble.Dead _ -> {
                    return null;
                }
                case WatcherTrouble.CutOff cut -> {
                    if (cut.region() == null || cut.region().equals(check.cell().region())) {
                        answer = cut.controlsAnswer() ? failed(ErrorKind.TIMED_OUT) : unsure();
                    }
                }
                case WatcherTrouble.Lying lie -> {
                    if (luck.nextDouble() < lie.share()) {
                        answer = answer.outcome == Outcome.PASS ? failed(ErrorKind.WRONG_STATUS) : passed();
                    }
                }
                case WatcherTrouble.Lossy lossy -> {
                    if (luck.nextDouble() < lossy.share()) {
                        var controlsLost = luck.nextDouble() < lossy.share() * lossy.share();
                        answer = controlsLost ? unsure() : failed(ErrorKind.TIMED_OUT);
                    }
                }
                case WatcherTrouble.ClockOff _, WatcherTrouble.Silent _ -> {}
            }
        }
        return answer;
    }

    private void send(SimulatedAnswer answer, Instant start) {
        var observed = start.plusMillis(probe.clockErrorMillis());
        var sent = start.plusMillis((long) answer.latencyMillis);
        var arrives = sent.plusMillis((long) (probe.deliveryMillis() * (1 + luck.nextDouble())));
        for (var trouble : probe.troubles()) {
            if (trouble instanceof WatcherTrouble.ClockOff off && off.touches(probe.vantagePoint(), start)) {
                observed = observed.plus(off.by());
            }
            if (trouble instanceof WatcherTrouble.Silent silent && silent.touches(probe.vantagePoint(), sent)) {
                arrives = silent.until().plus(Duration.ofMillis(luck.nextLong(2_000)));
            }
        }
        var event = new HealthObserved(
                check.check(),
                check.cell(),
                probe.vantagePoint(),
                probe.id(),
                answer.outcome,
                observed,
                answer.latencyMillis,
                null,
                answer.error,
                null,
                check.definition());
        pending.send(arrives.toEpochMilli(), new Recorded(Topic.HEALTH_EVENTS, partition, recordKey, arrives, event));
    }

    private SimulatedAnswer passed() {
        var millis = distanceMillis * Math.exp(0.25 * luck.nextGaussian());
        return new SimulatedAnswer(
                Outcome.PASS, Math.min(millis, (double) check.timing().slowAfterMillis()), null);
    }

    private SimulatedAnswer slow() {
        var timing = check.timing();
        var millis = luck.nextDouble((double) timing.slowAfterMillis(), (double) timing.timeoutMillis());
        return new SimulatedAnswer(Outcome.SLOW, millis, ErrorKind.TOO_SLOW);
    }

    private SimulatedAnswer failed(ErrorKind error) {
        var millis = error == ErrorKind.TIMED_OUT ? check.timing().timeoutMillis() : distanceMillis;
        return new SimulatedAnswer(Outcome.FAIL, millis, error);
    }

    private SimulatedAnswer unsure() {
        return new SimulatedAnswer(Outcome.UNSURE, check.timing().timeoutMillis(), ErrorKind.CONTROLS_FAILED);
    }

    private record SimulatedAnswer(
            Outcome outcome, double latencyMillis, @Nullable ErrorKind error) {}
}
