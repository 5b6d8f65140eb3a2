package dev.tocsin.contract.catalog;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.time.Instant;

/// The settings by which status changes become incidents, all in milliseconds.
///
/// @param openHoldMillis the least time that a bad cell waits before anything opens
/// @param endHoldMillis how long all cells of an outage must be up before it ends
/// @param reopenedEndHoldMillis the same for an incident that was reopened
/// @param reopenWithinMillis the time after its end within which an incident reopens instead of a new one opening
/// @param joinWindowMillis how far apart the onsets of neighbours may be; the window moves on with each cell that
///     joins
public record CorrelationSettingsDefined(
        long version,
        @JsonProperty("definedAt") Instant time,
        long openHoldMillis,
        long endHoldMillis,
        long reopenedEndHoldMillis,
        long reopenWithinMillis,
        long joinWindowMillis)
        implements CatalogEvent {

    @Override
    public String key() {
        return "settings/correlation";
    }
}
