package dev.tocsin.contract.health;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.tocsin.contract.Cell;
import dev.tocsin.contract.catalog.CheckTiming;
import dev.tocsin.contract.catalog.FailingMeans;
import java.time.Instant;
import java.util.List;

/// All checks of a cell, written to the cell's partition when they change and once a day; an empty list ends the watch.
///
/// @param version the catalog's version from which it was made
public record CellChecksDefined(
        Cell cell, long version, @JsonProperty("definedAt") Instant time, List<AssignedCheck> checks)
        implements HealthLogEvent {

    /// What detection has to know of a check.
    ///
    /// @param definition votes on another definition than this do not count
    /// @param from the vantage points that ask
    public record AssignedCheck(
            String check, String definition, FailingMeans failingMeans, CheckTiming timing, List<String> from) {}

    @Override
    public String key() {
        return cell.toString();
    }

    @Override
    public String eventId() {
        return "%s/checks/%d/%d".formatted(cell, version, time.toEpochMilli());
    }
}
