package dev.tocsin.contract.health;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.tocsin.contract.Ids;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// The end of a [VantagePointSetAside]. Written into every partition.
///
/// @param region the region for which it holds; null for all
/// @param reason one line for operators
public record VantagePointTakenBack(
        String vantagePoint,
        @Nullable String region,
        @JsonProperty("takenBackAt") Instant time,
        String reason) implements HealthLogEvent {

    public VantagePointTakenBack {
        Ids.requireId("vantage point", vantagePoint);
        if (region != null) {
            Ids.requireId("region", region);
        }
    }

    @Override
    public String key() {
        return "vantage-point/" + vantagePoint;
    }

    @Override
    public String eventId() {
        return "%s/%s/taken-back/%d".formatted(key(), region == null ? "all" : region, time.toEpochMilli());
    }
}
