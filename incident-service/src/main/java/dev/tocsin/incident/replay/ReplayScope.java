package dev.tocsin.incident.replay;

import dev.tocsin.contract.Cell;
import dev.tocsin.engine.catalog.Catalog;
import dev.tocsin.engine.correlation.DependencyGraph;
import java.util.Collection;
import java.util.Set;
import java.util.TreeSet;

/// The cells whose events are replayed.
///
/// @param keys their keys in the log; empty for all cells
public record ReplayScope(Set<String> keys) {

    public static final ReplayScope ALL = new ReplayScope(Set.of());

    public ReplayScope {
        keys = Set.copyOf(keys);
    }

    /// The cells, those that they need, and those that need any of these: what decides about a suspected cause.
    public static ReplayScope around(Collection<Cell> cells, Catalog catalog) {
        var graph = DependencyGraph.of(catalog);
        var related = new TreeSet<Cell>();
        for (var cell : cells) {
            related.add(cell);
            related.addAll(graph.needs(cell).keySet());
        }
        for (var cell : new TreeSet<>(related)) {
            related.addAll(graph.neededBy(cell).keySet());
        }
        var keys = new TreeSet<String>();
        related.forEach(cell -> keys.add(cell.toString()));
        return new ReplayScope(keys);
    }

    /// @param key a cell's key in the log
    public boolean has(String key) {
        return isAll() || keys.contains(key);
    }

    public boolean isAll() {
        return keys.isEmpty();
    }
}
