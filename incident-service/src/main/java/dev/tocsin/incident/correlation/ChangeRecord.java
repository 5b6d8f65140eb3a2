package dev.tocsin.incident.correlation;

import dev.tocsin.contract.change.ChangeKind;
import java.util.Collections;
import java.util.SortedMap;
import java.util.TreeMap;

/// What each kind of change did before; kept elsewhere, and told to the correlator when it changes.
public record ChangeRecord(SortedMap<ChangeKind, Tally> byKind) {

    static final ChangeRecord NOTHING = new ChangeRecord(Collections.emptySortedMap());

    /// @param applied how many were
    /// @param blamed how many of those were likely or confirmed to have caused an incident
    public record Tally(long applied, long blamed) {

        private static final Tally NONE = new Tally(0, 0);
    }

    public ChangeRecord {
        byKind = Collections.unmodifiableSortedMap(new TreeMap<>(byKind));
    }

    Tally of(ChangeKind kind) {
        return byKind.getOrDefault(kind, Tally.NONE);
    }

    /// From 0 to 1, by the rule of succession: one half while nothing is known.
    double blame(ChangeKind kind) {
        var tally = of(kind);
        return (tally.blamed() + 1.0) / (tally.applied() + 2.0);
    }
}
