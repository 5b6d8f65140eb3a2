package dev.tocsin.support.access;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class AttemptLimitTest {

    private static final Instant NOON = Instant.parse("2026-11-23T12:00:00Z");

    private final AttemptLimit limit = new AttemptLimit(3, Duration.ofMinutes(1));

    @Test
    void afterSoManyFailuresAnAddressWaitsForTheEndOfTheWindow() {
        IntStream.range(0, 2).forEach(i -> limit.failed("192.0.2.1", NOON.plusSeconds(i)));
        assertThat(limit.wait("192.0.2.1", NOON.plusSeconds(2))).isZero();

        limit.failed("192.0.2.1", NOON.plusSeconds(2));

        assertThat(limit.wait("192.0.2.1", NOON.plusSeconds(20))).isEqualTo(Duration.ofSeconds(40));
        assertThat(limit.wait("192.0.2.1", NOON.plusSeconds(60))).isZero();
    }

    @Test
    void othersAreNotKeptOut() {
        IntStream.range(0, 3).forEach(_ -> limit.failed("192.0.2.1", NOON));

        assertThat(limit.wait("192.0.2.2", NOON)).isZero();
    }

    @Test
    void itForgetsTheEldestRatherThanGrow() {
        IntStream.range(0, 3).forEach(_ -> limit.failed("192.0.2.1", NOON));

        IntStream.range(0, AttemptLimit.MOST_ADDRESSES).forEach(i -> limit.failed("address " + i, NOON));

        assertThat(limit.wait("192.0.2.1", NOON)).isZero();
    }
}
