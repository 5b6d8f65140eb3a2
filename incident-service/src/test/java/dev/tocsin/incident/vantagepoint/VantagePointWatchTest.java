package dev.tocsin.incident.vantagepoint;

import static dev.tocsin.incident.trust.live.Harbour.NOON;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tocsin.contract.status.ClockAdvanced;
import dev.tocsin.contract.vantage.HeartbeatSent;
import dev.tocsin.contract.vantage.HeartbeatSent.Control;
import dev.tocsin.incident.trust.live.Harbour;
import dev.tocsin.incident.trust.live.LiveState;
import dev.tocsin.incident.trust.live.Views;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class VantagePointWatchTest {

    private final LiveState state = Views.state();
    private Instant heard = NOON;

    @Test
    void aVantagePointThatIsHeardAndSeesIsWell() {
        state.received(Harbour.heartbeat(NOON), NOON);

        assertThat(trouble(NOON.plusSeconds(5))).isEmpty();
    }

    @Test
    void aHeartbeatIsOverdueAfterThreeWereMissed() {
        state.received(Harbour.heartbeat(NOON), NOON);

        assertThat(trouble(NOON.plusSeconds(15))).isEmpty();
        assertThat(trouble(NOON.plusSeconds(16)))
                .contains(
                        "Probe in Virginia lost · since 12:00 UTC. Probe us-east-1 sends no heartbeats: check that its process is running and can reach Kafka.");
    }

    @Test
    void itIsWellAgainWithTheNextHeartbeat() {
        state.received(Harbour.heartbeat(NOON), NOON);
        assertThat(trouble(NOON.plusSeconds(20))).isPresent();

        state.received(Harbour.heartbeat(NOON.plusSeconds(21)), NOON.plusSeconds(21));

        assertThat(trouble(NOON.plusSeconds(22))).isEmpty();
    }

    @Test
    void fastHeartbeatsAreGivenTenSecondsAllTheSame() {
        state.received(with(Harbour.heartbeat(NOON), 1_000, List.of(), 0, List.of()), NOON);

        assertThat(trouble(NOON.plusSeconds(10))).isEmpty();
        assertThat(trouble(NOON.plusSeconds(11))).isPresent();
    }

    @Test
    void oneThatNeverSpokeHasAMinute() {
        assertThat(trouble(NOON.plusSeconds(60))).isEmpty();
        assertThat(trouble(NOON.plusSeconds(61)))
                .hasValueSatisfying(why -> assertThat(why)
                        .contains("No probe has reported from Virginia", "tocsin.probe.vantage-point=us-east"));
    }

    @Test
    void controlsThatAllFailMakeItBlind() {
        var controls = List.of(new Control("https://one.example", false), new Control("tcp://two.example:443", false));
        state.received(with(Harbour.heartbeat(NOON), 5_000, controls, 0, List.of()), NOON);

        assertThat(trouble(NOON))
                .hasValueSatisfying(why -> assertThat(why)
                        .contains("none of its control targets answers", "https://one.example, tcp://two.example:443"));
    }

    @Test
    void oneControlThatAnswersIsEnough() {
        var controls = List.of(new Control("https://one.example", false), new Control("tcp://two.example:443", true));
        state.received(with(Harbour.heartbeat(NOON), 5_000, controls, 0, List.of()), NOON);

        assertThat(trouble(NOON)).isEmpty();
    }

    @Test
    void aClockThatIsOffIsNamed() {
        state.received(Harbour.heartbeat(NOON.minusSeconds(30)), NOON);

        assertThat(trouble(NOON)).hasValueSatisfying(why -> assertThat(why).contains("30 s behind"));
    }

    @Test
    void aHeartbeatFoundAtTheStartSaysNothingOfTheClock() {
        var fresh = new LiveState();
        Harbour.catalog(1, NOON).forEach(entry -> fresh.received(entry, NOON));
        fresh.received(Harbour.heartbeat(NOON.minusSeconds(3600)), NOON);
        fresh.caughtUp(NOON);

        assertThat(VantagePointWatch.trouble(fresh.view(), "us-east", NOON)).isEmpty();
    }

    @Test
    void missingSecretsAreNamed() {
        state.received(with(Harbour.heartbeat(NOON), 5_000, List.of(), 0, List.of("CRM_PROBE_TOKEN")), NOON);

        assertThat(trouble(NOON)).hasValueSatisfying(why -> assertThat(why).contains("lacks CRM_PROBE_TOKEN"));
    }

    @Test
    void aSpoolThatFillsIsNamedAndOneThatIsPassedThroughIsNot() {
        state.received(with(Harbour.heartbeat(NOON), 5_000, List.of(), 42, List.of()), NOON);
        assertThat(trouble(NOON)).isEmpty();

        state.received(with(Harbour.heartbeat(NOON), 5_000, List.of(), 420, List.of()), NOON);

        assertThat(trouble(NOON)).hasValueSatisfying(why -> assertThat(why).contains("420 health events on its disk"));
    }

    @Test
    void whileNothingAtAllIsHeardNoProbeIsToBlame() {
        state.received(Harbour.heartbeat(NOON), NOON);

        assertThat(VantagePointWatch.trouble(state.view(), "us-east", NOON.plusSeconds(300)))
                .isEmpty();
    }

    @Test
    void afterASilenceEachProbeHasItsTimeAnew() {
        state.received(Harbour.heartbeat(NOON), NOON);
        var back = NOON.plusSeconds(300);
        state.received(new ClockAdvanced(0, back), back);
        heard = back;

        assertThat(trouble(back.plusSeconds(15))).isEmpty();
        assertThat(trouble(back.plusSeconds(16))).isPresent();
    }

    /// Looks at that time, when detection's clock was heard each two seconds until then.
    private Optional<String> trouble(Instant now) {
        while (heard.isBefore(now)) {
            heard = heard.plusSeconds(2);
            state.received(new ClockAdvanced(0, heard), heard);
        }
        return VantagePointWatch.trouble(state.view(), "us-east", now);
    }

    private static HeartbeatSent with(
            HeartbeatSent like, long everyMillis, List<Control> controls, long spooled, List<String> secrets) {
        return new HeartbeatSent(
                like.vantagePoint(),
                like.probe(),
                like.time(),
                like.startedAt(),
                everyMillis,
                1,
                6,
                controls,
                0,
                true,
                spooled,
                0,
                0,
                secrets);
    }
}
