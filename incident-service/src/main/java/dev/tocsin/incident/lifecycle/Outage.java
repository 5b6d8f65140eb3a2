package dev.tocsin.incident.lifecycle;

import static java.util.Comparator.naturalOrder;

import dev.tocsin.contract.Cell;
import dev.tocsin.contract.Verdict;
import dev.tocsin.contract.incident.CellImpact;
import dev.tocsin.contract.incident.SuspectedRoot;
import java.time.Instant;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/// Bad cells of one region that belong together, from their onset until all of them were up for the end hold.
///
/// @param id within the incident, such as `na-1`
/// @param episode of the incident in which it started
/// @param decidedAt when its end was found; null while it stands
/// @param root the cell from which it seems to come; null if none stands out
/// @param impacts of all cells that were bad in it
/// @param untold cells that changed since the last event that named them
/// @param left cells that left since the last event that said so
public record Outage(
        String id,
        String region,
        int episode,
        Instant onset,
        @Nullable Instant endedAt,
        @Nullable Instant decidedAt,
        @Nullable SuspectedRoot root,
        SortedMap<Cell, Impact> impacts,
        SortedSet<Cell> untold,
        SortedSet<Cell> left) {

    public Outage {
        impacts = Collections.unmodifiableSortedMap(impacts);
        untold = Collections.unmodifiableSortedSet(untold);
        left = Collections.unmodifiableSortedSet(left);
    }

    /// One that nobody has been told of yet.
    public static Outage of(String region, Collection<Impact> impacts) {
        var outage = new Outage(
                "", region, 1, Instant.MAX, null, null, null, new TreeMap<>(), new TreeSet<>(), new TreeSet<>());
        return outage.with(impacts);
    }

    public boolean stands() {
        return decidedAt == null;
    }

    public boolean has(Cell cell) {
        return impacts.containsKey(cell);
    }

    public boolean isUp() {
        return impacts.values().stream().noneMatch(Impact::isBad);
    }

    public boolean isTold() {
        return untold.isEmpty() && left.isEmpty();
    }

    public Instant latestOnset() {
        return impacts.values().stream()
                .map(impact -> impact.now().onset())
                .max(naturalOrder())
                .orElse(onset);
    }

    public @Nullable Cell rootCell() {
        return root == null ? null : root.cell();
    }

    /// @param most how many at most
    public List<CellImpact> untoldImpacts(int most) {
        return impacts.values().stream()
                .filter(impact -> untold.contains(impact.cell()))
                .sorted(Impact.WORST_FIRST)
                .limit(most)
                .map(Impact::now)
                .toList();
    }

    public Outage with(Collection<Impact> joined) {
        var nextImpacts = new TreeMap<>(impacts);
        var nextUntold = new TreeSet<>(untold);
        var nextOnset = onset;
        for (var impact : joined) {
            nextImpacts.put(impact.cell(), impact);
            nextUntold.add(impact.cell());
            nextOnset = nextOnset.isBefore(impact.now().onset())
                    ? nextOnset
                    : impact.now().onset();
        }
        return new Outage(id, region, episode, nextOnset, endedAt, decidedAt, root, nextImpacts, nextUntold, left);
    }

    /// @param onset of the trouble that it is in now, or was
    public Outage turned(Cell cell, Verdict verdict, Instant onset) {
        var impact = Objects.requireNonNull(impacts.get(cell), "not a cell of this outage");
        return changed(List.of(impact.turned(verdict, onset)));
    }

    public Outage without(Cell cell) {
        var nextImpacts = new TreeMap<>(impacts);
        var nextUntold = new TreeSet<>(untold);
        var nextLeft = new TreeSet<>(left);
        nextImpacts.remove(cell);
        nextUntold.remove(cell);
        nextLeft.add(cell);
        return new Outage(id, region, episode, onset, endedAt, decidedAt, root, nextImpacts, nextUntold, nextLeft);
    }

    /// @param comesFromIt whether a cell needs the root, over any number of hops
    public Outage from(@Nullable SuspectedRoot root, Predicate<Cell> comesFromIt) {
        var rooted = new Outage(id, region, episode, onset, endedAt, decidedAt, root, impacts, untold, left);
        var cause = rooted.rootCell();
        return rooted.changed(impacts.values().stream()
                .map(impact -> impact.because(cause != null && comesFromIt.test(impact.cell()) ? cause : null))
                .filter(impact -> !impact.equals(impacts.get(impact.cell())))
                .toList());
    }

    /// @param told cells that an event just named
    public Outage told(Collection<CellImpact> told) {
        var nextUntold = new TreeSet<>(untold);
        told.forEach(impact -> nextUntold.remove(impact.cell()));
        return new Outage(id, region, episode, onset, endedAt, decidedAt, root, impacts, nextUntold, new TreeSet<>());
    }

    Outage named(String newId, int newEpisode) {
        return new Outage(newId, region, newEpisode, onset, endedAt, decidedAt, root, impacts, untold, left);
    }

    /// What was not told yet need not be any more: the end says it all.
    Outage ended(Instant lastUp, Instant decided) {
        return new Outage(id, region, episode, onset, lastUp, decided, root, impacts, new TreeSet<>(), new TreeSet<>());
    }

    private Outage changed(Collection<Impact> changed) {
        if (changed.isEmpty()) {
            return this;
        }
        var nextImpacts = new TreeMap<>(impacts);
        var nextUntold = new TreeSet<>(untold);
        changed.forEach(impact -> {
            nextImpacts.put(impact.cell(), impact);
            nextUntold.add(impact.cell());
        });
        return new Outage(id, region, episode, onset, endedAt, decidedAt, root, nextImpacts, nextUntold, left);
    }
}
