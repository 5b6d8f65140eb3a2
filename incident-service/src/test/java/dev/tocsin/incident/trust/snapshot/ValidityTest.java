package dev.tocsin.incident.trust.snapshot;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class ValidityTest {

    private static final Instant NOON = Instant.parse("2026-11-24T12:00:00Z");

    @Test
    void itOutlastsARoundThatWasMissedAndTheWayToWhereItIsServed() {
        var validity = Validity.from("same", NOON, NOON.minusSeconds(2), Duration.ofMinutes(1), Duration.ofSeconds(30));

        assertThat(validity).isEqualTo(new Validity("same", NOON, NOON.minusSeconds(2), NOON.plusSeconds(150)));
    }
}
