package dev.tocsin.engine.maintenance;

import dev.tocsin.contract.Cell;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The facts of a window that all its states share.
///
/// @param number the number of its latest change, from 1
/// @param plan the plan of the catalog from which it comes; null if an operator made it
/// @param by the operator who made or changed it, after which its plan no longer changes it; null if nobody did
record WindowFacts(
        String id,
        long number,
        @Nullable String plan,
        String title,
        List<Cell> cells,
        Instant startsAt,
        Instant endsAt,
        @Nullable String by,
        Instant updatedAt) {

    WindowFacts {
        cells = List.copyOf(cells);
    }

    WindowFacts changed(
            String newTitle,
            List<Cell> newCells,
            Instant newStart,
            Instant newEnd,
            @Nullable String newBy,
            Instant now) {
        return new WindowFacts(id, number + 1, plan, newTitle, newCells, newStart, newEnd, newBy, now);
    }

    WindowFacts ending(Instant newEnd, @Nullable String newBy, Instant now) {
        return changed(title, cells, startsAt, newEnd, newBy, now);
    }
}
