package dev.tocsin.engine.catalog;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDateTime;
import java.time.ZoneId;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RecurrenceSentenceTest {

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            FREQ=DAILY                      | every day at 02:00 (Europe/Berlin)
            FREQ=WEEKLY                     | every week on Sunday at 02:00 (Europe/Berlin)
            FREQ=WEEKLY;BYDAY=SU            | every week on Sunday at 02:00 (Europe/Berlin)
            FREQ=WEEKLY;INTERVAL=2;BYDAY=SA,SU | every 2 weeks on Saturday and Sunday at 02:00 (Europe/Berlin)
            FREQ=WEEKLY;BYDAY=MO,WE,FR;COUNT=9 | every week on Monday, Wednesday and Friday at 02:00 (Europe/Berlin)
            FREQ=MONTHLY                    | every month on day 29 at 02:00 (Europe/Berlin)
            FREQ=MONTHLY;BYDAY=1SU          | every month on the first Sunday at 02:00 (Europe/Berlin)
            FREQ=MONTHLY;BYDAY=-1FR         | every month on the last Friday at 02:00 (Europe/Berlin)
            FREQ=MONTHLY;BYMONTHDAY=1,15    | every month on day 1 and 15 at 02:00 (Europe/Berlin)
            FREQ=MONTHLY;BYMONTHDAY=-1      | every month on the last day at 02:00 (Europe/Berlin)
            FREQ=YEARLY;UNTIL=20300101T000000Z | every year at 02:00 (Europe/Berlin)
            """)
    void aRuleIsSaidInWords(String rule, String words) {
        assertThat(RecurrenceSentence.of(timetable(rule))).contains(words);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "FREQ=MONTHLY;BYDAY=MO;BYSETPOS=2",
                "FREQ=HOURLY",
                "FREQ=MONTHLY;BYMONTHDAY=-2",
                "FREQ=MONTHLY;BYDAY=-2FR",
                "FREQ=MONTHLY;BYDAY=FR;BYMONTHDAY=13",
                "FREQ",
                ""
            })
    void aRuleWithoutSimpleWordsIsNotSaid(String rule) {
        assertThat(RecurrenceSentence.of(timetable(rule))).isEmpty();
    }

    /// `FREQ=YEARLY;BYDAY=SU` is each Sunday of the year, for example, and not one each year.
    @ParameterizedTest
    @ValueSource(
            strings = {
                "FREQ=YEARLY;BYDAY=SU",
                "FREQ=YEARLY;BYMONTHDAY=1",
                "FREQ=MONTHLY;BYDAY=SU",
                "FREQ=DAILY;BYDAY=MO",
                "FREQ=DAILY;BYMONTHDAY=1"
            })
    void aRuleWhoseWordsWouldMeanSomethingElseIsNotSaid(String rule) {
        assertThat(RecurrenceSentence.of(timetable(rule))).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            FREQ=DAILY                        | every day at 02:00 (Europe/Berlin)
            FREQ=DAILY;INTERVAL=2;COUNT=4     | every 2 days at 02:00 (Europe/Berlin), 4 times
            FREQ=DAILY;COUNT=1                | every day at 02:00 (Europe/Berlin), once
            FREQ=DAILY;UNTIL=20261229T225959Z | every day at 02:00 (Europe/Berlin), until 29 December 2026
            """)
    void theEndOfARuleIsSaidWhereItMatters(String rule, String words) {
        assertThat(RecurrenceSentence.withEnd(timetable(rule))).contains(words);
    }

    @Test
    void anEndThatHasNoWordsLeavesTheRuleWithout() {
        assertThat(RecurrenceSentence.withEnd(timetable("FREQ=DAILY;UNTIL=SOON")))
                .isEmpty();
    }

    @Test
    void workThatIsDoneOnceHasNoRecurrence() {
        assertThat(RecurrenceSentence.of(timetable(null))).isEmpty();
    }

    private static Timetable timetable(@Nullable String rule) {
        return new Timetable(LocalDateTime.parse("2026-11-29T02:00"), rule, ZoneId.of("Europe/Berlin"));
    }
}
