package dev.tocsin.engine.catalog;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TimetableTest {

    private static final ZoneId CHICAGO = ZoneId.of("America/Chicago");

    @Test
    void onceIsOnce() {
        var once = timetable("2026-11-29T02:00", null);

        assertThat(starts(once, "2026-11-01T00:00:00Z", "2026-12-31T00:00:00Z"))
                .containsExactly("2026-11-29T08:00:00Z");
        assertThat(starts(once, "2026-11-29T08:00:00.001Z", "2026-12-31T00:00:00Z"))
                .isEmpty();
        assertThat(starts(once, "2026-11-01T00:00:00Z", "2026-11-29T08:00:00Z")).isEmpty();
    }

    /// In Chicago clocks went back on 2026-11-01, and go forward on 2027-03-14.
    @Test
    void theLocalTimeStaysWhenClocksChange() {
        var sundays = timetable("2026-10-25T04:00", "FREQ=WEEKLY;BYDAY=SU");

        assertThat(starts(sundays, "2026-10-20T00:00:00Z", "2026-11-09T00:00:00Z"))
                .containsExactly("2026-10-25T09:00:00Z", "2026-11-01T10:00:00Z", "2026-11-08T10:00:00Z");
        assertThat(starts(sundays, "2027-03-07T00:00:00Z", "2027-03-22T00:00:00Z"))
                .containsExactly("2027-03-07T10:00:00Z", "2027-03-14T09:00:00Z", "2027-03-21T09:00:00Z");
    }

    /// 29 February is a Sunday in 2032, and not again before 2060.
    @Test
    void timesThatAreDecadesApartAreThoseThatCanBeFound() {
        var rare = timetable("2026-11-29T02:00", "FREQ=DAILY;BYMONTH=2;BYMONTHDAY=29;BYDAY=SU");

        assertThat(starts(rare, "2026-11-29T00:00:00Z", "2036-11-29T00:00:00Z"))
                .containsExactly("2032-02-29T08:00:00Z");
        assertThat(starts(rare, "2033-01-01T00:00:00Z", "2036-11-29T00:00:00Z")).isEmpty();
    }

    @Test
    void aLocalTimeThatIsSkippedIsAsMuchLater() {
        var daily = timetable("2027-03-13T02:30", "FREQ=DAILY");

        assertThat(starts(daily, "2027-03-13T00:00:00Z", "2027-03-16T00:00:00Z"))
                .containsExactly("2027-03-13T08:30:00Z", "2027-03-14T08:30:00Z", "2027-03-15T07:30:00Z");
    }

    @Test
    void aLocalTimeThatComesTwiceIsItsFirst() {
        var daily = timetable("2026-10-31T01:30", "FREQ=DAILY");

        assertThat(starts(daily, "2026-10-31T00:00:00Z", "2026-11-03T00:00:00Z"))
                .containsExactly("2026-10-31T06:30:00Z", "2026-11-01T06:30:00Z", "2026-11-02T07:30:00Z");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            FREQ=MONTHLY;BYDAY=2TU            | 2026-12-08T08:00:00Z, 2027-01-12T08:00:00Z, 2027-02-09T08:00:00Z
            FREQ=MONTHLY;BYMONTHDAY=31        | 2026-12-31T08:00:00Z, 2027-01-31T08:00:00Z
            FREQ=WEEKLY;INTERVAL=6;BYDAY=SU   | 2026-11-29T08:00:00Z, 2027-01-10T08:00:00Z, 2027-02-21T08:00:00Z
            FREQ=WEEKLY;COUNT=2               | 2026-11-29T08:00:00Z, 2026-12-06T08:00:00Z
            FREQ=WEEKLY;UNTIL=20261206T080000Z| 2026-11-29T08:00:00Z, 2026-12-06T08:00:00Z
            FREQ=WEEKLY;UNTIL=20261206T075959Z| 2026-11-29T08:00:00Z
            """)
    void rulesAreThoseOfTheRfc(String rule, String starts) {
        var timetable = timetable("2026-11-29T02:00", rule);

        assertThat(String.join(", ", starts(timetable, "2026-11-01T00:00:00Z", "2027-02-27T00:00:00Z")))
                .isEqualTo(starts);
    }

    @Test
    void aRuleThatBeganLongAgoIsFollowedAtOnce() {
        var daily = timetable("1990-01-01T02:00", "FREQ=DAILY");

        assertThat(starts(daily, "2026-12-01T00:00:00Z", "2026-12-03T00:00:00Z"))
                .containsExactly("2026-12-01T08:00:00Z", "2026-12-02T08:00:00Z");
    }

    private static Timetable timetable(String first, @Nullable String rule) {
        return new Timetable(LocalDateTime.parse(first), rule, CHICAGO);
    }

    private static List<String> starts(Timetable timetable, String from, String before) {
        return timetable.starts(Instant.parse(from), Instant.parse(before), 100).stream()
                .map(timetable::at)
                .map(Instant::toString)
                .toList();
    }
}
