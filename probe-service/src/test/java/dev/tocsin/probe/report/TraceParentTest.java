package dev.tocsin.probe.report;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tocsin.contract.Cell;
import dev.tocsin.contract.health.HealthObserved;
import dev.tocsin.contract.health.Outcome;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class TraceParentTest {

    private static final Instant NOON = Instant.parse("2006-04-11T12:00:00Z");

    @Test
    void anEventThatIsSentTwiceHasOneTraceAndOneSpan() {
        assertThat(TraceParent.of(observed(NOON))).isEqualTo(TraceParent.of(observed(NOON)));
        assertThat(TraceParent.of(observed(NOON)).text(true)).matches("00-[0-9a-f]{32}-[0-9a-f]{16}-01");
        assertThat(TraceParent.of(observed(NOON)).text(false)).matches("00-[0-9a-f]{32}-[0-9a-f]{16}-00");
    }

    @Test
    void anotherEventHasAnotherTraceAndAnotherSpan() {
        var one = TraceParent.of(observed(NOON));
        var next = TraceParent.of(observed(NOON.plusMillis(1)));

        assertThat(next.traceId()).isNotEqualTo(one.traceId());
        assertThat(next.spanId()).isNotEqualTo(one.spanId());
    }

    private static HealthObserved observed(Instant at) {
        return new HealthObserved(
                "login-page",
                Cell.of("login@na"),
                "us-east",
                "us-east-1",
                Outcome.PASS,
                at,
                12.5,
                null,
                null,
                null,
                null);
    }
}
