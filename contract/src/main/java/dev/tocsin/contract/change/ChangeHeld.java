package dev.tocsin.contract.change;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.time.Instant;
import java.util.List;

/// Regions broke within minutes of a change: its rollout should stop before it reaches the next region. Tocsin writes
/// this event once for each change, incident and outage.
///
/// @param regions the regions that broke, at least one
/// @param incident the incident in which they broke
/// @param outage its id within the incident
/// @param reason one line, with the numbers
public record ChangeHeld(
        String change,
        List<String> regions,
        String incident,
        String outage,
        @JsonProperty("heldAt") Instant time,
        String reason)
        implements ChangeEvent {

    @Override
    public String eventId() {
        return change + "/held/" + incident + "/" + outage;
    }
}
