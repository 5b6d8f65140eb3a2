package dev.tocsin.engine.maintenance;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
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
///   ScheduledWindow ──────▶ OngoingWindow ──────▶ CompletedWindow
///       │   ▲     it starts      │       it ends, or
///       │   │                    │       the work is done
///       │   │ planned again      │
///       ▼   │                    ▼
///   CancelledWindow ◀────────────┘
/// ```
public sealed interface Window permits ScheduledWindow, OngoingWindow, CompletedWindow, CancelledWindow {

    WindowFacts facts();

    WindowState state();

    /// The time since which the work is done and is being checked, until the window ends; null before that.
    @Nullable
    Instant verifyingSince();

    /// Its planned end before it was prolonged while in progress; null if it was not prolonged.
    @Nullable
    Instant prolongedFrom();

    /// The next state, if its time has come; states follow one after the other, however late that is noticed.
    Optional<Window> next(Instant now);

    @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
    static Window of(WindowDocument document) {
        return document.window();
    }

    @JsonValue
    default WindowDocument document() {
        return WindowDocument.of(this);
    }

    default String id() {
        return facts().id();
    }

    default long number() {
        return facts().number();
    }

    default @Nullable String plan() {
        return facts().plan();
    }

    default String title() {
        return facts().title();
    }

    default List<Cell> cells() {
        return facts().cells();
    }

    default Instant startsAt() {
        return facts().startsAt();
    }

    default Instant endsAt() {
        return facts().endsAt();
    }

    default @Nullable String by() {
        return facts().by();
    }

    default Instant updatedAt() {
        return facts().updatedAt();
    }

    default boolean isSameWork(Window other) {
        return title().equals(other.title())
                && cells().equals(other.cells())
                && startsAt().equals(other.startsAt())
                && endsAt().equals(other.endsAt());
    }

    default WindowUpdated published() {
        return new WindowUpdated(
                id(),
                number(),
                title(),
                cells(),
                startsAt(),
                endsAt(),
                state(),
                updatedAt(),
                verifyingSince(),
                prolongedFrom());
    }
}
