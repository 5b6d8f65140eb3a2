package dev.tocsin.probe.schedule;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RhythmTest {

    private static final Instant NOON = Instant.parse("2026-11-23T12:00:00Z");

    @Test
    void startsNeverDrift() {
        var rhythm = Rhythm.of("us-east-1", "check/login-page@na", 30_000);
        var first = rhythm.first(NOON);

        var start = first;
        for (var n = 0; n < 1000; n++) {
            start = rhythm.next(start, false);
        }

        assertThat(start).isEqualTo(first.plusSeconds(30 * 1000));
    }

    @ParameterizedTest
    @ValueSource(longs = {1000, 30_000, 3_600_000})
    void theFirstStartComesWithinTheIntervalAndWithinHalfAMinute(long everyMillis) {
        var longest = Duration.ofMillis(Math.min(everyMillis, 30_000));

        IntStream.range(0, 1000).forEach(n -> {
            var first =
                    Rhythm.of("us-east-1", "check/c" + n + "@na", everyMillis).first(NOON);

            assertThat(first).isBetween(NOON, NOON.plus(longest));
        });
    }

    @Test
    void fiveThousandChecksSpreadOverTheInterval() {
        var perSecond = new int[30];

        IntStream.range(0, 5000).forEach(n -> {
            var first = Rhythm.of("us-east-1", "check/c" + n + "@na", 30_000).first(NOON);
            perSecond[(int) Duration.between(NOON, first).toSeconds()]++;
        });

        // 166 each when even; five standard deviations to either side.
        assertThat(Arrays.stream(perSecond).min().orElseThrow()).isGreaterThan(100);
        assertThat(Arrays.stream(perSecond).max().orElseThrow()).isLessThan(235);
    }

    @Test
    void eachProbeStartsAtAnotherTime() {
        assertThat(Rhythm.of("us-east-1", "check/login-page@na", 30_000).first(NOON))
                .isNotEqualTo(
                        Rhythm.of("eu-west-1", "check/login-page@na", 30_000).first(NOON));
    }

    @Test
    void inDoubtAQuarterOfTheIntervalIsEnough() {
        var rhythm = Rhythm.of("us-east-1", "check/login-page@na", 30_000);
        var start = rhythm.first(NOON);

        assertThat(rhythm.next(start, true)).isEqualTo(start.plusMillis(7500));
    }

    @Test
    void afterDoubtItIsBackOnItsGrid() {
        var rhythm = Rhythm.of("us-east-1", "check/login-page@na", 30_000);
        var start = rhythm.first(NOON);

        var settled = rhythm.next(rhythm.next(start, true), false);

        assertThat(settled).isEqualTo(start.plusSeconds(30));
    }

    @Test
    void whatWasSleptThroughIsLetGo() {
        var rhythm = Rhythm.of("us-east-1", "check/login-page@na", 30_000);
        var due = rhythm.first(NOON);
        var awake = due.plus(Duration.ofHours(2)).plusMillis(1);

        assertThat(rhythm.catchUp(due, awake))
                .isEqualTo(due.plus(Duration.ofHours(2)).plusSeconds(30));
        assertThat(rhythm.catchUp(due, due.plusSeconds(29))).isEqualTo(due);
    }
}
