package dev.tocsin.benchmarks.notices;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tocsin.benchmarks.notices.Arrivals.ArrivalKind;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BodyFormatTest {

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            TOCSIN       | {"type":"incident.opened","data":{"incident":"notice000001","sequence":2}}                        | OPENED
            TOCSIN       | {"type":"incident.closed","data":{"incident":"notice000001","sequence":3}}                        | CLOSED
            ALERTMANAGER | {"receiver":"r1","status":"firing","alerts":[{"labels":{"alertname":"notice000001"}}]}            | OPENED
            ALERTMANAGER | {"receiver":"r1","status":"resolved","alerts":[{"labels":{"alertname":"notice000001"}}]}          | CLOSED
            """)
    void aBodySaysItsIncidentAndKind(BodyFormat format, String body, ArrivalKind kind) {
        assertThat(format.incident(body)).isEqualTo("notice000001");
        assertThat(format.kind(body)).isEqualTo(kind);
    }
}
