package dev.tocsin.engine.maintenance;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tocsin.contract.Cell;
import dev.tocsin.contract.Json;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class WindowSeriesTest {

    private static final Instant NOW = Instant.parse("2026-03-20T12:00:00Z");

    @Test
    void theLocalTimeStaysWhenClocksChange() {
        var series = series("2026-03-24T02:30", "FREQ=WEEKLY;BYDAY=TU,SU", "Europe/Berlin");

        assertThat(series.windows(NOW))
                .extracting(Window::startsAt)
                .startsWith(
                        Instant.parse("2026-03-24T01:30:00Z"),
                        // 02:30 does not exist on that day
                        Instant.parse("2026-03-29T01:30:00Z"),
                        Instant.parse("2026-03-31T00:30:00Z"));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            FREQ=WEEKLY;INTERVAL=2;BYDAY=MO,FR | 2026-03-23, 2026-03-27, 2026-04-06, 2026-04-10
            FREQ=MONTHLY;BYMONTHDAY=31         | 2026-03-31
            FREQ=MONTHLY;BYDAY=-1TU            | 2026-03-31
            FREQ=MONTHLY;BYDAY=2TU             | 2026-04-14
            FREQ=DAILY;COUNT=2                 | 2026-03-23, 2026-03-24
            FREQ=DAILY;UNTIL=20260325T000000Z  | 2026-03-23, 2026-03-24
            """)
    void itsWindowsOfThirtyDaysFollowTheRule(String rule, String days) {
        var series = series("2026-03-23T01:00", rule, "Etc/UTC");

        assertThat(series.windows(NOW))
                .extracting(window -> window.startsAt().toString().substring(0, 10))
                .containsExactly(days.split(", "));
    }

    @Test
    void itHasTheNextWindowHoweverFarAheadItIs() {
        var series = series("2026-12-01T02:00", "FREQ=YEARLY", "Etc/UTC");

        assertThat(series.windows(NOW)).extracting(Window::id).containsExactly("series-1-20261201-0200");
    }

    @Test
    void afterItsEndNothingIsWanted() {
        var series = series("2026-03-23T01:00", "FREQ=DAILY", "Etc/UTC");
        var third = series.windows(NOW).get(2);

        var ended = series.endedBefore(series.plannedStart(third.id()).orElseThrow());

        assertThat(ended.windows(NOW)).isEqualTo(series.windows(NOW).subList(0, 2));
        assertThat(ended.lastEnd()).contains(third.startsAt().plus(Duration.ofHours(1)));
        assertThat(ended.windows(third.endsAt())).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"FREQ=DAILY;COUNT=3, 2026-03-25T02:00:00Z", "FREQ=DAILY;UNTIL=20260324T010000Z, 2026-03-24T02:00:00Z"})
    void itKnowsTheEndOfItsLastWindow(String rule, Instant end) {
        assertThat(series("2026-03-23T01:00", rule, "Etc/UTC").lastEnd()).contains(end);
    }

    @Test
    void aSeriesWithoutAnEndHasNone() {
        assertThat(series("2026-03-23T01:00", "FREQ=DAILY", "Etc/UTC").lastEnd())
                .isEmpty();
        assertThat(series("2026-03-23T01:00", "FREQ=DAILY;COUNT=9999", "Etc/UTC")
                        .lastEnd())
                .isEmpty();
    }

    @Test
    void onlyItsOwnWindowsHaveAPlannedStart() {
        var series = series("2026-03-23T01:00", "FREQ=DAILY", "Etc/UTC");

        assertThat(series.plannedStart("series-1-20260323-0100")).contains(Instant.parse("2026-03-23T01:00:00Z"));
        assertThat(series.plannedStart("series-2-20260323-0100")).isEmpty();
        assertThat(series.plannedStart("series-1-soon")).isEmpty();
    }

    @Test
    void itIsTheSameAfterADocument() throws Exception {
        var series = series("2026-03-23T01:00", "FREQ=DAILY", "Etc/UTC").endedBefore(NOW);

        assertThat(Json.mapper().readValue(Json.mapper().writeValueAsBytes(series), WindowSeries.class))
                .isEqualTo(series);
    }

    private static WindowSeries series(String starts, String rule, String zone) {
        return new WindowSeries(
                "series-1",
                "Patching",
                List.of(Cell.of("cache@na")),
                starts,
                Duration.ofHours(1).toMillis(),
                rule,
                zone,
                "ann",
                NOW,
                null);
    }
}
