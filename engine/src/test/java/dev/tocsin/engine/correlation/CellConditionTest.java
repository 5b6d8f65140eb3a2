package dev.tocsin.engine.correlation;

import static dev.tocsin.contract.Verdict.DEGRADED;
import static dev.tocsin.contract.Verdict.DOWN;
import static dev.tocsin.contract.Verdict.UNKNOWN;
import static dev.tocsin.contract.Verdict.UP;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.core.JsonProcessingException;
import dev.tocsin.contract.Cell;
import dev.tocsin.contract.Json;
import dev.tocsin.contract.Verdict;
import dev.tocsin.engine.correlation.CellCondition.NotWatched;
import dev.tocsin.engine.correlation.CellCondition.OngoingTrouble;
import dev.tocsin.engine.correlation.CellCondition.Troubled;
import dev.tocsin.engine.correlation.CellCondition.Untroubled;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CellConditionTest {

    private static final Instant NOON = Instant.parse("2026-11-23T12:00:00Z");
    private static final Cell LOGIN = Cell.of("login@na");
    private static final OngoingTrouble FIRST = new OngoingTrouble(NOON, NOON.plusSeconds(1), 1);
    private static final CellCondition TROUBLED = new Troubled(DOWN, false, FIRST);

    @Test
    void troubleBeginsWithTheChangeThatMadeItBad() {
        assertThat(new NotWatched().after(change(1, DOWN, false))).isEqualTo(TROUBLED);
        assertThat(new Untroubled(UP, false).after(change(1, DOWN, false))).isEqualTo(TROUBLED);
        assertThat(new Untroubled(UNKNOWN, false).after(change(1, DEGRADED, false)))
                .isEqualTo(new Troubled(DEGRADED, false, FIRST));
    }

    @ParameterizedTest
    @CsvSource({"DOWN, true", "DEGRADED, false", "UNKNOWN, false", "UP, true"})
    void troubleGoesOnUntilItIsUpAndStable(Verdict next, boolean unstable) {
        assertThat(TROUBLED.after(change(2, next, unstable))).isEqualTo(new Troubled(next, unstable, FIRST));
    }

    @Test
    void troubleEndsWhenItIsUpOrNotWatched() {
        assertThat(TROUBLED.after(change(2, UP, false))).isEqualTo(new Untroubled(UP, false));
        assertThat(TROUBLED.after(change(2, null, false))).isEqualTo(new NotWatched());
    }

    @ParameterizedTest
    @CsvSource({"UP, true", "UNKNOWN, false"})
    void whatIsNotBadBeginsNoTrouble(Verdict next, boolean unstable) {
        assertThat(new Untroubled(UP, false).after(change(2, next, unstable)))
                .isEqualTo(new Untroubled(next, unstable));
    }

    @ParameterizedTest
    @CsvSource({"DOWN", "DEGRADED"})
    void whatIsBadIsInTrouble(Verdict bad) {
        assertThatThrownBy(() -> new Untroubled(bad, false)).hasMessageContaining("is in trouble");
    }

    /// Its form in databases is that of earlier versions.
    @Test
    void itIsReadAsItWasWritten() throws JsonProcessingException {
        var cell = WatchedCell.neverSeen(LOGIN).after(change(1, DOWN, true));

        var document = Json.mapper().writeValueAsString(cell);

        assertThat(Json.mapper().readValue(document, WatchedCell.class)).isEqualTo(cell);
        assertThat(Json.mapper().readTree(document).fieldNames())
                .toIterable()
                .contains("cell", "number", "partition", "verdict", "unstable", "trouble", "muted")
                .doesNotContain("condition");
        assertThat(Json.mapper().readTree(document).get("verdict").asText()).isEqualTo("DOWN");
    }

    private static PendingChange change(long number, @Nullable Verdict verdict, boolean unstable) {
        return new PendingChange(
                NOON.plusSeconds(number), LOGIN, number, 0, verdict, unstable, NOON.plusSeconds(number - 1));
    }
}
