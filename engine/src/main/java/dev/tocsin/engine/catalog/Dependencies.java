package dev.tocsin.engine.catalog;

import dev.tocsin.contract.Cell;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.SequencedSet;
import java.util.Set;
import java.util.TreeMap;

/// The cells that each cell needs.
public record Dependencies(Map<Cell, List<Cell>> needs) {

    public static Dependencies of(Catalog catalog) {
        var needs = new TreeMap<Cell, List<Cell>>();
        catalog.cells().forEach(cell -> needs.put(cell, catalog.needs(cell)));
        return new Dependencies(needs);
    }

    /// Each cycle of cells that need one another; empty when there is none.
    public List<List<Cell>> cycles() {
        var cycles = new ArrayList<List<Cell>>();
        var done = new HashSet<Cell>();
        needs.keySet().forEach(cell -> follow(cell, done, cycles));
        return cycles;
    }

    /// Walks depth-first on a stack of its own, because a chain of dependencies may be longer than Java's stack is
    /// deep.
    private void follow(Cell start, Set<Cell> done, List<List<Cell>> cycles) {
        var path = new LinkedHashSet<Cell>();
        var open = new ArrayDeque<Iterator<Cell>>();
        enter(start, path, open, done);
        while (!open.isEmpty()) {
            if (!open.peek().hasNext()) {
                open.pop();
                done.add(path.removeLast());
                continue;
            }
            var next = open.peek().next();
            if (path.contains(next)) {
                cycles.add(path.stream().dropWhile(cell -> !cell.equals(next)).toList());
            } else {
                enter(next, path, open, done);
            }
        }
    }

    private void enter(Cell cell, SequencedSet<Cell> path, Deque<Iterator<Cell>> open, Set<Cell> done) {
        if (!done.contains(cell)) {
            path.add(cell);
            open.push(needs.getOrDefault(cell, List.of()).iterator());
        }
    }
}
