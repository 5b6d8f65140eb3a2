package dev.tocsin.engine.uptime;

import dev.tocsin.contract.Cell;
import dev.tocsin.engine.maintenance.CancelledWindow;
import dev.tocsin.engine.maintenance.CompletedWindow;
import dev.tocsin.engine.maintenance.OngoingWindow;
import dev.tocsin.engine.maintenance.ScheduledWindow;
import dev.tocsin.engine.maintenance.Window;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// The span of time in which a maintenance window was open, and its cells.
public record MaintenanceSpan(String window, List<Cell> cells, Span span) {

    public MaintenanceSpan {
        cells = List.copyOf(cells);
    }

    /// Empty for a window that never began.
    public static Optional<MaintenanceSpan> of(Window window) {
        return switch (window) {
            case ScheduledWindow _ -> Optional.empty();
            case OngoingWindow _, CompletedWindow _ -> Optional.of(work(window, window.endsAt()));
            case CancelledWindow _ ->
                window.updatedAt().isAfter(window.startsAt())
                        ? Optional.of(work(window, window.updatedAt()))
                        : Optional.empty();
        };
    }

    private static MaintenanceSpan work(Window window, Instant end) {
        return new MaintenanceSpan(window.id(), window.cells(), new Span(window.startsAt(), end));
    }
}
