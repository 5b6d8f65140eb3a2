package dev.tocsin.incident.maintenance;

import dev.tocsin.engine.maintenance.Window;
import java.time.Instant;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/// An operator's action on a window, besides changing its fields.
public enum WindowAction {
    VERIFY("Mark window as being verified"),
    COMPLETE("Complete window"),
    CANCEL("Cancel window");

    private final String imperative;

    WindowAction(String imperative) {
        this.imperative = imperative;
    }

    public static Optional<WindowAction> named(String name) {
        return Arrays.stream(values())
                .filter(action -> action.id().equals(name))
                .findFirst();
    }

    /// Its name in paths, such as `verify`.
    public String id() {
        return name().toLowerCase(Locale.ROOT);
    }

    public String imperative() {
        return imperative;
    }

    /// @param by the operator who takes the action
    public EditResult apply(Window known, String by, Instant now) {
        return switch (this) {
            case VERIFY -> EditResult.verify(known, by, now);
            case COMPLETE -> EditResult.complete(known, by, now);
            case CANCEL -> EditResult.cancel(known, by, now);
        };
    }
}
