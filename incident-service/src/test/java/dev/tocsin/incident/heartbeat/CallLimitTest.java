package dev.tocsin.incident.heartbeat;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class CallLimitTest {

    private static final Instant NOON = Instant.parse("2006-04-11T12:00:00Z");

    @Test
    void tenCallsAreTakenAtOnceAndThenOneASecond() {
        var limit = new CallLimit();
        for (var call = 0; call < 10; call++) {
            assertThat(limit.take(NOON)).isZero();
        }

        assertThat(limit.take(NOON)).isEqualTo(Duration.ofSeconds(1));
        assertThat(limit.take(NOON.plusMillis(400))).isEqualTo(Duration.ofMillis(600));
        assertThat(limit.take(NOON.plusMillis(1_000))).isZero();
        assertThat(limit.take(NOON.plusMillis(1_000))).isPositive();
        assertThat(limit.take(NOON.plusSeconds(3_600))).isZero();
    }
}
