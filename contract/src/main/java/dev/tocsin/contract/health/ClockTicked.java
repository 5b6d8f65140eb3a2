package dev.tocsin.contract.health;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// Moves a partition's clock while nothing else arrives there; its append time is what counts.
///
/// @param partition the partition of `tocsin.health-events` into which it is written
/// @param passOn whether the clock's progress is published to `tocsin.cell-status`; null means yes
public record ClockTicked(
        int partition,
        @JsonProperty("tickedAt") Instant time,
        @Nullable Boolean passOn) implements HealthLogEvent {

    public ClockTicked(int partition, Instant time) {
        this(partition, time, null);
    }

    @Override
    public String key() {
        return "clock/" + partition;
    }

    @Override
    public String eventId() {
        return key() + "/" + time.toEpochMilli();
    }
}
