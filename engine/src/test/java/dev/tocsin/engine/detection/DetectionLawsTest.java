package dev.tocsin.engine.detection;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.toSet;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tocsin.contract.Cell;
import dev.tocsin.contract.Event;
import dev.tocsin.contract.Verdict;
import dev.tocsin.contract.health.ClockTicked;
import dev.tocsin.contract.health.HealthObserved;
import dev.tocsin.contract.status.CellStatusEvent;
import dev.tocsin.contract.status.ClockAdvanced;
import dev.tocsin.contract.status.Mark;
import dev.tocsin.contract.status.StatusChanged;
import dev.tocsin.contract.status.WatchEnded;
import dev.tocsin.engine.Seeds;
import dev.tocsin.engine.detection.RandomWatch.Entry;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// What holds for every watch, whatever breaks in it. A failure names its seed.
@Execution(ExecutionMode.CONCURRENT)
class DetectionLawsTest {

    private static final Set<Reception> MAY_COME_AGAIN =
            EnumSet.of(Reception.COUNTED, Reception.UNSURE, Reception.LATE);

    private static final Duration FURTHEST_APART = Duration.ofSeconds(30);

    static LongStream seeds() {
        return Seeds.upTo(6);
    }

    /// After each entry, each cell's verdict and marks are what the live votes say, counted one by one; and each
    /// change names just those votes. Time passes before each entry, so that its changes can be
    /// distinguished.
    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void noVerdictWithoutTheVotesToBackIt(long seed) {
        for (var log : LiveWatch.of(RandomWatch.of(seed)).logs()) {
            var detection = new Detection(new PartitionMemory(0));
            var recount = new Recount();
            var latest = new HashMap<Cell, StatusChanged>();
            for (var entry : log) {
                var time = new ClockTicked(0, entry.appended(), false);
                for (var event : List.of(time, entry.logged())) {
                    recount.take(entry.appended().toEpochMilli(), event);
                    for (var told : detection.take(entry.appended(), event).changes()) {
                        if (told instanceof StatusChanged changed) {
                            latest.put(changed.cell(), changed);
                            assertBacked(changed, recount);
                        } else if (told instanceof WatchEnded ended) {
                            latest.remove(ended.cell());
                        }
                    }
                    recount.cells().forEach(cell -> assertStands(cell, latest.get(cell), recount, entry));
                }
            }
        }
    }

    private static void assertBacked(StatusChanged changed, Recount recount) {
        var votes = changed.votes().stream()
                .map(vote -> "%s/%s %s".formatted(vote.check(), vote.vantagePoint(), vote.vote()))
                .collect(toSet());
        var checks = changed.checks().stream()
                .map(check -> "%s %s".formatted(check.check(), check.verdict()))
                .collect(toSet());
        assertThat(votes).as("%s", changed).isEqualTo(recount.votes(changed.cell()));
        assertThat(checks).as("%s", changed).isEqualTo(recount.verdicts(changed.cell()));
    }

