package dev.tocsin.contract.catalog;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.time.Instant;

/// A region in which customers are served.
///
/// @param latitude degrees, -90 to 90
/// @param longitude degrees, -180 to 180
/// @param customers how many are served there, 0 or more
public record RegionDefined(
        long version,
        @JsonProperty("definedAt") Instant time,
        String id,
        String name,
        double latitude,
        double longitude,
        long customers)
        implements CatalogEvent {

    @Override
    public String key() {
        return "region/" + id;
    }
}
