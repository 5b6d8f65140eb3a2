package dev.tocsin.notifier.message;

import dev.tocsin.contract.Cell;
import dev.tocsin.contract.delivery.MaintenanceStage;
import dev.tocsin.contract.maintenance.MaintenanceEvent.WindowState;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The content of notices of planned work.
///
/// @param number the number of the notice within its window, from 1
/// @param cells the public ones, at most [#MOST_CELLS]; none when the work was moved away from all of them
/// @param allCells the number of all public cells
/// @param before the times that were announced before; null while they hold
public record MaintenanceReport(
        String window,
        long number,
        MaintenanceStage stage,
        String title,
        WindowState state,
        List<Cell> cells,
        int allCells,
        Instant startsAt,
        Instant endsAt,
        @Nullable WindowTimes before,
        Instant at)
        implements Report {

    public static final int MOST_CELLS = 40;

    private static final String ABOUT = "maintenance/";

    public record WindowTimes(Instant startsAt, Instant endsAt) {}

    public static String about(String window) {
        return ABOUT + window;
    }

    /// The window that a notice is about, from the value that [#about] returns for it.
    public static String window(String about) {
        return about.substring(ABOUT.length());
    }

    @Override
    public String about() {
        return about(window);
    }

    /// Work that touches no public component any more has no page.
    @Override
    public String path() {
        return cells.isEmpty() ? "/maintenance" : "/maintenance/" + window;
    }
}
