package dev.tocsin.incident.detection.stream;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tocsin.contract.Cell;
import dev.tocsin.contract.Verdict;
import dev.tocsin.contract.Vote;
import dev.tocsin.contract.status.Mark;
import java.time.Instant;
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
}
