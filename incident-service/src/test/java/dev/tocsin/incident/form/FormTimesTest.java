package dev.tocsin.incident.form;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.ZoneId;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FormTimesTest {

    private static final ZoneId BERLIN = ZoneId.of("Europe/Berlin");

    @ParameterizedTest(name = "{0}")
    @CsvSource({
        "2026-07-01T12:00, 2026-07-01T10:00:00Z",
        "2026-12-01T12:00:30, 2026-12-01T11:00:30Z",
        "2026-10-25T02:30, 2026-10-25T00:30:00Z",
        "2026-03-29T02:30, 2026-03-29T01:30:00Z",
        "2026-07-01T12:00:00Z, 2026-07-01T12:00:00Z",
        "noon, noon"
    })
    void aLocalTimeIsOfTheZoneOfThePage(String entered, String instant) {
        assertThat(FormTimes.instant(entered, BERLIN)).isEqualTo(instant);
    }

    @Test
    void aTimeIsShownAsItWouldBeEntered() {
        assertThat(FormTimes.entry(Instant.parse("2026-07-01T10:00:59Z"), BERLIN))
                .isEqualTo("2026-07-01T12:00");
    }
}
