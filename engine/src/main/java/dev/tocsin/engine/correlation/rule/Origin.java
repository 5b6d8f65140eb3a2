package dev.tocsin.engine.correlation.rule;

import static java.util.Comparator.comparingInt;
import static java.util.stream.Collectors.toSet;

import dev.tocsin.contract.Cell;
import dev.tocsin.engine.correlation.DependencyGraph;
import dev.tocsin.engine.lifecycle.Outage;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.stream.Stream;

/// The cells where an outage may have begun: its root and all that the root needs, or, if no root stands out, each of
/// its cells and all that these need.
///
/// No check saw an inferred root fail. Something else may have broken the cells from which it was inferred: one change
/// to all of them, or to another unwatched cell that all of them need.
///
/// @param hops each cell where it may have begun, with its hops from the root or from the nearest cell of the outage
/// @param witnesses the cells of the outage from which its root was inferred, each with itself and all cells that it
///     needs and that are not known to be up
public record Origin(Map<Cell, Integer> hops, SortedMap<Cell, Set<Cell>> witnesses) {

    /// The nearest cell of an origin that a cause touches.
    ///
    /// @param hops 0 for the root, or for a cell of the outage
    public record Nearest(Cell cell, int hops, Side side) {}

    enum Side {
        /// The cell is the root, or upstream of it.
        UPSTREAM,
        /// The cell would explain all that an inferred root explains.
        INSTEAD,
        /// The cell would explain a part of that.
        IN_PART
    }

    public static Origin of(Outage outage, DependencyGraph graph) {
        var root = outage.rootCell();
        var hops = new HashMap<Cell, Integer>();
        for (var cell : root == null ? outage.impacts().keySet() : List.of(root)) {
            hops.put(cell, 0);
            graph.needs(cell).forEach((needed, far) -> hops.merge(needed, far, Math::min));
        }
        var witnesses = new TreeMap<Cell, Set<Cell>>();
        if (root != null && !graph.isWatched(root)) {
            graph.watchedNextAbove(root).stream()
                    .filter(outage::has)
                    .forEach(cell -> witnesses.put(cell, suspicious(cell, outage, graph)));
        }
        return new Origin(hops, witnesses);
    }

    private static Set<Cell> suspicious(Cell witness, Outage outage, DependencyGraph graph) {
        var needed = graph.needs(witness).keySet().stream().filter(cell -> !graph.isWatched(cell) || outage.has(cell));
        return Stream.concat(Stream.of(witness), needed).collect(toSet());
    }

    /// Empty if none of its cells is touched.
    public Optional<Nearest> nearest(Predicate<Cell> touches) {
        var upstream = hops.entrySet().stream()
                .filter(entry -> touches.test(entry.getKey()))
                .map(entry -> new Nearest(entry.getKey(), entry.getValue(), Side.UPSTREAM));
        var explainsAll = isInstead(touches);
        var beside = witnesses.values().stream()
                .flatMap(Set::stream)
                .distinct()
                .filter(cell -> touches.test(cell) && !hops.containsKey(cell))
                .map(cell -> explainsAll ? new Nearest(cell, 0, Side.INSTEAD) : new Nearest(cell, 1, Side.IN_PART));
        return Stream.concat(upstream, beside)
                .min(comparingInt(Nearest::hops).thenComparing(Nearest::side).thenComparing(Nearest::cell));
    }

    /// Whether a cause that touches these cells may have caused the whole outage.
    boolean isCausedAt(Predicate<Cell> touches) {
        return hops.keySet().stream().anyMatch(touches) || isInstead(touches);
    }

    /// Whether an action on these cells may have ended the outage.
    boolean isTouched(Predicate<Cell> touches) {
        return nearest(touches).isPresent();
    }

    private boolean isInstead(Predicate<Cell> touches) {
        return !witnesses.isEmpty()
                && witnesses.values().stream().allMatch(cells -> cells.stream().anyMatch(touches));
    }
}
