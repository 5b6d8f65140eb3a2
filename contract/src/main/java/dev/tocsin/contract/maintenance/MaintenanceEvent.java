package dev.tocsin.contract.maintenance;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.tocsin.contract.Cell;
import dev.tocsin.contract.Event;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A window of planned work, whole, after each change to it.
public sealed interface MaintenanceEvent extends Event permits MaintenanceEvent.WindowUpdated {

    /// A window was made, moved, begun, ended or cancelled.
    ///
    /// @param number from 1 for each window
    /// @param time when it was changed
    /// @param verifyingSince since when the work is done and is being checked, in progress still; null before that
    /// @param prolongedFrom where it was to end before it was prolonged while in progress; null if it was not
    record WindowUpdated(
            String window,
            long number,
            String title,
            List<Cell> cells,
            Instant startsAt,
            Instant endsAt,
            WindowState state,
            @JsonProperty("updatedAt") Instant time,
            @Nullable Instant verifyingSince,
            @Nullable Instant prolongedFrom)
            implements MaintenanceEvent {

        @Override
        public String key() {
            return window;
        }

        @Override
        public String eventId() {
            return window + "/" + number;
        }
    }

    enum WindowState {
        @JsonProperty("scheduled")
        SCHEDULED,
        @JsonProperty("in-progress")
        IN_PROGRESS,
        @JsonProperty("completed")
        COMPLETED,
        @JsonProperty("cancelled")
        CANCELLED
    }
}
