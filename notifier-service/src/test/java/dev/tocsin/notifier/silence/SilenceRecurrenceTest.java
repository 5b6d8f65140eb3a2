package dev.tocsin.notifier.silence;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class SilenceRecurrenceTest {

    private static final Instant START = Instant.parse("2026-10-24T20:00:00Z");

    /// In Berlin clocks went back on 2026-10-25.
    @Test
    void theLocalTimeStaysWhenClocksChange() {
        var nightly = new SilenceRecurrence("FREQ=DAILY", Duration.ofHours(8), ZoneId.of("Europe/Berlin"));

        assertThat(periods(nightly, "2026-10-27T00:00:00Z"))
                .containsExactly(
                        "2026-10-24T20:00:00Z to 2026-10-25T04:00:00Z",
                        "2026-10-25T21:00:00Z to 2026-10-26T05:00:00Z",
                        "2026-10-26T21:00:00Z to 2026-10-27T00:00:00Z");
    }

    @Test
    void aRuleThatDoesNotNameTheStartBeginsWithTheNextTimeThatItNames() {
        var sundays = new SilenceRecurrence("FREQ=WEEKLY;BYDAY=SU", Duration.ofHours(1), ZoneId.of("Etc/UTC"));

        assertThat(periods(sundays, "2026-11-02T00:00:00Z"))
                .containsExactly(
                        "2026-10-25T20:00:00Z to 2026-10-25T21:00:00Z", "2026-11-01T20:00:00Z to 2026-11-01T21:00:00Z");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            FREQ=HOURLY                          | has more than 1000 occurrences
            FREQ=MINUTELY;COUNT=2                | repeats more often than hourly
            FREQ=YEARLY;BYMONTH=1;BYMONTHDAY=2   | has no occurrence
            FREQ=DAILY;UNTIL=20200101T000000Z    | has no occurrence
            FREQ=OFTEN                           | is not an RFC 5545 rule
            weekly                               | is not an RFC 5545 rule
            ''                                   | is not an RFC 5545 rule
            """)
    void whatCannotBeKeptIsRefused(String rule, String why) {
        var recurrence = new SilenceRecurrence(rule, Duration.ofHours(1), ZoneId.of("Etc/UTC"));

        assertThat(recurrence.whyWrong(START, START.plus(Duration.ofDays(60))))
                .hasValueSatisfying(wrong -> assertThat(wrong).startsWith(why));
    }

    private static List<String> periods(SilenceRecurrence recurrence, String until) {
        return recurrence.periods(START, Instant.parse(until)).stream()
                .map(period -> "%s to %s".formatted(period.startsAt(), period.endsAt()))
                .toList();
    }
}
