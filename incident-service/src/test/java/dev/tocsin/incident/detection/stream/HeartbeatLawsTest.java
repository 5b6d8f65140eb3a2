package dev.tocsin.incident.detection.stream;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tocsin.contract.Verdict;
import dev.tocsin.contract.health.BlindnessBegan;
import dev.tocsin.contract.health.BlindnessEnded;
import dev.tocsin.contract.health.CellChecksDefined;
import dev.tocsin.contract.health.ClockTicked;
import dev.tocsin.contract.health.HealthLogEvent;
import dev.tocsin.contract.health.HealthObserved;
import dev.tocsin.contract.health.Outcome;
import dev.tocsin.contract.health.RunStarted;
import dev.tocsin.contract.status.StatusChanged;
import dev.tocsin.engine.Seeds;
import dev.tocsin.engine.detection.Detection;
import dev.tocsin.engine.detection.JobWatch;
import dev.tocsin.engine.detection.PartitionMemory;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import java.util.function.BooleanSupplier;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Jobs that call at random, with Tocsin away and blind at random. A failure names its seed.
@Execution(ExecutionMode.CONCURRENT)
class HeartbeatLawsTest {

    private static final long PATIENCE_SECONDS = 80;
    private static final long LONGEST_SECONDS = 30;

    /// Tocsin was away when nothing was appended for longer.
    private static final long GAP_SECONDS = 10;

    record Entry(int second, HealthLogEvent event) {

        Instant appended() {
            return JobWatch.at(second);
        }
    }

    static LongStream seeds() {
        return Seeds.upTo(100);
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void whatAJobSaysCountsAtOnce(long seed) {
        var log = log(seed);

        replay(log, () -> false, (entry, verdict, _) -> {
            if (entry.event() instanceof HealthObserved observed) {
                assertThat(verdict).isEqualTo(observed.outcome() == Outcome.PASS ? Verdict.UP : Verdict.DOWN);
            }
        });
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void silenceIsDownOnlyWhereTocsinListenedWithoutABreak(long seed) {
        var log = log(seed);

        replay(log, () -> false, (entry, verdict, change) -> {
            if (change != null
                    && verdict == Verdict.DOWN
                    && change.previous() != Verdict.DOWN
                    && !(entry.event() instanceof HealthObserved)) {
                var onset = change.onset();
                var overrun = change.reason().contains("has not ended");
                var from = onset.minusSeconds(overrun ? LONGEST_SECONDS : PATIENCE_SECONDS);
                assertThat(log.stream()
                                .filter(each -> each.event() instanceof HealthObserved)
                                .filter(each -> each.appended().isAfter(from)
                                        && each.appended().isBefore(onset)))
                        .as("reports between %s and %s", from, onset)
                        .isEmpty();
                assertThat(away(log, from, onset)).isFalse();
            }
        });
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void silenceIsNeverUpForLongerThanAJobMayTake(long seed) {
        var log = log(seed);
        var reported = new Instant[] {JobWatch.at(0)};

        replay(log, () -> false, (entry, verdict, _) -> {
            reported[0] = entry.event() instanceof HealthObserved ? entry.appended() : reported[0];
            var latest = reported[0].plusSeconds(PATIENCE_SECONDS + LONGEST_SECONDS);
            if (!entry.appended().isBefore(latest)) {
                assertThat(verdict).isIn(Verdict.DOWN, Verdict.UNKNOWN);
            }
        });
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void silenceIsDownOnceTocsinListenedForLongEnough(long seed) {
        var log = log(seed);
        var reported = new Instant[] {JobWatch.at(0)};

        replay(log, () -> false, (entry, verdict, _) -> {
            reported[0] = entry.event() instanceof HealthObserved ? entry.appended() : reported[0];
            var from = entry.appended().minusSeconds(PATIENCE_SECONDS + LONGEST_SECONDS);
            if (reported[0].isBefore(from) && !away(log, from, entry.appended())) {
                assertThat(verdict).isEqualTo(Verdict.DOWN);
            }
        });
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void aRestartAnywhereChangesNothing(long seed) {
        var random = new Random(seed);
        var log = log(seed);

        assertThat(changes(log, () -> random.nextInt(10) == 0)).isEqualTo(changes(log, () -> false));
    }

    private interface Observer {
        void after(Entry entry, @Nullable Verdict verdict, @Nullable StatusChanged change);
    }

    private static List<StatusChanged> changes(List<Entry> log, BooleanSupplier cut) {
        var changes = new ArrayList<StatusChanged>();
        replay(log, cut, (_, _, change) -> {
            if (change != null) {
                changes.add(change);
            }
        });
        return changes;
    }

    private static void replay(List<Entry> log, BooleanSupplier cut, Observer observer) {
        var memory = new PartitionMemory(3);
        var detection = new Detection(memory);
        for (var entry : log) {
            var change = detection.take(entry.appended(), entry.event()).changes().stream()
                    .filter(StatusChanged.class::isInstance)
                    .map(StatusChanged.class::cast)
                    .reduce((_, last) -> last)
                    .orElse(null);
            observer.after(
                    entry,
                    Objects.requireNonNull(detection.cell(JobWatch.BACKUP)).verdict(),
                    change);
            if (cut.getAsBoolean()) {
                memory = ReadBack.of(memory);
                detection = new Detection(memory);
            }
        }
    }

    /// Whether Tocsin was away or blind at any time between.
    private static boolean away(List<Entry> log, Instant from, Instant to) {
        var before = JobWatch.at(0);
        var blind = false;
        for (var entry : log) {
            var overlaps = before.isBefore(to) && entry.appended().isAfter(from);
            if (overlaps && (blind || before.plusSeconds(GAP_SECONDS).isBefore(entry.appended()))) {
                return true;
            }
            blind = entry.event() instanceof BlindnessBegan || (blind && !(entry.event() instanceof BlindnessEnded));
            before = entry.appended();
        }
        return false;
    }

    private static List<Entry> log(long seed) {
        var random = new Random(seed);
        var log = new ArrayList<Entry>();
        log.add(new Entry(
                0, new CellChecksDefined(JobWatch.BACKUP, 1, JobWatch.at(0), List.of(JobWatch.job(60, 20, 30L)))));
        var second = 0;
        var blind = false;
        while (second < 3_000) {
            second += random.nextInt(100) == 0 ? 5 + random.nextInt(200) : 2;
            var at = JobWatch.at(second);
            switch (random.nextInt(120)) {
                case 0, 1, 2 -> log.add(new Entry(second, JobWatch.ended(Outcome.PASS, at)));
                case 3 -> log.add(new Entry(second, JobWatch.ended(Outcome.FAIL, at)));
                case 4, 5 -> log.add(new Entry(second, new RunStarted(JobWatch.NIGHTLY, JobWatch.BACKUP, at)));
                case 6 -> {
                    log.add(new Entry(
                            second, blind ? new BlindnessEnded(at, "seen") : new BlindnessBegan(at, "blind")));
                    blind = !blind;
                }
                default -> log.add(new Entry(second, new ClockTicked(3, at, false)));
            }
        }
        return log;
    }
}
