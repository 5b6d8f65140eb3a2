package dev.tocsin.standalone.part;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class BackOffTest {

    private static final Duration SHORT = Duration.ofSeconds(3);
    private static final Duration LONG = Duration.ofMinutes(1);

    @Test
    void eachDeathInARowIsFollowedByALongerPauseUpToHalfAMinute() {
        var pauses = Stream.iterate(BackOff.NONE.afterRunOf(SHORT), before -> before.afterRunOf(SHORT))
                .limit(7)
                .map(BackOff::pause);

        assertThat(pauses.map(Duration::toMillis))
                .containsExactly(500L, 1000L, 5000L, 15_000L, 30_000L, 30_000L, 30_000L);
    }

    @Test
    void aLongRunMakesUpForEarlierDeaths() {
        var often = BackOff.NONE.afterRunOf(SHORT).afterRunOf(SHORT).afterRunOf(SHORT);

        assertThat(often.afterRunOf(LONG).pause()).isEqualTo(Duration.ofMillis(500));
    }
}
