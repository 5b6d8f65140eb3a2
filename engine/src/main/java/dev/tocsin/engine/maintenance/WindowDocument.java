package dev.tocsin.engine.maintenance;

import dev.tocsin.contract.Cell;
import dev.tocsin.contract.maintenance.MaintenanceEvent.WindowState;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A window as a document for the database and for REST answers. It has one form for all states; [#window] derives the
/// state.
///
/// @param number the number of its latest change, from 1
/// @param plan the plan of the catalog from which it comes; null if an operator made it
/// @param by the operator who made or changed it; null if nobody did
/// @param verifyingSince the time since which the work is done and is being checked; null before that
/// @param prolongedFrom its planned end before it was prolonged while in progress; null if it was not prolonged
public record WindowDocument(
        String id,
        long number,
        @Nullable String plan,
        String title,
        List<Cell> cells,
        Instant startsAt,
        Instant endsAt,
        WindowState state,
        @Nullable String by,
        Instant updatedAt,
        @Nullable Instant verifyingSince,
        @Nullable Instant prolongedFrom) {

    public WindowDocument {
        cells = List.copyOf(cells);
    }

    static WindowDocument of(Window window) {
        return new WindowDocument(
                window.id(),
                window.number(),
                window.plan(),
                window.title(),
                window.cells(),
                window.startsAt(),
                window.endsAt(),
                window.state(),
                window.by(),
                window.updatedAt(),
                window.verifyingSince(),
                window.prolongedFrom());
    }

    Window window() {
        var facts = new WindowFacts(id, number, plan, title, cells, startsAt, endsAt, by, updatedAt);
        return switch (state) {
            case SCHEDULED -> new ScheduledWindow(facts);
            case IN_PROGRESS -> new OngoingWindow(facts, verifyingSince, prolongedFrom);
            case COMPLETED -> new CompletedWindow(facts, verifyingSince, prolongedFrom);
            case CANCELLED -> new CancelledWindow(facts, verifyingSince, prolongedFrom);
        };
    }
}
