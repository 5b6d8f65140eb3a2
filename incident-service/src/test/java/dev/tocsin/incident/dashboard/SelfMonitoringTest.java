package dev.tocsin.incident.dashboard;

import static dev.tocsin.incident.trust.live.Harbour.NOON;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tocsin.contract.Verdict;
import dev.tocsin.contract.operator.OperatorAlertEvent.AlertRaised;
import dev.tocsin.contract.status.ClockAdvanced;
import dev.tocsin.engine.uptime.Overview;
import dev.tocsin.incident.notices.NoticeQueue;
import dev.tocsin.incident.trust.live.Harbour;
import dev.tocsin.incident.trust.live.LiveView;
import dev.tocsin.incident.trust.live.Views;
import dev.tocsin.incident.vantagepoint.VantagePointView;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class SelfMonitoringTest {

    @Test
    void ofATocsinThatSeesAllIsKnown() {
        var monitoring = of(
                Views.atNoon(
                        Harbour.heartbeat(NOON.minusSeconds(2)),
                        Harbour.status(Harbour.CACHE_NA, 1, Verdict.DOWN, NOON.minusSeconds(60)),
                        new AlertRaised("retention", NOON, "Old rows cannot be removed")),
                NOON);

        assertThat(monitoring.vantagePoints()).isEqualTo("The only vantage point is working");
        assertThat(monitoring.clocks()).isOne();
        assertThat(monitoring.slowest()).isEqualTo(NOON);
        assertThat(monitoring.stalled()).isEmpty();
        assertThat(monitoring.heartbeat()).isEqualTo(NOON.minusSeconds(2));
        assertThat(monitoring.change()).isEqualTo(NOON.minusSeconds(57));
        assertThat(monitoring.silentSince()).isNull();
        assertThat(monitoring.counted()).isNull();
        assertThat(monitoring.alerts()).isOne();
    }

    @Test
    void aPartitionWhoseClockStandsStillIsNamed() {
        var state = Views.state();
        state.received(new ClockAdvanced(7, NOON), NOON);
        state.received(new ClockAdvanced(0, NOON.plusSeconds(20)), NOON.plusSeconds(20));

        var monitoring = of(state.view(), NOON.plusSeconds(20));

        assertThat(monitoring.stalled()).containsExactly(7);
        assertThat(monitoring.slowest()).isEqualTo(NOON);
    }

    @Test
    void whileKafkaIsAwayItSaysSinceWhen() {
        assertThat(of(Views.atNoon(), NOON.plusSeconds(60)).silentSince()).isEqualTo(NOON);
    }

    @Test
    void beforeAnythingWasReceivedNothingIsClaimed() {
        var monitoring = of(LiveView.EMPTY, NOON);

        assertThat(monitoring.vantagePoints()).isEqualTo("No vantage point is in the catalog");
        assertThat(monitoring.slowest()).isNull();
        assertThat(monitoring.heartbeat()).isNull();
    }

    private static SelfMonitoring of(LiveView view, Instant now) {
        return SelfMonitoring.of(view, VantagePointView.all(view, now), Overview.NONE, NoticeQueue.UNKNOWN, now);
    }
}
