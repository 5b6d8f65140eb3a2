package dev.tocsin.engine.correlation;

import static java.util.stream.Collectors.toUnmodifiableSet;

import dev.tocsin.contract.Cell;
import dev.tocsin.contract.catalog.CheckDefined;
import dev.tocsin.engine.catalog.Catalog;
import java.util.ArrayDeque;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/// The catalog as the correlator sees it: the dependencies between cells. Answers are cached.
public final class DependencyGraph {

    static final DependencyGraph NONE = of(Catalog.EMPTY);

    private final Catalog catalog;
    private final Holds holds;
    private final Map<Cell, List<Cell>> needs = new HashMap<>();
    private final Map<Cell, Set<Cell>> neededBy = new HashMap<>();
    private final Set<Cell> watched;
    private final Map<Cell, Map<Cell, Integer>> allNeeds = new ConcurrentHashMap<>();
    private final Map<Cell, Map<Cell, Integer>> allNeededBy = new ConcurrentHashMap<>();

    private DependencyGraph(Catalog catalog) {
        this.catalog = catalog;
        this.watched = catalog.checks().stream().map(CheckDefined::cell).collect(toUnmodifiableSet());
        for (var cell : catalog.cells()) {
            var needed = catalog.needs(cell);
            needs.put(cell, needed);
            needed.forEach(it ->
                    neededBy.computeIfAbsent(it, _ -> new LinkedHashSet<>()).add(cell));
        }
        this.holds = new Holds(catalog, this);
    }

    public static DependencyGraph of(Catalog catalog) {
        return new DependencyGraph(catalog);
    }

    public Catalog catalog() {
        return catalog;
    }

    /// The correlator's waiting times.
    public Holds holds() {
        return holds;
    }

    public boolean has(Cell cell) {
        return needs.containsKey(cell);
    }

    /// Whether it has checks of its own.
    public boolean isWatched(Cell cell) {
        return watched.contains(cell);
    }

    /// The cells that this cell needs, over any number of hops, with the number of hops.
    public Map<Cell, Integer> needs(Cell cell) {
        return allNeeds.computeIfAbsent(cell, from -> reach(from, it -> needs.getOrDefault(it, List.of())));
    }

    /// The cells that need this cell, over any number of hops, with the number of hops.
    public Map<Cell, Integer> neededBy(Cell cell) {
        return allNeededBy.computeIfAbsent(cell, from -> reach(from, this::directlyNeededBy));
    }

    /// Watched cells that need it directly, or only through unwatched ones.
    public Set<Cell> watchedNextAbove(Cell cell) {
        var found = new LinkedHashSet<Cell>();
        var seen = new LinkedHashSet<>(List.of(cell));
        var ahead = new ArrayDeque<>(List.of(cell));
        while (!ahead.isEmpty()) {
            for (var next : directlyNeededBy(ahead.remove())) {
                if (isWatched(next)) {
                    found.add(next);
                } else if (seen.add(next)) {
                    ahead.add(next);
                }
            }
        }
        return found;
    }

    Set<Cell> directlyNeededBy(Cell cell) {
        return neededBy.getOrDefault(cell, Set.of());
    }

    /// Whether the graph says nothing about the cell: it needs nothing, and nothing needs it.
    public boolean isSilentOn(Cell cell) {
        return needs.getOrDefault(cell, List.of()).isEmpty()
                && directlyNeededBy(cell).isEmpty();
    }

    @FunctionalInterface
    private interface Neighbours {
        Iterable<Cell> of(Cell cell);
    }

    private static Map<Cell, Integer> reach(Cell from, Neighbours neighbours) {
        var hops = new LinkedHashMap<Cell, Integer>();
        var ahead = new ArrayDeque<Cell>();
        hops.put(from, 0);
        ahead.add(from);
        while (!ahead.isEmpty()) {
            var cell = ahead.remove();
            for (var next : neighbours.of(cell)) {
                if (hops.putIfAbsent(next, hops.getOrDefault(cell, 0) + 1) == null) {
                    ahead.add(next);
                }
            }
        }
        hops.remove(from);
        return Collections.unmodifiableMap(hops);
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof DependencyGraph graph && catalog.equals(graph.catalog);
    }

    @Override
    public int hashCode() {
        return catalog.hashCode();
    }
}
