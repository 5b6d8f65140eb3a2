package dev.tocsin.engine.maintenance;

import dev.tocsin.contract.maintenance.MaintenanceEvent.WindowState;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// A window that is over, and whose work is done.
public record CompletedWindow(
        WindowFacts facts,
        @Nullable Instant verifyingSince,
        @Nullable Instant prolongedFrom) implements Window {

    @Override
    public WindowState state() {
        return WindowState.COMPLETED;
    }

    @Override
    public Optional<Window> next(Instant now) {
        return Optional.empty();
    }
}
