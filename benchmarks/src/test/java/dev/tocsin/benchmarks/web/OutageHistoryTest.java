package dev.tocsin.benchmarks.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.tocsin.contract.Cell;
import dev.tocsin.contract.Verdict;
import dev.tocsin.contract.status.StatusChanged;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class OutageHistoryTest {

    private static final Instant END = Instant.parse("2026-11-23T12:00:00Z");
    private static final OutageHistory HISTORY = new OutageHistory(7, END, Duration.ofDays(1_095), 9);

    @Test
    void theSameSeedGivesTheSame() {
        assertThat(of(3)).isEqualTo(of(3)).isNotEqualTo(of(4));
    }

    @Test
    void itIsUpAtBothEnds() {
        for (var number = 0; number < 100; number++) {
            assertThat(of(number).getFirst().verdict()).isEqualTo(Verdict.UP);
            assertThat(of(number).getLast().verdict()).isEqualTo(Verdict.UP);
            assertThat(of(number).getLast().onset()).isBefore(END);
        }
    }

    @Test
    void changesFollowOneAnotherAndEndBeforeTheFirstOfDetection() {
        var changes = of(5);

        assertThat(changes).isSortedAccordingTo(Comparator.comparing(StatusChanged::onset));
        assertThat(changes.getLast().number()).isZero();
        for (var at = 1; at < changes.size(); at++) {
            assertThat(changes.get(at).number()).isEqualTo(changes.get(at - 1).number() + 1);
            assertThat(changes.get(at).previous()).isEqualTo(changes.get(at - 1).verdict());
        }
    }

    @Test
    void itIsUpAsLongAsIsSaid() {
        var bad = IntStream.range(0, 1_000)
                .mapToObj(OutageHistoryTest::of)
                .mapToLong(OutageHistoryTest::badMillis)
                .average()
                .orElseThrow();

        assertThat(1 - bad / HISTORY.length().toMillis()).isCloseTo(OutageHistory.UP, within(0.0002));
    }

    private static List<StatusChanged> of(int number) {
        return HISTORY.of(Cell.of("part-%d@na".formatted(number)));
    }

    private static long badMillis(List<StatusChanged> changes) {
        return IntStream.range(1, changes.size())
                .filter(at -> changes.get(at - 1).verdict() != Verdict.UP)
                .mapToLong(at -> Duration.between(
                                changes.get(at - 1).onset(), changes.get(at).onset())
                        .toMillis())
                .sum();
    }
}
