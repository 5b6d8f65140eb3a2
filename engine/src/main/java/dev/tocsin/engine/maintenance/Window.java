package dev.tocsin.engine.maintenance;

import static dev.tocsin.contract.maintenance.MaintenanceEvent.WindowState.CANCELLED;
import static dev.tocsin.contract.maintenance.MaintenanceEvent.WindowState.COMPLETED;
import static dev.tocsin.contract.maintenance.MaintenanceEvent.WindowState.IN_PROGRESS;
import static dev.tocsin.contract.maintenance.MaintenanceEvent.WindowState.SCHEDULED;

import dev.tocsin.contract.Cell;
import dev.tocsin.contract.maintenance.MaintenanceEvent.WindowState;
import dev.tocsin.contract.maintenance.MaintenanceEvent.WindowUpdated;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// A time in which work is done on some cells.
///
/// ```
///              starts               ends
///   scheduled ───────▶ in progress ──────▶ completed
///     │   ▲                 │
///     ▼   │ planned again   │
///   cancelled ◀─────────────┘
/// ```
///
/// @param number of its latest change, from 1
/// @param plan of the catalog from which it comes; null if an operator made it
/// @param by the operator who made or changed it: then its plan changes it no more; null if nobody did
/// @param verifyingSince since when the work is done and is being checked, in progress still; null before that
/// @param prolongedFrom where it was to end before it was prolonged while in progress; null if it was not
public record Window(
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

    public Window {
        cells = List.copyOf(cells);
    }

    static Window planned(
            String id, String plan, String title, List<Cell> cells, Instant startsAt, Instant endsAt, Instant now) {
        return new Window(id, 1, plan, title, cells, startsAt, endsAt, SCHEDULED, null, now, null, null);
    }

    public static Window made(
            String id, String title, List<Cell> cells, Instant startsAt, Instant endsAt, String by, Instant now) {
        return new Window(id, 1, null, title, cells, startsAt, endsAt, SCHEDULED, by, now, null, null);
    }

    public boolean isOver() {
        return state == COMPLETED || state == CANCELLED;
    }

    public boolean hasBegun() {
        return state != SCHEDULED;
    }

    /// Whether its plan still decides about it: no operator did, and it is not done.
    boolean followsPlan() {
        return plan != null && by == null && state != COMPLETED;
    }

    public boolean isSameWork(Window other) {
        return title.equals(other.title)
                && cells.equals(other.cells)
                && startsAt.equals(other.startsAt)
                && endsAt.equals(other.endsAt);
    }

    /// The next state, if it is time for it; one after the other, however late it is noticed.
    Optional<Window> next(Instant now) {
        return switch (state) {
            case SCHEDULED -> now.isBefore(startsAt) ? Optional.empty() : Optional.of(in(IN_PROGRESS, endsAt, by, now));
            case IN_PROGRESS -> now.isBefore(endsAt) ? Optional.empty() : Optional.of(in(COMPLETED, endsAt, by, now));
            case COMPLETED, CANCELLED -> Optional.empty();
        };
    }

    /// As its plan has it now; one that the plan had dropped is scheduled again.
    Window planned(Window wanted, Instant now) {
        return state == CANCELLED
                ? new Window(
                        id,
                        number + 1,
                        plan,
                        wanted.title,
                        wanted.cells,
                        startsAt,
                        wanted.endsAt,
                        SCHEDULED,
                        null,
                        now,
                        null,
                        null)
                : changed(wanted.title, wanted.cells, startsAt, wanted.endsAt, null, now);
    }

    public Window changed(
            String newTitle,
            List<Cell> newCells,
            Instant newStart,
            Instant newEnd,
            @Nullable String newBy,
            Instant now) {
        return new Window(
                id,
                number + 1,
                plan,
                newTitle,
                newCells,
                newStart,
                newEnd,
                state,
                newBy,
                now,
                verifyingSince,
                prolongedFrom(newEnd));
    }

    /// The work is done, and is being checked until the window ends.
    public Window verifying(String newBy, Instant now) {
        return new Window(id, number + 1, plan, title, cells, startsAt, endsAt, state, newBy, now, now, prolongedFrom);
    }

    /// Ends where it is completed, if that is before its time.
    public Window completed(String newBy, Instant now) {
        return in(COMPLETED, endingBy(now), newBy, now);
    }

    /// One in progress ends where it is cancelled.
    public Window cancelled(@Nullable String newBy, Instant now) {
        return in(CANCELLED, state == IN_PROGRESS ? endingBy(now) : endsAt, newBy, now);
    }

    private Window in(WindowState newState, Instant newEnd, @Nullable String newBy, Instant now) {
        return new Window(
                id,
                number + 1,
                plan,
                title,
                cells,
                startsAt,
                newEnd,
                newState,
                newBy,
                now,
                verifyingSince,
                prolongedFrom(newEnd));
    }

    /// What was told first stays, however often it is prolonged, unless it ends by then after all.
    private @Nullable Instant prolongedFrom(Instant newEnd) {
        var toldEnd = prolongedFrom == null ? endsAt : prolongedFrom;
        return hasBegun() && newEnd.isAfter(toldEnd) ? toldEnd : null;
    }

    /// Not before it starts, by whichever instance's clock it began.
    private Instant endingBy(Instant now) {
        var notBefore = now.isBefore(startsAt) ? startsAt : now;
        return notBefore.isBefore(endsAt) ? notBefore : endsAt;
    }

    public WindowUpdated told() {
        return new WindowUpdated(
                id, number, title, cells, startsAt, endsAt, state, updatedAt, verifyingSince, prolongedFrom);
    }
}
