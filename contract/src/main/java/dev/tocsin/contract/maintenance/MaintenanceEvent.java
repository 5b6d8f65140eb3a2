package dev.tocsin.contract.maintenance;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.tocsin.contract.Cell;
import dev.tocsin.contract.Event;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A complete window of planned work, published after each change to it.
public sealed interface MaintenanceEvent extends Event permits MaintenanceEvent.WindowUpdated {

    /// A window was created, moved, started, ended or cancelled.
    ///
    /// @param number from 1 for each window
    /// @param time when it was changed
    /// @param verifyingSince the time since which the work is done and is being checked, with the window still in
    ///     progress; null before that
    /// @param prolongedFrom its planned end before it was prolonged while in progress; null if it was not prolonged
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
