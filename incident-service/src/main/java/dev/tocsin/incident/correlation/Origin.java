package dev.tocsin.incident.correlation;

import static java.util.Comparator.comparingInt;

import dev.tocsin.contract.Cell;
import dev.tocsin.incident.lifecycle.Outage;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.stream.Stream;

/// Where an outage may have begun: at its root and all that this needs, or at each of its cells where no root stands
/// out.
///
/// Nobody saw an inferred root fail. The cells that were seen, and from which it was inferred, may as well have been
/// broken by something that touches all of them.
///
/// @param hops from where it may have begun to all that this needs
/// @param witnesses the cells of the outage from which its root was inferred
record Origin(Map<Cell, Integer> hops, SortedSet<Cell> witnesses) {

    /// The nearest cell of it that something touches.
    ///
    /// @param hops 0 for where it may have begun
    record Nearest(Cell cell, int hops, Side side) {}

    enum Side {
        UPSTREAM,
        ONE_WITNESS,
        ALL_WITNESSES
    }

    static Origin of(Outage outage, Landscape landscape) {
        var root = outage.rootCell();
        var hops = new HashMap<Cell, Integer>();
        for (var cell : root == null ? outage.impacts().keySet() : List.of(root)) {
            hops.put(cell, 0);
            landscape.needs(cell).forEach((needed, far) -> hops.merge(needed, far, Math::min));
        }
        var witnesses = new TreeSet<Cell>();
        if (root != null && !landscape.isWatched(root)) {
            landscape.watchedNextAbove(root).stream().filter(outage::has).forEach(witnesses::add);
        }
        return new Origin(hops, witnesses);
    }

    /// Empty if nothing of it is touched.
    Optional<Nearest> nearest(Predicate<Cell> touches) {
        var upstream = hops.entrySet().stream()
                .filter(entry -> touches.test(entry.getKey()))
                .map(entry -> new Nearest(entry.getKey(), entry.getValue(), Side.UPSTREAM));
        var all = isAllWitnesses(touches);
        var beside = witnesses.stream()
                .filter(touches)
                .map(cell -> new Nearest(cell, all ? 0 : 1, all ? Side.ALL_WITNESSES : Side.ONE_WITNESS));
        return Stream.concat(upstream, beside)
                .min(comparingInt(Nearest::hops).thenComparing(Nearest::side).thenComparing(Nearest::cell));
    }

    /// Whether what touches these cells may have caused all of it.
    boolean isCausedAt(Predicate<Cell> touches) {
        return hops.keySet().stream().anyMatch(touches) || isAllWitnesses(touches);
    }

    /// Whether something that was done there may have ended it.
    boolean isTouched(Predicate<Cell> touches) {
        return nearest(touches).isPresent();
    }

    private boolean isAllWitnesses(Predicate<Cell> touches) {
        return !witnesses.isEmpty() && witnesses.stream().allMatch(touches);
    }
}
