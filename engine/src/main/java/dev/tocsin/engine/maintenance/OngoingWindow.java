package dev.tocsin.engine.maintenance;

import dev.tocsin.contract.Cell;
import dev.tocsin.contract.maintenance.MaintenanceEvent.WindowState;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// A window in progress. Its start cannot change any more.
public record OngoingWindow(
        WindowFacts facts,
        @Nullable Instant verifyingSince,
        @Nullable Instant prolongedFrom) implements Window {

    @Override
    public WindowState state() {
        return WindowState.IN_PROGRESS;
    }

    @Override
    public Optional<Window> next(Instant now) {
        return now.isBefore(endsAt()) ? Optional.empty() : Optional.of(completed(endsAt(), by(), now));
    }

    /// @param by the operator who changes it; null for its plan
    public OngoingWindow change(String title, List<Cell> cells, Instant endsAt, @Nullable String by, Instant now) {
        return new OngoingWindow(
                facts.changed(title, cells, startsAt(), endsAt, by, now), verifyingSince, prolongedFrom(endsAt));
    }

    /// The work is done, and is being checked until the window ends.
    public OngoingWindow verify(String by, Instant now) {
        return new OngoingWindow(facts.ending(endsAt(), by, now), now, prolongedFrom);
    }

    /// Ends the window now, if that is before its planned end.
    public CompletedWindow complete(String by, Instant now) {
        return completed(endingBy(now), by, now);
    }

    /// Ends the window now.
    ///
    /// @param by the operator who cancels it; null for its plan
    public CancelledWindow cancel(@Nullable String by, Instant now) {
        var end = endingBy(now);
        return new CancelledWindow(facts.ending(end, by, now), verifyingSince, prolongedFrom(end));
    }

    private CompletedWindow completed(Instant end, @Nullable String by, Instant now) {
        return new CompletedWindow(facts.ending(end, by, now), verifyingSince, prolongedFrom(end));
    }

    /// Keeps the end that was published first, however often the window is prolonged; null if it ends by then after
    /// all.
    private @Nullable Instant prolongedFrom(Instant newEnd) {
        var firstEnd = prolongedFrom == null ? endsAt() : prolongedFrom;
        return newEnd.isAfter(firstEnd) ? firstEnd : null;
    }

    /// Never before the start, even if another instance's clock began the window.
    private Instant endingBy(Instant now) {
        var notBefore = now.isBefore(startsAt()) ? startsAt() : now;
        return notBefore.isBefore(endsAt()) ? notBefore : endsAt();
    }
}
