package dev.tocsin.contract.status;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.time.Instant;

/// The progress of a partition's clock; every status change of that partition up to that time precedes this event.
///
/// @param partition a partition of `tocsin.health-events`
/// @param time the highest append time seen there
public record ClockAdvanced(
        int partition, @JsonProperty("clock") Instant time) implements CellStatusEvent {

    @Override
    public String key() {
        return "clock/" + partition;
    }

    @Override
    public String eventId() {
        return key() + "/" + time.toEpochMilli();
    }
}
