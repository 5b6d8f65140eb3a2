package dev.tocsin.incident.maintenance;

import dev.tocsin.engine.catalog.WindowLimits;
import dev.tocsin.engine.maintenance.CancelledWindow;
import dev.tocsin.engine.maintenance.CompletedWindow;
import dev.tocsin.engine.maintenance.OngoingWindow;
import dev.tocsin.engine.maintenance.ScheduledWindow;
import dev.tocsin.engine.maintenance.Window;
import dev.tocsin.support.problem.Problem.FieldError;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// The result of an operator's request to make or change a window.
public sealed interface EditResult {

    /// @param window the window after the edit
    record Done(Window window) implements EditResult {}

    /// The window is already as requested: a repeated request does no more than the first.
    record AlreadySo(Window window) implements EditResult {}

    /// @param errors at least one
    record Wrong(List<FieldError> errors) implements EditResult {}

    /// The request is valid, but the window's present state does not allow it.
    ///
    /// @param why completes a sentence that begins with the window
    record Impossible(String window, String why) implements EditResult {}

    /// There is no window with this id.
    record Unknown(String window) implements EditResult {}

    /// @param known the window with the requested id, if there is one
    static EditResult make(WindowRequest request, @Nullable Window known, String by, Instant now) {
        var window = ScheduledWindow.made(
                request.id(),
                Objects.requireNonNull(request.title()),
                Objects.requireNonNull(request.cells()),
                Objects.requireNonNull(request.startsAt()),
                Objects.requireNonNull(request.endsAt()),
                by,
                now);
        if (known != null) {
            return known.isSameWork(window)
                    ? new AlreadySo(known)
                    : new Impossible(known.id(), "exists already and differs from this request");
        }
        return judged(window, List.of(), now);
    }

    static EditResult change(Window known, WindowRequest request, String by, Instant now) {
        var title = request.title() == null ? known.title() : request.title();
        var cells = request.cells() == null ? known.cells() : request.cells();
        var startsAt = request.startsAt() == null ? known.startsAt() : request.startsAt();
        var endsAt = request.endsAt() == null ? known.endsAt() : request.endsAt();
        return switch (known) {
            case ScheduledWindow scheduled ->
                changed(scheduled, scheduled.change(title, cells, startsAt, endsAt, by, now), List.of(), now);
            case OngoingWindow ongoing ->
                changed(ongoing, ongoing.change(title, cells, endsAt, by, now), begun(ongoing, startsAt), now);
            case CompletedWindow _, CancelledWindow _ -> over(known);
        };
    }

    private static EditResult changed(Window known, Window window, List<FieldError> errors, Instant now) {
        return errors.isEmpty() && window.isSameWork(known) ? new AlreadySo(known) : judged(window, errors, now);
    }

    private static List<FieldError> begun(OngoingWindow known, Instant startsAt) {
        return known.startsAt().equals(startsAt)
                ? List.of()
                : List.of(new FieldError("startsAt", "cannot be changed: the work has begun"));
    }

    static EditResult cancel(Window known, String by, Instant now) {
        return switch (known) {
            case ScheduledWindow scheduled -> new Done(scheduled.cancel(by, now));
            case OngoingWindow ongoing -> new Done(ongoing.cancel(by, now));
            case CancelledWindow _ -> new AlreadySo(known);
            case CompletedWindow _ -> over(known);
        };
    }

    static EditResult verify(Window known, String by, Instant now) {
        return switch (known) {
            case ScheduledWindow _ -> notBegun(known);
            case OngoingWindow ongoing ->
                ongoing.verifyingSince() == null ? new Done(ongoing.verify(by, now)) : new AlreadySo(known);
            case CompletedWindow _, CancelledWindow _ -> over(known);
        };
    }

    static EditResult complete(Window known, String by, Instant now) {
        return switch (known) {
            case ScheduledWindow _ -> notBegun(known);
            case OngoingWindow ongoing -> new Done(ongoing.complete(by, now));
            case CompletedWindow _ -> new AlreadySo(known);
            case CancelledWindow _ -> over(known);
        };
    }

    /// @param others errors that were found already
    private static EditResult judged(Window window, List<FieldError> others, Instant now) {
        var errors = new ArrayList<FieldError>();
        var lasts = Duration.between(window.startsAt(), window.endsAt());
        if (!window.endsAt().isAfter(now)) {
            errors.add(new FieldError("endsAt", "must be in the future; to end a window now, complete it"));
        } else if (lasts.compareTo(WindowLimits.SHORTEST) < 0 || lasts.compareTo(WindowLimits.LONGEST) > 0) {
            errors.add(new FieldError("endsAt", "must be from 1 minute to 7 days after startsAt"));
        }
        errors.addAll(others);
        return errors.isEmpty() ? new Done(window) : new Wrong(errors);
    }

    private static EditResult over(Window known) {
        return new Impossible(known.id(), "is over");
    }

    private static EditResult notBegun(Window known) {
        return new Impossible(known.id(), "has not begun");
    }
}
