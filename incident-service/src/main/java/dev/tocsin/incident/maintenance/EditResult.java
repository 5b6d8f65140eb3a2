package dev.tocsin.incident.maintenance;

import dev.tocsin.engine.catalog.WindowLimits;
import dev.tocsin.engine.maintenance.Window;
import dev.tocsin.support.problem.Problem.FieldError;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// What an operator's wish comes to.
public sealed interface EditResult {

    /// @param window as it is now
    record Done(Window window) implements EditResult {}

    /// It is so already: asking twice does no more than asking once.
    record AlreadySo(Window window) implements EditResult {}

    /// @param errors at least one
    record Wrong(List<FieldError> errors) implements EditResult {}

    /// What is wished for is right, but not for this window as it stands.
    ///
    /// @param why completes a sentence that begins with the window
    record Impossible(String window, String why) implements EditResult {}

    /// @param known the window with the wished id, if there is one
    static EditResult make(WindowRequest request, @Nullable Window known, String by, Instant now) {
        var window = Window.made(
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
                    : new Impossible(known.id(), "is there already, and it is another");
        }
        return judged(window, null, now);
    }

    static EditResult change(Window known, WindowRequest request, String by, Instant now) {
        if (known.isOver()) {
            return over(known);
        }
        var window = known.changed(
                request.title() == null ? known.title() : request.title(),
                request.cells() == null ? known.cells() : request.cells(),
                request.startsAt() == null ? known.startsAt() : request.startsAt(),
                request.endsAt() == null ? known.endsAt() : request.endsAt(),
                by,
                now);
        return window.isSameWork(known) ? new AlreadySo(known) : judged(window, known, now);
    }

    static EditResult cancel(Window known, String by, Instant now) {
        return switch (known.state()) {
            case CANCELLED -> new AlreadySo(known);
            case COMPLETED -> over(known);
            case SCHEDULED, IN_PROGRESS -> new Done(known.cancelled(by, now));
        };
    }

    static EditResult verify(Window known, String by, Instant now) {
        return switch (known.state()) {
            case SCHEDULED -> notBegun(known);
            case IN_PROGRESS ->
                known.verifyingSince() == null ? new Done(known.verifying(by, now)) : new AlreadySo(known);
            case COMPLETED, CANCELLED -> over(known);
        };
    }

    static EditResult complete(Window known, String by, Instant now) {
        return switch (known.state()) {
            case SCHEDULED -> notBegun(known);
            case IN_PROGRESS -> new Done(known.completed(by, now));
            case COMPLETED -> new AlreadySo(known);
            case CANCELLED -> over(known);
        };
    }

    private static EditResult judged(Window window, @Nullable Window before, Instant now) {
        var errors = new ArrayList<FieldError>();
        var lasts = Duration.between(window.startsAt(), window.endsAt());
        if (!window.endsAt().isAfter(now)) {
            errors.add(new FieldError("endsAt", "must be in the future; to end a window now, complete it"));
        } else if (lasts.compareTo(WindowLimits.SHORTEST) < 0 || lasts.compareTo(WindowLimits.LONGEST) > 0) {
            errors.add(new FieldError("endsAt", "must be from 1 minute to 7 days after startsAt"));
        }
        if (before != null && before.hasBegun() && !before.startsAt().equals(window.startsAt())) {
            errors.add(new FieldError("startsAt", "cannot change any more: the work has begun"));
        }
        return errors.isEmpty() ? new Done(window) : new Wrong(errors);
    }

    private static EditResult over(Window known) {
        return new Impossible(known.id(), "is over");
    }

    private static EditResult notBegun(Window known) {
        return new Impossible(known.id(), "has not begun");
    }
}
