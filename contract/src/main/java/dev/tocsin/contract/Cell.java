package dev.tocsin.contract;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Comparator;

/// One component in one region, the unit of health; `login@na` in JSON, in keys and on pages.
public record Cell(String component, String region) implements Comparable<Cell> {

    private static final Comparator<Cell> BY_NAME =
            Comparator.comparing(Cell::component).thenComparing(Cell::region);

    public Cell {
        Ids.requireId("component", component);
        Ids.requireId("region", region);
    }

    /// @throws IllegalArgumentException when `text` is not of the form `component@region`
    @JsonCreator
    public static Cell of(String text) {
        var at = text.indexOf('@');
        if (at < 0) {
            throw new IllegalArgumentException("cell \"%s\" is not of the form component@region".formatted(text));
        }
        return new Cell(text.substring(0, at), text.substring(at + 1));
    }

    /// Whether `text` is the written form of this cell.
    public boolean isWritten(String text) {
        return text.length() == component.length() + 1 + region.length()
                && text.startsWith(component)
                && text.charAt(component.length()) == '@'
                && text.endsWith(region);
    }

    @Override
    public int compareTo(Cell other) {
        return BY_NAME.compare(this, other);
    }

    @JsonValue
    @Override
    public String toString() {
        return component + "@" + region;
    }
}
