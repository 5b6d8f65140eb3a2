package dev.tocsin.incident.detection.stream;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tocsin.engine.detection.OversightState;
import dev.tocsin.engine.detection.OversightState.SetAsideVantagePoint;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;

class OversightFormTest {

    private static final JsonSerde<OversightState> SERDE = new JsonSerde<>(OversightState.class);

    @Test
    void whatAnOlderVersionKeptIsTakenOver() {
        var state = read("""
                {"counts":{"0":{"partition":0,"time":"2006-04-11T12:00:00.000Z","overMillis":10000,"answered":30,
                 "expected":30.0,"agreements":[{"vantagePoint":"us-east","region":"na","compared":8,"disagreeing":6,
                 "lasting":5}]}},"probes":{},"aside":[{"vantagePoint":"us-east","region":null,"disagrees":true,
                 "heartbeatsSay":null,"calmSince":"2006-04-11T12:00:00.000Z"}],
                 "sight":{"slots":{},"minutes":[0.5],"judgedTo":7,"blind":false}}
                """);

        assertThat(state.counts()).hasSize(1);
        assertThat(state.aside())
                .containsExactly(new SetAsideVantagePoint(
                        "us-east", null, true, null, Instant.parse("2006-04-11T12:00:00Z"), null));
    }

    @Test
    void whatIsKeptIsReadBack() {
        var since = Instant.parse("2006-04-11T12:00:00Z");
        var state = new OversightState(
                OversightState.NONE.counts(),
                OversightState.NONE.probes(),
                List.of(new SetAsideVantagePoint("us-east", "na", true, null, null, since)),
                OversightState.NONE.sight());

        var bytes = SERDE.serializer().serialize("", state);

        assertThat(read(new String(bytes, UTF_8))).isEqualTo(state);
    }

    private static OversightState read(String json) {
        return Objects.requireNonNull(SERDE.deserializer().deserialize("", json.getBytes(UTF_8)));
    }
}
