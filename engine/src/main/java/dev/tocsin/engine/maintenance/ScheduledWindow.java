package dev.tocsin.engine.maintenance;

import dev.tocsin.contract.Cell;
import dev.tocsin.contract.maintenance.MaintenanceEvent.WindowState;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// A window that has not begun.
public record ScheduledWindow(WindowFacts facts) implements Window {

    static ScheduledWindow planned(
            String id, String plan, String title, List<Cell> cells, Instant startsAt, Instant endsAt, Instant now) {
        return new ScheduledWindow(new WindowFacts(id, 1, plan, title, cells, startsAt, endsAt, null, now));
    }

    /// @param by the operator who makes it
    public static ScheduledWindow made(
            String id, String title, List<Cell> cells, Instant startsAt, Instant endsAt, String by, Instant now) {
        return new ScheduledWindow(new WindowFacts(id, 1, null, title, cells, startsAt, endsAt, by, now));
    }

    @Override
    public WindowState state() {
        return WindowState.SCHEDULED;
    }

    @Override
    public @Nullable Instant verifyingSince() {
        return null;
    }

    @Override
    public @Nullable Instant prolongedFrom() {
        return null;
    }

    @Override
    public Optional<Window> next(Instant now) {
        return now.isBefore(startsAt())
                ? Optional.empty()
                : Optional.of(new OngoingWindow(facts.ending(endsAt(), by(), now), null, null));
    }

    /// @param by the operator who changes it; null for its plan
    public ScheduledWindow change(
            String title, List<Cell> cells, Instant startsAt, Instant endsAt, @Nullable String by, Instant now) {
        return new ScheduledWindow(facts.changed(title, cells, startsAt, endsAt, by, now));
    }

    /// @param by the operator who cancels it; null for its plan
    public CancelledWindow cancel(@Nullable String by, Instant now) {
        return new CancelledWindow(facts.ending(endsAt(), by, now), null, null);
    }
}
