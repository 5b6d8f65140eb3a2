package dev.tocsin.incident.trust.statuspage;

import static dev.tocsin.incident.trust.live.Harbour.NOON;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tocsin.contract.catalog.MaintenancePlanned;
import dev.tocsin.incident.trust.live.Harbour;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RecurrenceSentenceTest {

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            FREQ=DAILY                      | every day at 02:00 (Europe/Berlin)
            FREQ=WEEKLY;BYDAY=SU            | every week on Sunday at 02:00 (Europe/Berlin)
            FREQ=WEEKLY;INTERVAL=2;BYDAY=SA,SU | every 2 weeks on Saturday and Sunday at 02:00 (Europe/Berlin)
            FREQ=WEEKLY;BYDAY=MO,WE,FR;COUNT=9 | every week on Monday, Wednesday and Friday at 02:00 (Europe/Berlin)
            FREQ=MONTHLY;BYDAY=1SU          | every month on the first Sunday at 02:00 (Europe/Berlin)
            FREQ=MONTHLY;BYDAY=-1FR         | every month on the last Friday at 02:00 (Europe/Berlin)
            FREQ=MONTHLY;BYMONTHDAY=1,15    | every month on day 1 and 15 at 02:00 (Europe/Berlin)
            FREQ=MONTHLY;BYMONTHDAY=-1      | every month on the last day at 02:00 (Europe/Berlin)
            FREQ=YEARLY;UNTIL=20300101T000000Z | every year at 02:00 (Europe/Berlin)
            """)
    void aRuleIsSaidInWords(String rule, String words) {
        assertThat(RecurrenceSentence.of(plan(rule))).contains(words);
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
        assertThat(RecurrenceSentence.of(plan(rule))).isEmpty();
    }

    @Test
    void workThatIsDoneOnceHasNoRecurrence() {
        assertThat(RecurrenceSentence.of(plan(null))).isEmpty();
    }

    private static MaintenancePlanned plan(@Nullable String rule) {
        return new MaintenancePlanned(
                1,
                NOON,
                "patching",
                "Weekly patching",
                List.of(Harbour.LOGIN_NA),
                "2026-11-29T02:00",
                3_600_000,
                rule,
                "Europe/Berlin");
    }
}
