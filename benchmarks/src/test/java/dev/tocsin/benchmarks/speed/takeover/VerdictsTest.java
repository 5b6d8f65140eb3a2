package dev.tocsin.benchmarks.speed.takeover;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tocsin.contract.Cell;
import dev.tocsin.contract.Verdict;
import dev.tocsin.contract.status.StatusChanged;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class VerdictsTest {

    private static final Instant NOON = Instant.parse("2006-04-11T12:00:00Z");
    private static final StatusChanged UP = change(1, Verdict.UP);
    private static final StatusChanged DOWN = change(2, Verdict.DOWN);

    @Test
    void theSameOnceIsRight() {
        var verdicts = Verdicts.of(Map.of(3, List.of(UP, DOWN)), Map.of(3, List.of(UP, DOWN)));

        assertThat(verdicts).isEqualTo(new Verdicts(2, 0, 0, 0, 0));
        assertThat(verdicts.areAllThereOnce()).isTrue();
    }

    @Test
    void whatIsLostDoubledInventedOrMisplacedIsCounted() {
        var found = Map.of(3, List.of(UP, DOWN));

        assertThat(Verdicts.of(found, Map.of())).isEqualTo(new Verdicts(2, 2, 0, 0, 1));
        assertThat(Verdicts.of(found, Map.of(3, List.of(UP, UP, DOWN)))).isEqualTo(new Verdicts(2, 0, 1, 0, 1));
        assertThat(Verdicts.of(found, Map.of(3, List.of(UP, DOWN, change(3, Verdict.UP)))))
                .isEqualTo(new Verdicts(2, 0, 0, 1, 1));
        assertThat(Verdicts.of(found, Map.of(3, List.of(DOWN, UP)))).isEqualTo(new Verdicts(2, 0, 0, 0, 1));
    }

    private static StatusChanged change(long number, Verdict verdict) {
        return new StatusChanged(
                Cell.of("login@na"), number, verdict, null, NOON, NOON, 3, List.of(), "because", List.of(), List.of());
    }
}
