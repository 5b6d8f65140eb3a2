package dev.tocsin.engine.correlation;

import static java.util.Comparator.comparing;

import dev.tocsin.contract.Cell;
import dev.tocsin.engine.correlation.CellCondition.OngoingTrouble;
import java.time.Instant;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.pcollections.HashTreePMap;
import org.pcollections.PMap;
import org.pcollections.PSortedMap;
import org.pcollections.PSortedSet;
import org.pcollections.TreePMap;
import org.pcollections.TreePSet;

/// All cells, with the results of frequent queries kept up to date, so that one cell's change costs the same among ten
/// cells and among ten thousand.
public final class WatchedCells {

    private static final PSortedSet<Hold> NO_HOLDS = TreePSet.empty(Hold.FIRST_OVER);

    static final WatchedCells NONE = of(DependencyGraph.NONE, List.of());

    private final DependencyGraph graph;
    private final PSortedMap<Cell, WatchedCell> byCell;
    private final PMap<String, RegionTally> regions;
    private final PMap<Integer, PSortedSet<Hold>> holds;

    /// @param watched how many of its cells have a verdict
    /// @param bad how many of those are bad
    /// @param waiting the cells that are bad and belong to no outage, in the order in which they turned bad
    public record RegionTally(int watched, int bad, PSortedSet<Hold> waiting) {

        static final RegionTally EMPTY = new RegionTally(0, 0, TreePSet.empty());

        /// @param by 1 for an added cell, -1 for a removed one
        private RegionTally counting(WatchedCell cell, int by) {
            return new RegionTally(watched + (cell.isWatched() ? by : 0), bad + (cell.countsAsBad() ? by : 0), waiting);
        }

        private RegionTally waiting(PSortedSet<Hold> next) {
            return new RegionTally(watched, bad, next);
        }
    }

    /// The hold of a bad cell.
    ///
    /// @param since the time at which it turned bad
    /// @param end the end of the hold, by the clock of its own partition
    public record Hold(Instant since, Instant end, Cell cell) implements Comparable<Hold> {

        private static final Comparator<Hold> FIRST_BAD =
                comparing(Hold::since).thenComparing(Hold::cell).thenComparing(Hold::end);

        static final Comparator<Hold> FIRST_OVER = comparing(Hold::end).thenComparing(FIRST_BAD);

        @Override
        public int compareTo(Hold other) {
            return FIRST_BAD.compare(this, other);
        }
    }

    private WatchedCells(
            DependencyGraph graph,
            PSortedMap<Cell, WatchedCell> byCell,
            PMap<String, RegionTally> regions,
            PMap<Integer, PSortedSet<Hold>> holds) {
        this.graph = graph;
        this.byCell = byCell;
        this.regions = regions;
        this.holds = holds;
    }

    public static WatchedCells of(DependencyGraph graph, Collection<WatchedCell> cells) {
        var all = new WatchedCells(graph, TreePMap.empty(), HashTreePMap.empty(), HashTreePMap.empty());
        for (var cell : cells) {
            all = all.with(cell);
        }
        return all;
    }

    public PSortedMap<Cell, WatchedCell> byCell() {
        return byCell;
    }

    WatchedCell get(Cell cell) {
        var known = byCell.get(cell);
        return known == null ? WatchedCell.neverSeen(cell) : known;
    }

    public RegionTally region(String region) {
        return regions.getOrDefault(region, RegionTally.EMPTY);
    }

    /// Bad cells of the region that belong to no outage yet, in the order in which they turned bad.
    public List<WatchedCell> waiting(String region) {
        return region(region).waiting().stream().map(hold -> get(hold.cell())).toList();
    }

    /// The hold that ended first, of those that are over both at `limit` and by the clock of their own partition.
    public Optional<Hold> nextOver(Instant limit, Clocks clocks) {
        return holds.entrySet().stream()
                .filter(entry -> !entry.getValue().isEmpty())
                .filter(entry -> !entry.getValue().first().end().isAfter(earlier(limit, clocks.of(entry.getKey()))))
                .map(entry -> entry.getValue().first())
                .min(Hold.FIRST_OVER);
    }

    public boolean anyHold() {
        return holds.values().stream().anyMatch(ofPartition -> !ofPartition.isEmpty());
    }

    WatchedCells on(DependencyGraph next) {
        return of(next, byCell.values());
    }

    WatchedCells with(WatchedCell cell) {
        var old = byCell.get(cell.cell());
        var name = cell.cell().region();
        var region = old == null ? region(name) : region(name).counting(old, -1);
        return new WatchedCells(graph, byCell.plus(cell.cell(), cell), regions, holds)
                .holding(old, cell, region.counting(cell, 1));
    }

    private WatchedCells holding(@Nullable WatchedCell old, WatchedCell cell, RegionTally region) {
        var before = old == null ? null : hold(old);
        var after = hold(cell);
        if (old != null && cell.partition() == old.partition() && Objects.equals(before, after)) {
            return new WatchedCells(graph, byCell, regions.plus(cell.cell().region(), region), holds);
        }
        var waiting = region.waiting();
        var next = holds;
        if (old != null && before != null) {
            waiting = waiting.minus(before);
            var others = next.getOrDefault(old.partition(), NO_HOLDS);
            next = next.plus(old.partition(), others.minus(before));
        }
        if (after != null) {
            waiting = waiting.plus(after);
            var others = next.getOrDefault(cell.partition(), NO_HOLDS);
            next = next.plus(cell.partition(), others.plus(after));
        }
        return new WatchedCells(graph, byCell, regions.plus(cell.cell().region(), region.waiting(waiting)), next);
    }

    private @Nullable Hold hold(WatchedCell cell) {
        return cell.isWaiting() && graph.has(cell.cell())
                ? cell.trouble()
                        .map(trouble -> new Hold(trouble.since(), holdEnd(trouble, cell.cell()), cell.cell()))
                        .orElse(null)
                : null;
    }

    private Instant holdEnd(OngoingTrouble trouble, Cell cell) {
        return trouble.since().plus(graph.holds().openHold(cell));
    }

    private static Instant earlier(Instant one, Instant other) {
        return one.isBefore(other) ? one : other;
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof WatchedCells cells && byCell.equals(cells.byCell);
    }

    @Override
    public int hashCode() {
        return byCell.hashCode();
    }
}
