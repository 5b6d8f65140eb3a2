package dev.tocsin.probe.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.Random;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class ClockOffsetTest {

    private static final Instant NOON = Instant.parse("2026-11-23T12:00:00Z");

    private final ClockOffset clock = new ClockOffset();

    @Test
    void nothingIsKnownAtFirst() {
        assertThat(clock.known()).isFalse();
        assertThat(clock.offset()).isZero();
    }

    /// Delays are unlike in both directions and now and then very long.
    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void theOffsetIsFoundAmongDelays(long seed) {
        var random = new Random(seed);
        var offset = Duration.ofMillis(random.nextLong(-20_000, 20_000));

        for (var n = 0; n < 40; n++) {
            exchange(NOON.plusSeconds(n), offset, delay(random), delay(random));
        }

        assertThat(clock.known()).isTrue();
        assertThat(clock.offset()).isCloseTo(offset, Duration.ofMillis(4));
    }

    @Test
    void aClockThatWasSetIsFollowedAtOnce() {
        exchange(NOON, Duration.ZERO, 1, 1);
        exchange(NOON.plusSeconds(1), Duration.ofMinutes(5), 2, 2);

        assertThat(clock.offset()).isCloseTo(Duration.ofMinutes(5), Duration.ofMillis(3));
    }

    @Test
    void whatWaitedForKafkaTeachesNothing() {
        exchange(NOON, Duration.ofMillis(40), 1, 1);
        exchange(NOON.plusSeconds(1), Duration.ofMillis(40), 60_000, 1);

        assertThat(clock.offset()).isCloseTo(Duration.ofMillis(40), Duration.ofMillis(2));
    }

    private static long delay(Random random) {
        return random.nextInt(10) == 0 ? random.nextLong(3000) : 1 + random.nextLong(5);
    }

    private void exchange(Instant sentAt, Duration offset, long thereMillis, long backMillis) {
        var appendedAt = sentAt.plusMillis(thereMillis);
        clock.learn(sentAt, appendedAt.plus(offset), appendedAt.plusMillis(backMillis));
    }

    static LongStream seeds() {
        return LongStream.range(0, 50);
    }
}
