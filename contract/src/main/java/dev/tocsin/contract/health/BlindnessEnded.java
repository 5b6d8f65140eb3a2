package dev.tocsin.contract.health;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.time.Instant;

/// The end of a [BlindnessBegan]. Written into every partition.
///
/// @param reason one line for operators
public record BlindnessEnded(@JsonProperty("endedAt") Instant time, String reason) implements HealthLogEvent {

    @Override
    public String key() {
        return "blindness";
    }

    @Override
    public String eventId() {
        return key() + "/ended/" + time.toEpochMilli();
    }
}
