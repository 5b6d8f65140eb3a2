package dev.tocsin.contract.status;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.tocsin.contract.Cell;
import java.time.Instant;

/// A cell has no checks any more: from here on there is no verdict. On the compacted topic a tombstone follows it.
///
/// @param number continues the numbers of the cell's [StatusChanged]
/// @param partition the partition of `tocsin.health-events` whose clock `time` is
public record WatchEnded(
        Cell cell, long number, @JsonProperty("endedAt") Instant time, int partition) implements CellStatusEvent {

    @Override
    public String key() {
        return cell.toString();
    }

    @Override
    public String eventId() {
        return cell + "/" + number;
    }
}
