package dev.tocsin.incident.maintenance.page;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tocsin.support.problem.Problem.FieldError;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RepeatEntriesTest {

    private static final ZoneId BERLIN = ZoneId.of("Europe/Berlin");

    /// A Tuesday.
    private static final LocalDateTime START = LocalDateTime.parse("2026-03-10T02:00");

    private final List<FieldError> errors = new ArrayList<>();

    @ParameterizedTest
    @CsvSource(delimiter = '|', nullValues = "-", textBlock = """
            daily           | 3 |    | FREQ=DAILY;INTERVAL=3
            weekly          | - |    | FREQ=WEEKLY;BYDAY=TU
            weekly          | 2 | 12 | FREQ=WEEKLY;BYDAY=TU;INTERVAL=2;COUNT=12
            monthly-day     | - |    | FREQ=MONTHLY;BYMONTHDAY=10
            monthly-weekday | - |    | FREQ=MONTHLY;BYDAY=2TU
            """)
    void entriesBecomeARule(String how, String every, String count, String rule) {
        var entries = new RepeatEntries(how, every == null ? "" : every, List.of(), "", count == null ? "" : count, "");

        assertThat(entries.rule(START, BERLIN, errors)).isEqualTo(rule);
        assertThat(errors).isEmpty();
    }

    @Test
    void chosenWeekdaysComeInTheirOrder() {
        var entries = new RepeatEntries("weekly", "", List.of("fr", "mo"), "", "", "");

        assertThat(entries.rule(START, BERLIN, errors)).isEqualTo("FREQ=WEEKLY;BYDAY=MO,FR");
    }

    @Test
    void theLastDayEndsInItsZone() {
        var entries = new RepeatEntries("daily", "", List.of(), "2026-03-29", "", "");

        assertThat(entries.rule(START, BERLIN, errors)).isEqualTo("FREQ=DAILY;UNTIL=20260329T215959Z");
    }

    @Test
    void aFifthWeekdayIsTheLastOfTheMonth() {
        var entries = new RepeatEntries("monthly-weekday", "", List.of(), "", "", "");

        assertThat(entries.rule(START.withDayOfMonth(31), BERLIN, errors)).isEqualTo("FREQ=MONTHLY;BYDAY=-1TU");
    }

    @Test
    void aLastDayAndANumberOfTimesAreOneTooMany() {
        var entries = new RepeatEntries("daily", "", List.of(), "2026-03-29", "3", "");

        assertThat(entries.rule(START, BERLIN, errors)).isNull();
        assertThat(errors).extracting(FieldError::field).containsExactly("count");
    }
}
