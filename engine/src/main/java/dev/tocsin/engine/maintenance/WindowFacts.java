package dev.tocsin.engine.maintenance;

import dev.tocsin.contract.Cell;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What is known of a window, whatever state it is in.
///
/// @param number of its latest change, from 1
/// @param plan of the catalog from which it comes; null if an operator made it
/// @param by the operator who made or changed it: then its plan changes it no more; null if nobody did
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
