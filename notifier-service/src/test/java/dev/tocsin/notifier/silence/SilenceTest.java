package dev.tocsin.notifier.silence;

import static dev.tocsin.notifier.silence.Silence.SilenceState.ACTIVE;
import static dev.tocsin.notifier.silence.Silence.SilenceState.OVER;
import static dev.tocsin.notifier.silence.Silence.SilenceState.SCHEDULED;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

final class SilenceTest {

    private static final Duration HOUR = Duration.ofHours(1);
    private static final Instant START = Instant.parse("2026-11-29T10:00:00Z");

    @Test
    void itIsActiveFromItsStartToItsEnd() {
        var silence = silence(START.plus(HOUR), null);

        assertThat(silence.state(START.minusMillis(1))).isEqualTo(SCHEDULED);
        assertThat(silence.state(START)).isEqualTo(ACTIVE);
        assertThat(silence.state(START.plus(HOUR).minusMillis(1))).isEqualTo(ACTIVE);
        assertThat(silence.state(START.plus(HOUR))).isEqualTo(OVER);
    }

    @Test
    void oneThatRepeatsIsScheduledInBetween() {
        var daily = silence(
                START.plus(Duration.ofHours(30)), new SilenceRecurrence("FREQ=DAILY", HOUR, ZoneId.of("Etc/UTC")));

        assertThat(daily.state(START)).isEqualTo(ACTIVE);
        assertThat(daily.state(START.plus(HOUR))).isEqualTo(SCHEDULED);
        assertThat(daily.period(START.plus(HOUR)))
                .contains(new SilencePeriod(START.plus(Duration.ofHours(24)), START.plus(Duration.ofHours(25))));
        assertThat(daily.state(START.plus(Duration.ofHours(24)))).isEqualTo(ACTIVE);
        assertThat(daily.state(START.plus(Duration.ofHours(25)))).isEqualTo(OVER);
    }

    @Test
    void oneThatWasEndedBeforeItsStartIsOver() {
        var silence = silence(START.minusSeconds(5), null);

        assertThat(silence.periods()).isEmpty();
        assertThat(silence.state(START)).isEqualTo(OVER);
    }

    private static Silence silence(Instant endsAt, @Nullable SilenceRecurrence recurrence) {
        return new Silence(
                "s1",
                new SilenceScope(List.of("na"), List.of(), List.of(), List.of()),
                "migration",
                "jo",
                START.minus(HOUR),
                START,
                endsAt,
                recurrence,
                null);
    }
}
