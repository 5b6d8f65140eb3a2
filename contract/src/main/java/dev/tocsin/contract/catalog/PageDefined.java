package dev.tocsin.contract.catalog;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.time.Instant;
import java.util.List;

/// The product's name and address for its customers, and its operators.
///
/// @param timeZone an IANA zone, `Etc/UTC` unless stated otherwise
/// @param operators `mailto:` addresses that are alerted to Tocsin's own troubles
public record PageDefined(
        long version,
        @JsonProperty("definedAt") Instant time,
        String name,
        String url,
        String timeZone,
        List<String> operators)
        implements CatalogEvent {

    @Override
    public String key() {
        return "page/page";
    }
}
