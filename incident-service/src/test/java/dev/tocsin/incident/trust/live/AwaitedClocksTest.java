package dev.tocsin.incident.trust.live;

import static dev.tocsin.incident.trust.live.Harbour.LOGIN_NA;
import static dev.tocsin.incident.trust.live.Harbour.NOON;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tocsin.contract.Verdict;
import dev.tocsin.contract.incident.IncidentState;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/// When somebody waits for detection's clocks.
class AwaitedClocksTest {

    private static final Duration HOUR = Duration.ofHours(1);

    @Test
    void nobodyWaitsWhileAllIsWell() {
        assertThat(areAwaited(Views.atNoon(Harbour.status(LOGIN_NA, 1, Verdict.UP, NOON.minus(HOUR)))))
                .isFalse();
    }

    @Test
    void whileACellIsBadEachTickCounts() {
        var bad = Views.atNoon(Harbour.status(LOGIN_NA, 1, Verdict.DEGRADED, NOON.minus(HOUR)));

        assertThat(areAwaited(bad)).isTrue();
    }

    @Test
    void whatChangedWithinAMinuteMayWaitForAClock() {
        assertThat(areAwaited(Views.atNoon(Harbour.status(LOGIN_NA, 1, Verdict.UP, NOON.minusSeconds(62)))))
                .isTrue();
        assertThat(areAwaited(Views.atNoon(Harbour.status(LOGIN_NA, 1, Verdict.UP, NOON.minusSeconds(63)))))
                .isFalse();
    }

    @Test
    void whileAnIncidentStandsEachTickCounts() {
        var open = Views.atNoon(Harbour.cacheOutage(3, IncidentState.MONITORING, NOON.minus(HOUR)));
        var over = Views.atNoon(Harbour.cacheOutage(3, IncidentState.RESOLVED, NOON.minus(HOUR)));

        assertThat(areAwaited(open)).isTrue();
        assertThat(areAwaited(over)).isFalse();
    }

    @Test
    void whoHasNotCaughtUpDoesNotKnowAndTellsEach() {
        assertThat(areAwaited(new LiveState().view())).isTrue();
    }

    private static boolean areAwaited(LiveView view) {
        return AwaitedClocks.areAwaited(view, NOON);
    }
}
