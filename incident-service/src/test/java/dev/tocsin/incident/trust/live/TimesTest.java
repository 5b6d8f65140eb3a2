package dev.tocsin.incident.trust.live;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TimesTest {

    private static final Instant NOON = Instant.parse("2026-11-23T12:00:00Z");

    @ParameterizedTest
    @CsvSource({
        "-3, 0 s",
        "0, 0 s",
        "59, 59 s",
        "60, 1 min",
        "3599, 59 min",
        "3600, 1 h",
        "3900, 1 h 5 min",
        "172800, 2 days",
        "651110400, '7,536 days'"
    })
    void durationsAreSaidAsPeopleSayThem(long seconds, String said) {
        assertThat(Times.lasting(Duration.ofSeconds(seconds))).isEqualTo(said);
    }

    @Test
    void aTimeNamesItsZoneAndWhatOfItsDateIsNotTodays() {
        assertThat(Times.clock(NOON, ZoneId.of("Etc/UTC"), NOON)).isEqualTo("12:00 UTC");
        assertThat(Times.clock(NOON.minus(Duration.ofDays(1)), ZoneOffset.UTC, NOON))
                .isEqualTo("22 Nov, 12:00 UTC");
        assertThat(Times.clock(NOON.minus(Duration.ofDays(365)), ZoneOffset.UTC, NOON))
                .isEqualTo("23 Nov 2025, 12:00 UTC");
        assertThat(Times.clock(NOON, ZoneId.of("America/Chicago"), NOON)).isEqualTo("06:00 CST");
    }
}
