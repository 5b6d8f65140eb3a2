package dev.tocsin.contract.catalog;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.time.Instant;
import java.util.List;

/// How the product calls itself to its customers, and whom its operators are.
///
/// @param timeZone an IANA zone, `Etc/UTC` unless told otherwise
/// @param operators `mailto:` addresses that hear of Tocsin's own troubles
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