    private static void assertStands(Cell cell, @Nullable StatusChanged latest, Recount recount, Entry after) {
        if (latest == null) {
            assertThat(recount.verdict(cell)).as("%s after %s", cell, after).isNull();
            return;
        }
        var counted = Objects.requireNonNullElse(recount.verdict(cell), Verdict.UNKNOWN);
        assertThat(latest.verdict()).as("%s after %s", latest, after).isEqualTo(counted);
        var marks = EnumSet.noneOf(Mark.class);
        if (recount.isSingleSource(cell)) {
            marks.add(Mark.SINGLE_SOURCE);
        }
        if (recount.isContested(cell)) {
            marks.add(Mark.CONTESTED);
        }
        if (recount.isPartlyUnknown(cell)) {
            marks.add(Mark.PARTLY_UNKNOWN);
        }
        assertThat(latest.marks())
                .as("%s after %s", latest, after)
                .filteredOn(mark -> mark != Mark.UNSTABLE)
                .containsExactlyInAnyOrderElementsOf(marks);
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void numbersNeverSkipAndOnsetsNeverGoBack(long seed) {
        var told = LiveWatch.of(RandomWatch.of(seed)).told();

        byKey(told).forEach((key, ofCell) -> {
            var number = 0L;
            var onset = Instant.EPOCH;
            for (var one : ofCell) {
                switch (one) {
                    case StatusChanged changed -> {
                        assertThat(changed.number()).isEqualTo(++number);
                        assertThat(changed.onset())
                                .as("%s", changed)
                                .isBetween(onset, changed.time().plusSeconds(10));
                        onset = changed.onset();
                    }
                    case WatchEnded ended -> {
                        assertThat(ended.number()).isEqualTo(++number);
                        onset = Instant.EPOCH;
                    }
                    case ClockAdvanced _ -> {}
                }
            }
        });
    }

    /// What the log holds decides, set-asides included; in which order its partitions are read does not.
    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void theSameLogTellsTheSameInWhateverOrderItsPartitionsAreRead(long seed) {
        var lived = LiveWatch.of(RandomWatch.of(seed));

        var replayed = replayed(lived.logs(), new Random(seed));

        assertThat(byKey(replayed)).isEqualTo(byKey(lived.told()));
    }

    /// What depends on the order in which partitions are read is only where in their logs a decision of oversight
    /// comes to stand. Until the first of those, nothing does.
    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void untilOversightDecidesTheOrderOfReadingDoesNotMatter(long seed) {
        var lived = LiveWatch.of(RandomWatch.of(seed));
        var otherwise = LiveWatch.of(RandomWatch.of(seed), new Random(seed));
        var first = Stream.of(lived, otherwise)
                .flatMap(live -> live.decided().stream().map(Entry::appended))
                .min(Comparator.naturalOrder())
                .orElse(Instant.MAX);

        assertThat(byKey(toldBefore(first, otherwise))).isEqualTo(byKey(toldBefore(first, lived)));
    }

    private static List<CellStatusEvent> toldBefore(Instant first, LiveWatch live) {
        return live.told().stream().filter(told -> told.time().isBefore(first)).toList();
    }

    /// Which decisions those are may hang on the order too, where the votes are near a threshold; who lies plainly is
    /// set aside in any order, within half a minute of one another, and calls nothing bad.
    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void whoLiesPlainlyIsSetAsideInWhateverOrderPartitionsAreRead(long seed) {
        var lived = LiveWatch.of(RandomWatch.withALiar(seed));
        var otherwise = LiveWatch.of(RandomWatch.withALiar(seed), new Random(seed));

        var times = new TreeSet<>(lived.setAside().keySet());
        times.addAll(otherwise.setAside().keySet());
        var differs = Instant.MAX;
        for (var time : times) {
            assertThat(Duration.between(differs, time)).isLessThanOrEqualTo(FURTHEST_APART);
            var same = lived.setAside()
                    .floorEntry(time)
                    .getValue()
                    .equals(otherwise.setAside().floorEntry(time).getValue());
            differs = same ? Instant.MAX : differs.isBefore(time) ? differs : time;
        }
        assertThat(differs).isEqualTo(Instant.MAX);
        assertThat(lived.setAside().values()).anyMatch(aside -> aside.size() == RandomWatch.REGIONS.size());
        assertThat(Stream.of(lived, otherwise).flatMap(live -> live.told().stream()))
                .noneMatch(told -> told instanceof StatusChanged changed
                        && changed.verdict().isBad());
    }

    /// Copies of what came in the last minutes, and what was observed just before what counted. Not of what a clock
    /// that is ahead calls later than it came: a check that was defined in between has not counted it.
    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void duplicatesAndLateEventsChangeNothing(long seed) {
        var random = new Random(seed);
        for (var log : LiveWatch.of(RandomWatch.of(seed)).logs()) {
            var plain = new Detection(new PartitionMemory(0));
            var doubled = new Detection(new PartitionMemory(0));
            var came = new ArrayDeque<HealthObserved>();
            for (var entry : log) {
                var findings = plain.take(entry.appended(), entry.logged());
                var found = doubled.take(entry.appended(), entry.logged());
                assertThat(found.changes()).as("%s", entry).isEqualTo(findings.changes());
                assertThat(found.counted()).as("%s", entry).isEqualTo(findings.counted());
                if (entry.event() instanceof HealthObserved event
                        && MAY_COME_AGAIN.contains(findings.reception())
                        && !event.time().isAfter(entry.appended())) {
                    came.addFirst(event);
                }
                again(came, random)
                        .forEach(late -> assertThat(
                                        doubled.take(entry.appended(), late).changes())
                                .as("%s after %s", late, entry)
                                .isEmpty());
            }
        }
    }

    private static List<HealthObserved> again(Deque<HealthObserved> came, Random random) {
        var again = new ArrayList<HealthObserved>();
        if (!came.isEmpty() && random.nextInt(3) == 0) {
            var event = came.stream()
                    .skip(random.nextInt(Math.min(came.size(), 60)))
                    .findFirst()
                    .orElseThrow();
            again.add(event);
            again.add(new HealthObserved(
                    event.check(),
                    event.cell(),
                    event.vantagePoint(),
                    event.probe(),
                    event.outcome(),
                    event.time().minusMillis(1),
                    event.latencyMillis(),
                    event.phases(),
                    event.error(),
                    event.detail(),
                    event.definition()));
        }
        return again;
    }

    private static List<CellStatusEvent> replayed(List<List<Entry>> logs, Random order) {
        var told = new ArrayList<CellStatusEvent>();
        var ahead = logs.stream().<Deque<Entry>>map(ArrayDeque::new).toList();
        var detections = new ArrayList<Detection>();
        for (var partition = 0; partition < logs.size(); partition++) {
            detections.add(new Detection(new PartitionMemory(partition)));
        }
        var left = logs.stream().mapToInt(List::size).sum();
        while (left > 0) {
            var partition = order.nextInt(logs.size());
            var entry = ahead.get(partition).pollFirst();
            if (entry != null) {
                told.addAll(detections
                        .get(partition)
                        .take(entry.appended(), entry.logged())
                        .changes());
                left--;
            }
        }
        return told;
    }

    private static Map<String, List<CellStatusEvent>> byKey(List<CellStatusEvent> told) {
        return told.stream().collect(groupingBy(Event::key));
    }
}
