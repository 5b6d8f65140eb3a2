package dev.tocsin.engine.catalog.file;

import java.util.Comparator;

/// What is wrong with the file, where, and what would be right.
///
/// @param line from 1; 0 when it is about the file as a whole
/// @param column from 1
/// @param path the keys that lead there, such as `components.login.needs[2]`; empty at the top
public record Problem(int line, int column, String path, String message) implements Comparable<Problem> {

    private static final Comparator<Problem> BY_PLACE =
            Comparator.comparingInt(Problem::line).thenComparingInt(Problem::column);

    static Problem ofFile(String message) {
        return new Problem(0, 0, "", message);
    }

    @Override
    public int compareTo(Problem other) {
        return BY_PLACE.compare(this, other);
    }

    @Override
    public String toString() {
        var place = line == 0 ? "" : "line %d, column %d: ".formatted(line, column);
        return place + (path.isEmpty() ? "" : path + ": ") + message;
    }
}
