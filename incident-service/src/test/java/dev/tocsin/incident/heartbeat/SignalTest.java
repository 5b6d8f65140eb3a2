package dev.tocsin.incident.heartbeat;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tocsin.contract.Cell;
import dev.tocsin.contract.catalog.CheckDefined;
import dev.tocsin.contract.catalog.CheckTiming;
import dev.tocsin.contract.catalog.FailingMeans;
import dev.tocsin.contract.catalog.HeartbeatTiming;
import dev.tocsin.contract.catalog.Question;
import dev.tocsin.contract.health.ErrorKind;
import dev.tocsin.contract.health.HealthObserved;
import dev.tocsin.contract.health.Outcome;
import dev.tocsin.contract.health.RunStarted;
import dev.tocsin.incident.heartbeat.Signal.Failed;
import dev.tocsin.incident.heartbeat.Signal.Started;
import dev.tocsin.incident.heartbeat.Signal.Succeeded;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SignalTest {

    private static final Instant NOON = Instant.parse("2006-04-11T12:00:00Z");
    private static final CheckDefined CHECK = new CheckDefined(
            1,
            NOON,
            "nightly",
            Cell.of("backup@na"),
            FailingMeans.DOWN,
            new CheckTiming(60_000, 60_000, 60_000, 1, 80_000),
            List.of(Question.Heartbeat.CALLER),
            "heartbeat",
            new Question.Heartbeat(new HeartbeatTiming(20_000, null), 1));

    @Test
    void whatFollowsTheSecretIsTheSignal() {
        assertThat(Signal.of("")).contains(new Succeeded());
        assertThat(Signal.of("0")).contains(new Succeeded());
        assertThat(Signal.of("000")).contains(new Succeeded());
        assertThat(Signal.of("start")).contains(new Started());
        assertThat(Signal.of("fail")).contains(new Failed(null));
        assertThat(Signal.of("1")).contains(new Failed(1));
        assertThat(Signal.of("255")).contains(new Failed(255));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"256", "-1", "+1", "1.0", "0x1", "99999999999999999999", "ok", "START", " ", "%00", "1/2", "١"})
    void allElseIsNone(String text) {
        assertThat(Signal.of(text)).isEmpty();
    }

    @Test
    void aStartIsTheBeginningOfARun() {
        assertThat(new Started().event(CHECK, "x", "us", NOON))
                .isEqualTo(new RunStarted("nightly", Cell.of("backup@na"), NOON));
    }

    @Test
    void anEndIsAHealthEventOfTheJobItself() {
        assertThat(new Succeeded().event(CHECK, "", "us", NOON)).isInstanceOfSatisfying(HealthObserved.class, event -> {
            assertThat(event.outcome()).isEqualTo(Outcome.PASS);
            assertThat(event.vantagePoint()).isEqualTo("heartbeat");
            assertThat(event.time()).isEqualTo(NOON);
            assertThat(event.detail()).isNull();
            assertThat(event.error()).isNull();
        });
    }

    @Test
    void aFailureSaysWhyInOneShortLine() {
        assertThat(detail(new Failed(3), "disk\u0000 full\nreally")).isEqualTo("exit code 3 disk full really");
        assertThat(detail(new Failed(3), "")).isEqualTo("exit code 3");
        assertThat(detail(new Failed(null), "x".repeat(100_000))).hasSize(200).endsWith("…");
        assertThat(((HealthObserved) new Failed(null).event(CHECK, "", "us", NOON)).error())
                .isEqualTo(ErrorKind.JOB_FAILED);
    }

    private static String detail(Signal signal, String body) {
        return String.valueOf(((HealthObserved) signal.event(CHECK, body, "us", NOON)).detail());
    }
}
