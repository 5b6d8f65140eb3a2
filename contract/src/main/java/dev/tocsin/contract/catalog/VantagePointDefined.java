package dev.tocsin.contract.catalog;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.time.Instant;
import java.util.List;

/// A place from which probes ask.
///
/// @param latitude degrees, -90 to 90
/// @param longitude degrees, -180 to 180
/// @param controls `https:`, `http:` or `tcp:` addresses that a probe there asks before it calls anything failed
public record VantagePointDefined(
        long version,
        @JsonProperty("definedAt") Instant time,
        String id,
        String name,
        double latitude,
        double longitude,
        List<String> controls)
        implements CatalogEvent {

    @Override
    public String key() {
        return "vantage-point/" + id;
    }
}
