package dev.tocsin.engine.detection;

import dev.tocsin.contract.Cell;
import dev.tocsin.contract.Verdict;
import dev.tocsin.contract.catalog.CheckTiming;
import dev.tocsin.contract.catalog.FailingMeans;
import dev.tocsin.contract.catalog.HeartbeatTiming;
import dev.tocsin.contract.catalog.Question;
import dev.tocsin.contract.health.BlindnessBegan;
import dev.tocsin.contract.health.BlindnessEnded;
import dev.tocsin.contract.health.CellChecksDefined;
import dev.tocsin.contract.health.CellChecksDefined.AssignedCheck;
import dev.tocsin.contract.health.ClockTicked;
import dev.tocsin.contract.health.ErrorKind;
import dev.tocsin.contract.health.HealthLogEvent;
import dev.tocsin.contract.health.HealthObserved;
import dev.tocsin.contract.health.Outcome;
import dev.tocsin.contract.health.RunStarted;
import dev.tocsin.contract.status.StatusChanged;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// One job that has to report, and its partition's log, told in seconds from noon. Tocsin ticks each 2 s while it
/// runs.
public final class JobWatch {

    public static final Cell BACKUP = Cell.of("backup@na");
    public static final String NIGHTLY = "nightly";
    private static final Instant NOON = Instant.parse("2006-04-11T12:00:00Z");
    private static final int TICK = 2;

    private final Detection detection = new Detection(new PartitionMemory(3));
    private final List<StatusChanged> changes = new ArrayList<>();
    private @Nullable Reception lastReception;
    private double now;

    /// A job that reports every 60 s, 20 s late at most.
    static JobWatch everyMinute() {
        return new JobWatch().defined(job(60, 20, null));
    }

    /// The same, where a run takes 30 s at most.
    static JobWatch everyMinuteForHalfAMinute() {
        return new JobWatch().defined(job(60, 20, 30L));
    }

    public static AssignedCheck job(long every, long grace, @Nullable Long longest) {
        var millis = every * 1_000;
        return new AssignedCheck(
                NIGHTLY,
                "heartbeat",
                FailingMeans.DOWN,
                new CheckTiming(millis, millis, millis, 1, millis + grace * 1_000),
                List.of(Question.Heartbeat.CALLER),
                new HeartbeatTiming(grace * 1_000, longest == null ? null : longest * 1_000));
    }

    public static HealthObserved ended(Outcome outcome, Instant at) {
        return new HealthObserved(
                NIGHTLY,
                BACKUP,
                Question.Heartbeat.CALLER,
                "tocsin/incident-service",
                outcome,
                at,
                0,
                null,
                outcome == Outcome.FAIL ? ErrorKind.JOB_FAILED : null,
                outcome == Outcome.FAIL ? "disk full" : null,
                null);
    }

    public static Instant at(double second) {
        return NOON.plus(Duration.ofMillis((long) (second * 1000)));
    }

    JobWatch defined(AssignedCheck check) {
        return take(new CellChecksDefined(BACKUP, 1, at(now), List.of(check)));
    }

    /// Ticks until then.
    JobWatch until(double second) {
        while (now + TICK <= second) {
            now += TICK;
            take(new ClockTicked(3, at(now), false));
        }
        now = second;
        return take(new ClockTicked(3, at(now), false));
    }

    /// Nothing at all comes until then: Tocsin or Kafka is away.
    JobWatch away(double second) {
        now = second;
        return take(new ClockTicked(3, at(now), false));
    }

    JobWatch succeeds() {
        return take(ended(Outcome.PASS, at(now)));
    }

    /// As an instance says whose clock is wrong.
    JobWatch succeedsByAClockThatIsOffBy(double seconds) {
        return take(ended(Outcome.PASS, at(now + seconds)));
    }

    JobWatch fails() {
        return take(ended(Outcome.FAIL, at(now)));
    }

    JobWatch starts() {
        return take(new RunStarted(NIGHTLY, BACKUP, at(now)));
    }

    JobWatch blind() {
        return take(new BlindnessBegan(at(now), "nothing comes"));
    }

    JobWatch seeing() {
        return take(new BlindnessEnded(at(now), "all comes"));
    }

    JobWatch take(HealthLogEvent event) {
        var findings = detection.take(at(now), event);
        findings.changes().stream()
                .filter(StatusChanged.class::isInstance)
                .map(StatusChanged.class::cast)
                .forEach(changes::add);
        if (findings.reception() != null) {
            lastReception = findings.reception();
        }
        return this;
    }

    /// Like `DOWN since 80 at 80`.
    List<String> verdicts() {
        return changes.stream()
                .map(change ->
                        "%s since %s at %s".formatted(change.verdict(), second(change.onset()), second(change.time())))
                .toList();
    }

    StatusChanged last() {
        return changes.getLast();
    }

    @Nullable
    Verdict verdict() {
        return Objects.requireNonNull(detection.cell(BACKUP)).verdict();
    }

    Reception reception() {
        return Objects.requireNonNull(lastReception);
    }

    private static String second(Instant time) {
        return Double.toString(Duration.between(NOON, time).toMillis() / 1000.0).replaceAll("\\.0$", "");
    }
}
