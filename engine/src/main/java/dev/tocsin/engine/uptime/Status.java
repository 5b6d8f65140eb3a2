package dev.tocsin.engine.uptime;

import dev.tocsin.contract.Verdict;
import java.util.Locale;

/// The status that a page shows for a cell or for the whole; each has a colour, a shape and a word of its own.
public enum Status {
    UP("Up"),
    DEGRADED("Degraded"),
    DOWN("Down"),
    UNKNOWN("Unknown"),
    MAINTENANCE("Maintenance"),
    /// The cell has no checks.
    UNWATCHED("Not watched");

    private final String word;
    private final String style;

    Status(String word) {
        this.word = word;
        this.style = word.toLowerCase(Locale.ROOT).replace(' ', '-');
    }

    public String word() {
        return word;
    }

    /// Its name in style sheets, such as `down`.
    public String style() {
        return style;
    }

    /// The worst is 0.
    public int rank() {
        return switch (this) {
            case DOWN -> 0;
            case DEGRADED -> 1;
            case UNKNOWN -> 2;
            case MAINTENANCE -> 3;
            case UP -> 4;
            case UNWATCHED -> 5;
        };
    }

    public static Status of(Verdict verdict) {
        return switch (verdict) {
            case UP -> UP;
            case DEGRADED -> DEGRADED;
            case DOWN -> DOWN;
            case UNKNOWN -> UNKNOWN;
        };
    }
}
