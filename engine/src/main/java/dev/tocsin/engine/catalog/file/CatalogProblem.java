package dev.tocsin.engine.catalog.file;

import java.util.Comparator;

/// A problem in the file, its place, and what would be right.
///
/// @param line from 1; 0 when it is about the file as a whole
/// @param column from 1
/// @param path the keys that lead there, such as `components.login.needs[2]`; empty at the top
public record CatalogProblem(int line, int column, String path, String message) implements Comparable<CatalogProblem> {

    private static final Comparator<CatalogProblem> BY_PLACE =
            Comparator.comparingInt(CatalogProblem::line).thenComparingInt(CatalogProblem::column);

    static CatalogProblem ofFile(String message) {
        return new CatalogProblem(0, 0, "", message);
    }

    @Override
    public int compareTo(CatalogProblem other) {
        return BY_PLACE.compare(this, other);
    }

    @Override
    public String toString() {
        var place = line == 0 ? "" : "line %d, column %d: ".formatted(line, column);
        return place + (path.isEmpty() ? "" : path + ": ") + message;
    }
}
