package dev.tocsin.benchmarks.faults;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class FaultRoundTest {

    @Test
    void aNoticeThatWasRefusedForGoodIsGivenUp() {
        assertThat(round(Set.of("refused"), Set.of("refused"), Set.of()).isRight())
                .isTrue();
        assertThat(round(Set.of("refused"), Set.of(), Set.of()).refusedAndNotEnded())
                .isEqualTo(1);
        assertThat(round(Set.of(), Set.of("given-up"), Set.of()).givenUpWithoutReason())
                .isEqualTo(1);
    }

    /// A kill cut off the answer that refused it, and its incident ended before it was sent again.
    @Test
    void orAnotherNoticeCoversIt() {
        assertThat(round(Set.of("refused"), Set.of(), Set.of("refused")).isRight())
                .isTrue();
    }

    private static FaultRound round(Set<String> refusedForGood, Set<String> givenUp, Set<String> covered) {
        var audit = new Audit(1, List.of(), List.of(), List.of(), 0, List.of(), refusedForGood);
        return new FaultRound(1, 1, List.of(), givenUp, covered, audit);
    }
}
