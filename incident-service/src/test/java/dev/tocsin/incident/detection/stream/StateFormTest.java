package dev.tocsin.incident.detection.stream;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tocsin.contract.Cell;
import dev.tocsin.contract.Verdict;
import dev.tocsin.contract.Vote;
import dev.tocsin.contract.status.Mark;
import dev.tocsin.engine.detection.PartitionState;
import dev.tocsin.engine.detection.VotedCheck;
import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import org.apache.kafka.common.utils.ByteUtils;
import org.junit.jupiter.api.Test;

class StateFormTest {

    private static final Instant NOON = Instant.parse("2006-04-11T12:00:00Z");

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
        var ballot = ((VotedCheck) state.checks().getFirst()).ballots().getFirst();
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
                .hasMessage("Detection's state in Kafka has form 9, and this version knows 3 at most: run the version"
                        + " that wrote it, or newer");
    }

    /// As the release before wrote it: without jobs, and without since when Tocsin listens.
    @Test
    void stateOfTheSecondFormIsTakenOver() throws IOException {
        var cell = StateForm.readCell(written(out -> {
            out.writeByte(2);
            out.writeUTF("login@na");
            numbers(out, 4);
            out.writeUTF("UP");
            numbers(out, 1_000, 0);
            out.writeUTF("UP");
            numbers(out, 0, 1);
            out.writeUTF("login-page");
            out.writeUTF("aaaaaaaaaaaa");
            out.writeUTF("DOWN");
            numbers(out, 30_000, 5_000, 5_000, 3, 75_000, 1);
            out.writeUTF("us-east");
            numbers(out, 500);
            out.writeUTF("UP");
            numbers(out, 1_000, Long.MAX_VALUE, 1);
            out.writeUTF("us-east");
            out.writeByte(1);
            numbers(out, -4_000);
            out.writeBoolean(true);
            out.writeUTF("UP");
            out.writeBoolean(false);
            numbers(out, 1_000, 1_000);
            out.writeUTF("");
        }));

        assertThat(cell.cell()).isEqualTo(Cell.of("login@na"));
        assertThat(cell.checks()).singleElement().isInstanceOfSatisfying(VotedCheck.class, check -> {
            assertThat(check.definition().heartbeat()).isNull();
            assertThat(check.definition().from()).containsExactly("us-east");
            assertThat(check.ballots())
                    .singleElement()
                    .satisfies(ballot -> assertThat(ballot.recent().time(0)).isEqualTo(1_000));
        });

        var partition = StateForm.readPartition(written(out -> {
            out.writeByte(2);
            numbers(out, 7, 90_000, 0);
            out.writeBoolean(false);
            numbers(out, 80_000, 12);
        }));

        assertThat(partition).isEqualTo(new PartitionState(7, 90_000, List.of(), false, 80_000, 12, 90_000));
    }

    private interface StateWriter {
        void to(DataOutputStream out) throws IOException;
    }

    private static byte[] written(StateWriter writer) throws IOException {
        var bytes = new ByteArrayOutputStream();
        writer.to(new DataOutputStream(bytes));
        return bytes.toByteArray();
    }

    private static void numbers(DataOutputStream out, long... numbers) throws IOException {
        for (var number : numbers) {
            ByteUtils.writeVarlong(number, out);
        }
    }
}
