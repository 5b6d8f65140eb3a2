package dev.tocsin.engine.detection;

import static dev.tocsin.engine.detection.Watching.IRELAND;
import static dev.tocsin.engine.detection.Watching.LOGIN;
import static dev.tocsin.engine.detection.Watching.MUMBAI;
import static dev.tocsin.engine.detection.Watching.VIRGINIA;
import static dev.tocsin.engine.detection.Watching.check;
import static dev.tocsin.engine.detection.Watching.event;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tocsin.contract.Verdict;
import dev.tocsin.contract.catalog.FailingMeans;
import dev.tocsin.contract.health.BlindnessBegan;
import dev.tocsin.contract.health.BlindnessEnded;
import dev.tocsin.contract.health.CellChecksDefined;
import dev.tocsin.contract.health.ClockTicked;
import dev.tocsin.contract.health.HealthLogEvent;
import dev.tocsin.contract.health.HealthObserved;
import dev.tocsin.contract.health.Outcome;
import dev.tocsin.contract.health.VantagePointSetAside;
import dev.tocsin.contract.health.VantagePointTakenBack;
import dev.tocsin.contract.status.CellStatusEvent;
import dev.tocsin.contract.status.StatusChanged;
import dev.tocsin.contract.status.WatchEnded;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.LongStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// What holds for every log.
class DetectorLawsTest {

    private static final List<String> VANTAGE_POINTS = List.of(VIRGINIA, IRELAND, MUMBAI);
    private static final List<String> CHECKS = List.of("login-page", "certificate");

    record Entry(Instant appended, HealthLogEvent event) {}

    static LongStream seeds() {
        return LongStream.range(0, 60);
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void theSameLogTellsTheSame(long seed) {
        assertThat(Run.of(log(seed)).told).isEqualTo(Run.of(log(seed)).told);
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void duplicatesAndLateEventsChangeNothing(long seed) {
        var log = log(seed);
        var random = new Random(seed);
        var doubled = new ArrayList<Entry>();
        for (var entry : log) {
            doubled.add(entry);
            var earlier = doubled.get(random.nextInt(doubled.size()));
            if (entry.event() instanceof HealthObserved && earlier.event() instanceof HealthObserved) {
                doubled.add(entry);
                doubled.add(new Entry(entry.appended(), earlier.event()));
            }
        }

        assertThat(Run.of(doubled).told).isEqualTo(Run.of(log).told);
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void goingOnFromTheKeptStateTellsTheSame(long seed) {
        var log = log(seed);
        var cut = new Random(seed).nextInt(log.size());

        var run = Run.of(log.subList(0, cut));
        run.keepAndReadBack();
        run.take(log.subList(cut, log.size()));

        assertThat(run.told).isEqualTo(Run.of(log).told);
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void numbersNeverSkipAndOnsetsNeverGoBack(long seed) {
        var number = 0L;
        var onset = Instant.EPOCH;
        for (var told : Run.of(log(seed)).told) {
            switch (told) {
                case StatusChanged changed -> {
                    assertThat(changed.number()).isEqualTo(++number);
                    assertThat(changed.onset()).isBetween(onset, changed.time().plusSeconds(10));
                    onset = changed.onset();
                }
                case WatchEnded ended -> {
                    assertThat(ended.number()).isEqualTo(++number);
                    onset = Instant.EPOCH;
                }
                default -> throw new AssertionError(told);
            }
        }
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void noVerdictWithoutLiveVotes(long seed) {
        assertThat(Run.of(log(seed)).told)
                .filteredOn(StatusChanged.class::isInstance)
                .allSatisfy(told -> {
                    var changed = (StatusChanged) told;
                    assertThat(changed.verdict() == Verdict.UNKNOWN
                                    || !changed.votes().isEmpty())
                            .as("%s", changed)
                            .isTrue();
                });
    }

    /// Ten minutes of asks with outages, gaps, unsure results, redefinitions and set-asides.
    private static List<Entry> log(long seed) {
        var random = new Random(seed);
        var log = new ArrayList<Entry>();
        log.add(new Entry(Watching.at(0), definitions(0, 2)));
        var failing = 0.1;
        for (var second = 1.0; second < 600; second += random.nextDouble(4)) {
            var now = Watching.at(second);
            if (random.nextInt(40) == 0) {
                failing = random.nextBoolean() ? 0.05 : 0.9;
            }
            log.add(new Entry(
                    now,
                    switch (random.nextInt(60)) {
                        case 0 -> definitions(second, random.nextInt(3));
                        case 1 -> new VantagePointSetAside(VIRGINIA, null, now, "law");
                        case 2, 3 -> new VantagePointTakenBack(VIRGINIA, null, now, "law");
                        case 4, 5, 6, 7 -> new ClockTicked(7, now, false);
                        case 8 -> new BlindnessBegan(now, "law");
                        case 9, 10 -> new BlindnessEnded(now, "law");
                        default ->
                            event(
                                    CHECKS.get(random.nextInt(2)),
                                    VANTAGE_POINTS.get(random.nextInt(3)),
                                    outcome(random, failing),
                                    second - random.nextInt(3));
                    }));
            if (random.nextInt(80) == 0) {
                second += 90;
            }
        }
        return log;
    }

    private static CellChecksDefined definitions(double second, int checks) {
        var defined = List.of(
                check("login-page", "aaaaaaaaaaaa", FailingMeans.DOWN, 3, VIRGINIA, IRELAND, MUMBAI),
                check("certificate", "aaaaaaaaaaaa", FailingMeans.DEGRADED, 2, VIRGINIA, IRELAND));
        return new CellChecksDefined(LOGIN, 1, Watching.at(second), defined.subList(0, checks));
    }

    private static Outcome outcome(Random random, double failing) {
        var roll = random.nextDouble();
        if (roll < failing) {
            return Outcome.FAIL;
        }
        if (roll > 0.97) {
            return Outcome.UNSURE;
        }
        return roll > 0.93 ? Outcome.SLOW : Outcome.PASS;
    }

    /// One cell's way through a log.
    private static final class Run {

        private final List<CellStatusEvent> told = new ArrayList<>();
        private PartitionMemory memory = new PartitionMemory(7);
        private Detection detection = new Detection(memory);

        static Run of(List<Entry> log) {
            var run = new Run();
            run.take(log);
            return run;
        }

        void take(List<Entry> log) {
            log.forEach(entry ->
                    told.addAll(detection.take(entry.appended(), entry.event()).changes()));
        }

        void keepAndReadBack() {
            var restored = new PartitionMemory(7);
            restored.restore(memory.partition());
            memory.cells().forEach(restored::restore);
            memory = restored;
            detection = new Detection(memory);
        }
    }
}
