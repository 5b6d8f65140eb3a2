package dev.tocsin.contract.health;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.tocsin.contract.Ids;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// A vantage point's votes count as UNKNOWN from here on, everywhere or in one region. Written into every partition.
///
/// @param region the region for which it holds; null for all
/// @param reason one line for operators
public record VantagePointSetAside(
        String vantagePoint,
        @Nullable String region,
        @JsonProperty("setAsideAt") Instant time,
        String reason) implements HealthLogEvent {

    public VantagePointSetAside {
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
        return "%s/%s/set-aside/%d".formatted(key(), region == null ? "all" : region, time.toEpochMilli());
    }
}
