package dev.tocsin.incident.trust.statuspage;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tocsin.engine.uptime.StatusDurations;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AffectedTimeTest {

    @ParameterizedTest
    @CsvSource({
        "PT59S, less than a minute",
        "PT1M, 1 minute",
        "PT12M30S, 12 minutes",
        "PT1H, 1 hour",
        "PT2H5M, 2 hours 5 minutes",
        "PT47H1M, 47 hours 1 minute",
        "P2D, 2 days",
        "P9DT1H, 9 days 1 hour"
    })
    void aLengthOfTimeIsSaidAsPeopleSayIt(Duration time, String words) {
        assertThat(AffectedTime.spoken(time)).isEqualTo(words);
    }

    @Test
    void theSameUnitIsSaidOnce() {
        assertThat(AffectedTime.of(durations("PT3M", "PT12M"))).isEqualTo("down for 12 minutes, degraded for 3");
        assertThat(AffectedTime.of(durations("PT3M", "PT1M"))).isEqualTo("down for 1 minute, degraded for 3 minutes");
        assertThat(AffectedTime.of(durations("PT2H5M", "PT12M")))
                .isEqualTo("down for 12 minutes, degraded for 2 hours 5 minutes");
        assertThat(AffectedTime.of(durations("PT4M", "PT2H5M")))
                .isEqualTo("down for 2 hours 5 minutes, degraded for 4 minutes");
    }

    @Test
    void withoutTroubleNothingIsSaid() {
        assertThat(AffectedTime.of(new StatusDurations(60_000, 0, 0, 0, 5_000))).isEmpty();
    }

    private static StatusDurations durations(String degraded, String down) {
        return new StatusDurations(
                0, Duration.parse(degraded).toMillis(), Duration.parse(down).toMillis(), 0, 0);
    }
}
