package dev.tocsin.engine.maintenance;

import dev.tocsin.contract.maintenance.MaintenanceEvent.WindowState;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// A window that is over or never begins, because an operator or its plan dropped it.
public record CancelledWindow(
        WindowFacts facts,
        @Nullable Instant verifyingSince,
        @Nullable Instant prolongedFrom) implements Window {

    @Override
    public WindowState state() {
        return WindowState.CANCELLED;
    }

    @Override
    public Optional<Window> next(Instant now) {
        return Optional.empty();
    }

    /// Schedules the window again, because its plan names it after all.
    ScheduledWindow planAgain(Window wanted, Instant now) {
        return new ScheduledWindow(
                facts.changed(wanted.title(), wanted.cells(), startsAt(), wanted.endsAt(), null, now));
    }
}
