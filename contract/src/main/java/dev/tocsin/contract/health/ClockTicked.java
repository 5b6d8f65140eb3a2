package dev.tocsin.contract.health;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.time.Instant;

/// Moves a partition's clock while nothing else arrives there; its append time is what counts.
///
/// @param partition the partition of `tocsin.health-events` into which it is written
public record ClockTicked(
        int partition, @JsonProperty("tickedAt") Instant time) implements HealthLogEvent {

    @Override
    public String key() {
        return "clock/" + partition;
    }

    @Override
    public String eventId() {
        return key() + "/" + time.toEpochMilli();
    }
}
