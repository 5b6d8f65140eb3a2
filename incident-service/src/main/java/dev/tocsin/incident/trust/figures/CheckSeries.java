package dev.tocsin.incident.trust.figures;

import java.util.Comparator;

/// One check of a cell, as one vantage point sees it.
public record CheckSeries(String check, String vantagePoint) implements Comparable<CheckSeries> {

    private static final Comparator<CheckSeries> BY_NAME =
            Comparator.comparing(CheckSeries::check).thenComparing(CheckSeries::vantagePoint);

    @Override
    public int compareTo(CheckSeries other) {
        return BY_NAME.compare(this, other);
    }
}
