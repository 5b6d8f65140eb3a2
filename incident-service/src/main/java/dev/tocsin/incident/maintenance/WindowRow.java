package dev.tocsin.incident.maintenance;

import dev.tocsin.contract.Cell;
import dev.tocsin.contract.catalog.ComponentDefined;
import dev.tocsin.engine.catalog.Catalog;
import dev.tocsin.engine.catalog.DisplayNames;
import dev.tocsin.engine.maintenance.CancelledWindow;
import dev.tocsin.engine.maintenance.CompletedWindow;
import dev.tocsin.engine.maintenance.OngoingWindow;
import dev.tocsin.engine.maintenance.ScheduledWindow;
import dev.tocsin.engine.maintenance.Window;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A window as operators see it.
///
/// @param where such as `Log in and API – North America`
/// @param stage such as `in progress`
/// @param begun whether the work has begun, so that its start cannot change any more
/// @param over whether the work was completed or cancelled, so that nothing can change any more
/// @param verifying whether the work is done and is being verified
/// @param customersRead whether it has a public page
/// @param plan the plan of the catalog from which it comes, or null
/// @param by the operator who made or changed it last, or null
public record WindowRow(
        String id,
        String title,
        List<Cell> cells,
        String where,
        Instant startsAt,
        Instant endsAt,
        @Nullable Instant prolongedFrom,
        String stage,
        boolean begun,
        boolean over,
        boolean verifying,
        boolean customersRead,
        @Nullable String plan,
        @Nullable String by) {

    private static final int MOST_CELLS = 50;

    public static WindowRow of(Window window, Catalog catalog) {
        return new WindowRow(
                window.id(),
                window.title(),
                window.cells(),
                where(window.cells(), catalog),
                window.startsAt(),
                window.endsAt(),
                window.prolongedFrom(),
                stage(window),
                !(window instanceof ScheduledWindow),
                window instanceof CompletedWindow || window instanceof CancelledWindow,
                window.verifyingSince() != null,
                window.cells().stream().anyMatch(cell -> isPublic(cell, catalog)),
                window.plan(),
                window.by());
    }

    /// The first of its cells.
    public List<Cell> someCells() {
        return cells.stream().limit(MOST_CELLS).toList();
    }

    public int otherCells() {
        return Math.max(0, cells.size() - MOST_CELLS);
    }

    private static String stage(Window window) {
        return switch (window) {
            case ScheduledWindow _ -> "scheduled";
            case OngoingWindow ongoing -> ongoing.verifyingSince() == null ? "in progress" : "being verified";
            case CompletedWindow _ -> "completed";
            case CancelledWindow _ -> "cancelled";
        };
    }

    private static boolean isPublic(Cell cell, Catalog catalog) {
        return catalog.component(cell.component())
                .filter(ComponentDefined::isPublic)
                .isPresent();
    }

    private static String where(List<Cell> cells, Catalog catalog) {
        var components = cells.stream()
                .map(cell -> DisplayNames.component(catalog, cell.component()))
                .distinct()
                .toList();
        var regions = cells.stream()
                .map(cell -> DisplayNames.region(catalog, cell.region()))
                .distinct()
                .toList();
        return "%s – %s".formatted(DisplayNames.some(components), DisplayNames.some(regions));
    }
}
