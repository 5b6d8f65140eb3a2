package dev.tocsin.contract.health;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.tocsin.contract.Cell;
import java.time.Instant;

/// A job reported that a run of it began. Its end is a [HealthObserved].
///
/// @param check a heartbeat check of the cell
/// @param time when the report came in
public record RunStarted(
        String check, Cell cell, @JsonProperty("observedAt") Instant time) implements HealthLogEvent {

    @Override
    public String key() {
        return cell.toString();
    }

    @Override
    public String eventId() {
        return "%s/%s/started/%d".formatted(check, cell, time.toEpochMilli());
    }
}
