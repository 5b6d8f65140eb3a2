package dev.tocsin.engine.correlation;

import dev.tocsin.contract.change.ChangeKind;
import java.util.Collection;
import java.util.Collections;
import java.util.SortedMap;
import java.util.TreeMap;

/// The record of each kind of change, from changes that are too old to be suspected.
public record ChangeRecord(SortedMap<ChangeKind, Tally> byKind) {

    static final ChangeRecord NOTHING = new ChangeRecord(Collections.emptySortedMap());

    /// @param applied how many changes were applied
    /// @param blamed how many of those were likely or confirmed to have caused an incident
    public record Tally(long applied, long blamed) {

        private static final Tally NONE = new Tally(0, 0);
    }

    public ChangeRecord {
        byKind = Collections.unmodifiableSortedMap(new TreeMap<>(byKind));
    }

    ChangeRecord with(Collection<KnownChange> past) {
        var next = new TreeMap<>(byKind);
        past.forEach(change -> next.merge(
                change.applied().kind(),
                new Tally(1, change.blamedFor().isEmpty() ? 0 : 1),
                (tally, one) -> new Tally(tally.applied() + 1, tally.blamed() + one.blamed())));
        return new ChangeRecord(next);
    }

    public Tally of(ChangeKind kind) {
        return byKind.getOrDefault(kind, Tally.NONE);
    }

    /// The rate at which changes of this kind were to blame, from 0 to 1, by the rule of succession: one half while
    /// nothing is known.
    public double blame(ChangeKind kind) {
        var tally = of(kind);
        return (tally.blamed() + 1.0) / (tally.applied() + 2.0);
    }
}
