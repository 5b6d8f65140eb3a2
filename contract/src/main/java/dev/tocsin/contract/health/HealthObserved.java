package dev.tocsin.contract.health;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.tocsin.contract.Cell;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// One observation of a cell: a health event.
///
/// @param time when the ask began, corrected by the probe for its clock's offset
/// @param probe the process that asked, or the name of another sender
/// @param latencyMillis from the beginning of the ask to its end, 0 or more
/// @param phases the parts of the latency, or null when the sender does not know them
/// @param error what went wrong; null when the outcome is `pass`
/// @param detail one line for operators, at most 200 characters, or null
/// @param definition the definition of the check that was asked; null from other senders, and then it counts for any
public record HealthObserved(
        String check,
        Cell cell,
        String vantagePoint,
        String probe,
        Outcome outcome,
        @JsonProperty("observedAt") Instant time,
        double latencyMillis,
        @Nullable Phases phases,
        @Nullable ErrorKind error,
        @Nullable String detail,
        @Nullable String definition)
        implements HealthLogEvent {

    @Override
    public String key() {
        return cell.toString();
    }

    @Override
    public String eventId() {
        return "%s/%s/%s/%d".formatted(check, cell, vantagePoint, time.toEpochMilli());
    }
}
