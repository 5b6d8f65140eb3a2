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
public sealed interface Edit {

    /// @param window as it is now
    record Done(Window window) implements Edit {}

    /// It is so already: asking twice does no more than asking once.
    record AlreadySo(Window window) implements Edit {}

    /// @param errors at least one
    record Wrong(List<FieldError> errors) implements Edit {}

    /// What is wished for is right, but not for this window as it stands.
    ///
    /// @param why completes a sentence that begins with the window
    record Impossible(String window, String why) implements Edit {}

    /// @param known the window with the wished id, if there is one
    static Edit make(Wish wish, @Nullable Window known, String by, Instant now) {
        var window = Window.made(
                wish.id(),
                Objects.requireNonNull(wish.title()),
                Objects.requireNonNull(wish.cells()),
                Objects.requireNonNull(wish.startsAt()),
                Objects.requireNonNull(wish.endsAt()),
                by,
                now);
        if (known != null) {
            return known.isSameWork(window)
                    ? new AlreadySo(known)
                    : new Impossible(known.id(), "is there already, and it is another");
        }
        return judged(window, null, now);
    }

    static Edit change(Window known, Wish wish, String by, Instant now) {
        if (known.isOver()) {
            return over(known);
        }
        var window = known.changed(
                wish.title() == null ? known.title() : wish.title(),
                wish.cells() == null ? known.cells() : wish.cells(),
                wish.startsAt() == null ? known.startsAt() : wish.startsAt(),
                wish.endsAt() == null ? known.endsAt() : wish.endsAt(),
                by,
                now);
        return window.isSameWork(known) ? new AlreadySo(known) : judged(window, known, now);
    }

    static Edit cancel(Window known, String by, Instant now) {
        return switch (known.state()) {
            case CANCELLED -> new AlreadySo(known);
            case COMPLETED -> over(known);
            case SCHEDULED, IN_PROGRESS -> new Done(known.cancelled(by, now));
        };
    }

    static Edit verify(Window known, String by, Instant now) {
        return switch (known.state()) {
            case SCHEDULED -> notBegun(known);
            case IN_PROGRESS ->
                known.verifyingSince() == null ? new Done(known.verifying(by, now)) : new AlreadySo(known);
            case COMPLETED, CANCELLED -> over(known);
        };
    }

    static Edit complete(Window known, String by, Instant now) {
        return switch (known.state()) {
            case SCHEDULED -> notBegun(known);
            case IN_PROGRESS -> new Done(known.completed(by, now));
            case COMPLETED -> new AlreadySo(known);
            case CANCELLED -> over(known);
        };
    }

    private static Edit judged(Window window, @Nullable Window before, Instant now) {
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

    private static Edit over(Window known) {
        return new Impossible(known.id(), "is over");
    }

    private static Edit notBegun(Window known) {
        return new Impossible(known.id(), "has not begun");
    }
}
