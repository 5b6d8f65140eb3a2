package dev.tocsin.incident.detection.clock;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tocsin.contract.health.ClockTicked;
import dev.tocsin.contract.status.ClockAdvanced;
import dev.tocsin.engine.detection.Detection;
import dev.tocsin.engine.detection.PartitionMemory;
import dev.tocsin.incident.detection.SeenClocks.ClockSummary;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/// When ticks make detection publish its clocks.
class TickerTest {

    private static final Instant NOON = Instant.parse("2026-03-01T12:00:00Z");

    @Test
    void whileNobodyWaitsItIsTimeAfterEightSeconds() {
        assertThat(isDue(false, 7_999)).isFalse();
        assertThat(isDue(false, 8_000)).isTrue();
    }

    @Test
    void whileSomebodyWaitsEachTickCounts() {
        assertThat(isDue(true, 2_000)).isTrue();
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

    private static boolean isDue(boolean awaited, long millisSinceTheLast) {
        var seen = new ClockSummary(1, Optional.of(NOON), true, awaited);
        return Ticker.isDue(seen, NOON.minusMillis(millisSinceTheLast), NOON);
    }
}
