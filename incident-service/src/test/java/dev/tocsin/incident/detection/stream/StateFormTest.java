package dev.tocsin.incident.detection.stream;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tocsin.contract.Cell;
import dev.tocsin.contract.Verdict;
import dev.tocsin.contract.Vote;
import dev.tocsin.contract.catalog.CheckTiming;
import dev.tocsin.contract.catalog.FailingMeans;
import dev.tocsin.contract.health.CellChecksDefined;
import dev.tocsin.contract.health.CellChecksDefined.AssignedCheck;
import dev.tocsin.contract.health.ErrorKind;
import dev.tocsin.contract.health.HealthLogEvent;
import dev.tocsin.contract.health.HealthObserved;
import dev.tocsin.contract.health.Outcome;
import dev.tocsin.contract.health.VantagePointSetAside;
import dev.tocsin.contract.health.VantagePointTakenBack;
import dev.tocsin.contract.status.CellStatusEvent;
import dev.tocsin.contract.status.Mark;
import dev.tocsin.incident.detection.Detection;
import dev.tocsin.incident.detection.PartitionMemory;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class StateFormTest {

    private static final Instant NOON = Instant.parse("2006-04-11T12:00:00Z");
    private static final List<String> VANTAGE_POINTS = List.of("us-east", "eu-west", "ap-south");
    private static final List<Cell> CELLS = List.of(Cell.of("login@na"), Cell.of("api@na"), Cell.of("login@eu"));

    record Entry(Instant appended, HealthLogEvent event) {}

    static LongStream seeds() {
        return LongStream.range(0, 100);
    }

    /// Cut several times, with all that is known taken through its bytes.
    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void goingOnFromTheBytesTellsTheSame(long seed) {
        var log = log(seed);
        var random = new Random(seed);

        assertThat(told(log, _ -> random.nextInt(200) == 0)).isEqualTo(told(log, _ -> false));
    }

    @Test
    void stateOfTheFirstFormIsTakenOver() {
        var state = StateForm.readCell("""
                {"cell":"login@na","number":4,"verdict":"DOWN","onset":"2006-04-11T12:00:40.000Z",
                 "marks":["single-source"],"checks":[{"definition":{"check":"login-page","definition":"aaaaaaaaaaaa",
                 "failingMeans":"down","timing":{"everyMillis":30000,"timeoutMillis":5000,"slowAfterMillis":5000,
                 "confirmations":3,"voteLifeMillis":75000},"from":["us-east"]},
                 "definedAt":"2006-04-11T12:00:00.000Z","verdict":"DOWN","since":"2006-04-11T12:00:40.000Z",
                 "contestedSince":null,"ballots":[{"vantagePoint":"us-east",
                 "results":[{"time":"2006-04-11T12:00:40.000Z","says":"DOWN","error":"refused"},
                            {"time":"2006-04-11T12:00:47.500Z","says":"DOWN","error":"refused"}],
                 "cast":{"vote":"DOWN","since":"2006-04-11T12:00:40.000Z","confirmed":"2006-04-11T12:00:47.500Z",
                         "error":"refused"}}]}],"due":"2006-04-11T12:02:02.500Z","watched":true}
                """.strip().getBytes(UTF_8));

        assertThat(state.cell()).isEqualTo(Cell.of("login@na"));
        assertThat(state.number()).isEqualTo(4);
        assertThat(state.verdict()).isEqualTo(Verdict.DOWN);
        assertThat(state.marks()).containsExactly(Mark.SINGLE_SOURCE);
        assertThat(state.onset()).isEqualTo(NOON.plusSeconds(40).toEpochMilli());
        var ballot = state.checks().getFirst().ballots().getFirst();
        assertThat(ballot.recent().size()).isEqualTo(2);
        assertThat(ballot.recent().time(0)).isEqualTo(NOON.plusMillis(47_500).toEpochMilli());
        assertThat(ballot.cast())
                .isNotNull()
                .satisfies(cast -> assertThat(cast.vote()).isEqualTo(Vote.DOWN));
    }

    @Test
    void stateOfANewerFormIsRefusedInPlainWords() {
        assertThatThrownBy(() -> StateForm.readCell(new byte[] {9, 1, 2}))
                .isInstanceOf(StateForm.UnknownForm.class)
                .hasMessage("Detection's state in Kafka has form 9, and this version knows 2 at most: run the version"
                        + " that wrote it, or newer");
    }

    private interface Cut {
        boolean after(Entry entry);
    }

    private static List<CellStatusEvent> told(List<Entry> log, Cut cut) {
        var told = new ArrayList<CellStatusEvent>();
        var memory = new PartitionMemory(7);
        var detection = new Detection(memory);
        for (var entry : log) {
            told.addAll(detection.take(entry.appended(), entry.event()).changes());
            if (cut.after(entry)) {
                memory = readBack(memory);
                detection = new Detection(memory);
            }
        }
        return told;
    }

    private static PartitionMemory readBack(PartitionMemory memory) {
        var restored = new PartitionMemory(7);
        restored.restore(StateForm.readPartition(StateForm.write(memory.partition())));
        memory.cells().forEach(cell -> restored.restore(StateForm.readCell(StateForm.write(cell))));
        assertThat(restored.cells()).containsExactlyInAnyOrderElementsOf(memory.cells());
        assertThat(restored.partition()).isEqualTo(memory.partition());
        return restored;
    }

    /// An hour of three cells: quiet, brown-outs, outages, gaps, set-asides.
    private static List<Entry> log(long seed) {
        var random = new Random(seed);
        var log = new ArrayList<Entry>();
        CELLS.forEach(cell -> log.add(new Entry(NOON, defined(cell, 1))));
        var failing = new double[] {0.02, 0.02, 0.02};
        for (var second = 1.0; second < 3600; second += random.nextDouble(4)) {
            var now = NOON.plusMillis((long) (second * 1000));
            var cell = random.nextInt(CELLS.size());
            if (random.nextInt(60) == 0) {
                failing[cell] = new double[] {0.02, 0.5, 0.95}[random.nextInt(3)];
            }
            log.add(new Entry(
                    now,
                    switch (random.nextInt(200)) {
                        case 0 -> new VantagePointSetAside("us-east", "na", now, "law");
                        case 1, 2 -> new VantagePointTakenBack("us-east", "na", now, "law");
                        case 3 -> defined(CELLS.get(cell), random.nextInt(3));
                        default -> observed(CELLS.get(cell), now, random, failing[cell]);
                    }));
            second += random.nextInt(300) == 0 ? 120 : 0;
        }
        return log;
    }

    private static CellChecksDefined defined(Cell cell, int checks) {
        var page = new AssignedCheck(
                "page",
                "aaaaaaaaaaaa",
                FailingMeans.DOWN,
                new CheckTiming(30_000, 5_000, 800, 3, 75_000),
                VANTAGE_POINTS);
        var certificate = new AssignedCheck(
                "tls",
                "bbbbbbbbbbbb",
                FailingMeans.DEGRADED,
                new CheckTiming(60_000, 5_000, 800, 3, 150_000),
                VANTAGE_POINTS);
        return new CellChecksDefined(cell, 1, NOON, List.of(page, certificate).subList(0, checks));
    }

    private static HealthObserved observed(Cell cell, Instant now, Random random, double failing) {
        var vantagePoint = VANTAGE_POINTS.get(random.nextInt(3));
        var fails = random.nextDouble() < failing;
        var outcome = fails ? random.nextInt(5) == 0 ? Outcome.SLOW : Outcome.FAIL : Outcome.PASS;
        return new HealthObserved(
                random.nextInt(4) == 0 ? "tls" : "page",
                cell,
                vantagePoint,
                vantagePoint + "-1",
                outcome,
                now.minusMillis(random.nextInt(2000)),
                12.5,
                null,
                outcome == Outcome.FAIL ? ErrorKind.REFUSED : null,
                null,
                null);
    }
}
