package dev.tocsin.contract.health;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.time.Instant;

/// Tocsin is blind: far fewer results arrive than usual. A missing vote counts as UNKNOWN from here on. Written into
/// every partition.
///
/// @param reason one line for operators
public record BlindnessBegan(@JsonProperty("beganAt") Instant time, String reason) implements HealthLogEvent {

    @Override
    public String key() {
        return "blindness";
    }

    @Override
    public String eventId() {
        return key() + "/began/" + time.toEpochMilli();
    }
}
