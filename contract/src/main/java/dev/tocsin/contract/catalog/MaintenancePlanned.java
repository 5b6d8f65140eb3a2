package dev.tocsin.contract.catalog;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.tocsin.contract.Cell;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Planned work as the catalog defines it: one window, or one for each time that its rule names.
///
/// @param id the beginning of the id of each of its windows
/// @param starts the start of the first window, a local date and time in `zone`, such as `2006-04-16T02:00`
/// @param repeats a recurrence rule of RFC 5545, such as `FREQ=WEEKLY;BYDAY=SU`; null for once
/// @param zone an IANA time zone
public record MaintenancePlanned(
        long version,
        @JsonProperty("definedAt") Instant time,
        String id,
        String title,
        List<Cell> cells,
        String starts,
        long lastsMillis,
        @Nullable String repeats,
        String zone)
        implements CatalogEvent {

    @Override
    public String key() {
        return "maintenance/" + id;
    }
}
