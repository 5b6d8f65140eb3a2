package dev.tocsin.incident.correlation;

import static java.util.Comparator.naturalOrder;

import dev.tocsin.contract.Cell;
import dev.tocsin.incident.catalog.Catalog;
import dev.tocsin.incident.lifecycle.Incident;
import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.SortedMap;
import java.util.TreeMap;

/// All that the correlator knows: what it decides depends on this and on the input alone.
///
/// @param arriving entries of a catalog version that is not complete yet, on top of the present one
/// @param clocks how far each partition of the health events has come
/// @param incidents open ones, and those that may still reopen
/// @param changes of the last day, by id
public record Correlation(
        Landscape landscape,
        Catalog arriving,
        SortedMap<Integer, Instant> clocks,
        SortedMap<Cell, WatchedCell> cells,
        SortedMap<String, Incident> incidents,
        SortedMap<String, KnownChange> changes) {

    private static final Duration PATIENCE = Duration.ofSeconds(60);

    public static final Correlation EMPTY = new Correlation(
            Landscape.of(Catalog.EMPTY),
            Catalog.EMPTY,
            Collections.emptySortedMap(),
            Collections.emptySortedMap(),
            Collections.emptySortedMap(),
            Collections.emptySortedMap());

    public Correlation {
        clocks = Collections.unmodifiableSortedMap(clocks);
        cells = Collections.unmodifiableSortedMap(cells);
        incidents = Collections.unmodifiableSortedMap(incidents);
        changes = Collections.unmodifiableSortedMap(changes);
    }

    /// The furthest clock: when a decision is told. Holds are never measured on it.
    Instant latest() {
        return clocks.values().stream().max(naturalOrder()).orElse(Instant.EPOCH);
    }

    /// The clock of the cell's own partition, the only one on which its holds run.
    Instant clockOf(WatchedCell cell) {
        return clocks.getOrDefault(cell.partition(), Instant.EPOCH);
    }

    /// Whether a clock of the region has not come to `time` while another has: detection that catches up after a crash
    /// lets some partitions run ahead, and what belongs together would be told apart. A clock that stands keeps the
    /// others waiting for [#PATIENCE], not longer.
    boolean isAwaited(String region, Instant time) {
        var regional = cells.values().stream()
                .filter(cell -> cell.isWatched() && cell.cell().region().equals(region))
                .map(this::clockOf)
                .toList();
        return regional.stream().anyMatch(clock -> clock.isBefore(time))
                && regional.stream().noneMatch(clock -> clock.isAfter(time.plus(PATIENCE)));
    }

    WatchedCell cell(Cell cell) {
        var known = cells.get(cell);
        return known == null ? WatchedCell.neverSeen(cell) : known;
    }

    Correlation with(Landscape newLandscape) {
        return new Correlation(newLandscape, newLandscape.catalog(), clocks, cells, incidents, changes);
    }

    Correlation withArriving(Catalog newArriving) {
        return new Correlation(landscape, newArriving, clocks, cells, incidents, changes);
    }

    Correlation withClock(int partition, Instant time) {
        var next = new TreeMap<>(clocks);
        next.merge(partition, time, (old, other) -> old.isAfter(other) ? old : other);
        return new Correlation(landscape, arriving, next, cells, incidents, changes);
    }

    Correlation with(WatchedCell cell) {
        var next = new TreeMap<>(cells);
        next.put(cell.cell(), cell);
        return new Correlation(landscape, arriving, clocks, next, incidents, changes);
    }

    Correlation with(Incident incident) {
        var next = new TreeMap<>(incidents);
        next.put(incident.id(), incident);
        return new Correlation(landscape, arriving, clocks, cells, next, changes);
    }

    Correlation with(KnownChange change) {
        var next = new TreeMap<>(changes);
        next.put(change.applied().change(), change);
        return new Correlation(landscape, arriving, clocks, cells, incidents, next);
    }

    Correlation withoutIncident(String id) {
        var next = new TreeMap<>(incidents);
        next.remove(id);
        return new Correlation(landscape, arriving, clocks, cells, next, changes);
    }

    Correlation withoutChange(String id) {
        var next = new TreeMap<>(changes);
        next.remove(id);
        return new Correlation(landscape, arriving, clocks, cells, incidents, next);
    }
}
