package dev.tocsin.notifier.ledger;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.tocsin.contract.delivery.Channel;
import dev.tocsin.contract.delivery.NoticeKind;
import dev.tocsin.notifier.ledger.LedgerEntry.LedgerStep;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Random;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

final class NotificationFiguresTest {

    private static final Instant NOON = Instant.parse("2006-04-11T12:00:00Z");

    static LongStream seeds() {
        return LongStream.range(0, Long.getLong("seeds", 20));
    }

    @Test
    void aReplayedNoticeIsDueAgain() {
        var figures = NotificationFigures.empty();

        figures.count(entry(LedgerStep.QUEUED, 0, null));
        figures.count(entry(LedgerStep.GIVEN_UP, 1_000, "the endpoint answered 503"));
        assertThat(figures.givenUp(Channel.WEBHOOK)).isOne();
        assertThat(figures.due(Channel.WEBHOOK)).isZero();

        figures.count(entry(LedgerStep.REPLAYED, 2_000, "replayed by an operator"));
        assertThat(figures.givenUp(Channel.WEBHOOK)).isZero();
        assertThat(figures.due(Channel.WEBHOOK)).isOne();

        figures.count(entry(LedgerStep.SENT, 3_000, null));
        assertThat(figures.due(Channel.WEBHOOK)).isZero();
        assertThat(figures.waits().get(NoticeKind.OPENING))
                .satisfies(sketch -> assertThat(sketch.longestMillis()).isEqualTo(3_000));
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void quantilesAreOnePercentOffAtMostAlsoWhenTheyWereStoredInBetween(long seed) {
        var random = new Random(seed);
        var millis = random.longs(random.nextInt(1, 400), 1, 100_000_000).toArray();
        var figures = NotificationFigures.empty();

        for (var each : millis) {
            figures.count(entry(LedgerStep.SENT, each, null));
            figures = random.nextInt(20) == 0 ? NotificationFigures.of(figures.json()) : figures;
        }

        var sketch = requireNonNull(figures.waits().get(NoticeKind.OPENING));
        Arrays.sort(millis);
        for (var share : new double[] {0, 0.5, 0.95, 1}) {
            var exact = millis[(int) (share * (millis.length - 1))];
            assertThat(sketch.quantileMillis(share))
                    .as("seed %d, share %s", seed, share)
                    .isCloseTo(exact, within(Math.max(1, exact / 90)));
        }
        assertThat(sketch.longestMillis()).isEqualTo(millis[millis.length - 1]);
        assertThat(sketch.count()).isEqualTo(millis.length);
    }

    private static LedgerEntry entry(LedgerStep step, long millis, @Nullable String reason) {
        return new LedgerEntry(
                "incident1",
                "0123456789abcdef",
                "subscription1",
                Channel.WEBHOOK,
                NoticeKind.OPENING,
                1,
                2,
                step,
                1,
                NOON,
                NOON.plus(Duration.ofMillis(millis)),
                null,
                reason,
                null);
    }
}
