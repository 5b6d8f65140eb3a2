package dev.tocsin.incident.detection.clock;

import static dev.tocsin.incident.live.Harbour.LOGIN_NA;
import static dev.tocsin.incident.live.Harbour.NOON;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tocsin.contract.Verdict;
import dev.tocsin.contract.health.ClockTicked;
import dev.tocsin.contract.incident.IncidentState;
import dev.tocsin.contract.status.ClockAdvanced;
import dev.tocsin.engine.detection.Detection;
import dev.tocsin.engine.detection.PartitionMemory;
import dev.tocsin.incident.live.Harbour;
import dev.tocsin.incident.live.LiveState;
import dev.tocsin.incident.live.LiveView;
import dev.tocsin.incident.live.Views;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/// When somebody waits for detection's clocks.
class ClockNewsTest {

    private static final Duration HOUR = Duration.ofHours(1);

    @Test
    void whileAllIsWellItIsTimeAfterEightSeconds() {
        var quiet = Views.atNoon(Harbour.status(LOGIN_NA, 1, Verdict.UP, NOON.minus(HOUR)));

        assertThat(isDue(quiet, 7_999)).isFalse();
        assertThat(isDue(quiet, 8_000)).isTrue();
    }

    @Test
    void whileACellIsBadEachTickCounts() {
        var bad = Views.atNoon(Harbour.status(LOGIN_NA, 1, Verdict.DEGRADED, NOON.minus(HOUR)));

        assertThat(isDue(bad, 2_000)).isTrue();
    }

    @Test
    void whatChangedWithinAMinuteMayWaitForAClock() {
        assertThat(isDue(Views.atNoon(Harbour.status(LOGIN_NA, 1, Verdict.UP, NOON.minusSeconds(62))), 2_000))
                .isTrue();
        assertThat(isDue(Views.atNoon(Harbour.status(LOGIN_NA, 1, Verdict.UP, NOON.minusSeconds(63))), 2_000))
                .isFalse();
    }

    @Test
    void whileAnIncidentStandsEachTickCounts() {
        var open = Views.atNoon(Harbour.cacheOutage(3, IncidentState.MONITORING, NOON.minus(HOUR)));
        var over = Views.atNoon(Harbour.cacheOutage(3, IncidentState.RESOLVED, NOON.minus(HOUR)));

        assertThat(isDue(open, 2_000)).isTrue();
        assertThat(isDue(over, 2_000)).isFalse();
    }

    @Test
    void whoHasNotCaughtUpDoesNotKnowAndTellsEach() {
        assertThat(isDue(new LiveState().view(), 2_000)).isTrue();
    }

    @Test
    void aTickThatIsNotPassedOnMovesTheClockAndTellsNobody() {
        var detection = new Detection(new PartitionMemory(3));

        var kept = detection.take(NOON, new ClockTicked(3, NOON, false));
        var passedOn = detection.take(NOON, new ClockTicked(3, NOON, true));
        var withoutSaying = detection.take(NOON.plusSeconds(2), new ClockTicked(3, NOON));

        assertThat(kept.changes()).isEmpty();
        assertThat(passedOn.changes()).containsExactly(new ClockAdvanced(3, NOON));
        assertThat(withoutSaying.changes()).containsExactly(new ClockAdvanced(3, NOON.plusSeconds(2)));
    }

    private static boolean isDue(LiveView view, long millisSinceTheLast) {
        return ClockNews.isDue(view, NOON.minusMillis(millisSinceTheLast), NOON);
    }
}
