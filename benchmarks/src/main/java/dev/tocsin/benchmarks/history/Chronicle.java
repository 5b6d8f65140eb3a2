package dev.tocsin.benchmarks.history;

import dev.tocsin.benchmarks.simulation.CellTrouble;
import dev.tocsin.benchmarks.simulation.Shape;
import dev.tocsin.benchmarks.simulation.Truth;
import dev.tocsin.benchmarks.simulation.Truth.TrueCell;
import dev.tocsin.benchmarks.simulation.Truth.TrueFault;
import dev.tocsin.benchmarks.simulation.Truth.TruthKind;
import dev.tocsin.benchmarks.simulation.World;
import dev.tocsin.contract.Cell;
import dev.tocsin.contract.catalog.RegionDefined;
import dev.tocsin.contract.catalog.VantagePointDefined;
import dev.tocsin.contract.change.ChangeApplied;
import dev.tocsin.contract.change.ChangeEvent;
import dev.tocsin.contract.change.ChangeKind;
import dev.tocsin.contract.change.ChangeReverted;
import dev.tocsin.contract.health.Outcome;
import dev.tocsin.engine.catalog.Catalog;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;

/// Collects the troubles and changes of a product over some days, as its stories add them.
final class Chronicle {

    private static final double NOISE = 0.002;

    /// The time for which a change may be suspected. There are no routine changes so close before or after a fault, so
    /// that each story has only its own changes.
    private static final Duration APART = Duration.ofHours(25);

    private final SplittableRandom luck;
    private final Catalog catalog;
    private final List<CellTrouble> troubles = new ArrayList<>();
    private final List<ChangeEvent> changes = new ArrayList<>();
    private final List<TrueFault> faults = new ArrayList<>();

    Chronicle(SplittableRandom luck, Catalog catalog) {
        this.luck = luck;
        this.catalog = catalog;
    }

    World world(long seed, String yaml, Instant from, Instant until) {
        return new World(
                seed,
                yaml,
                catalog,
                List.of(),
                from,
                until,
                NOISE,
                troubles,
                List.of(),
                changes.stream().sorted(Comparator.comparing(ChangeEvent::time)).toList(),
                List.of(),
                new Truth(seed, Shape.SEVERAL_AT_ONCE, from, until, faults, List.of()));
    }

    Duration minutes(long least, long most) {
        return Duration.ofSeconds(luck.nextLong(60 * least, 60 * most));
    }

    int number(int least, int most) {
        return luck.nextInt(least, most);
    }

    String region() {
        var regions = catalog.regions().stream().map(RegionDefined::id).toList();
        return regions.get(luck.nextInt(regions.size()));
    }

    Cell cell(String component, String region) {
        return new Cell(component, region);
    }

    /// @return its id
    String change(ChangeKind kind, Cell cell, String title, Instant at) {
        var id = "%s-%s-%d".formatted(cell.component(), cell.region(), changes.size() + 1);
        changes.add(
                new ChangeApplied(id, kind, List.of(cell.component()), List.of(cell.region()), title, at, null, null));
        return id;
    }

    void reverted(String change, Instant at) {
        changes.add(new ChangeReverted(change, at, null));
    }

    /// Adds a change without effect, unless it would be close to a fault.
    void routine(ChangeKind kind, Cell cell, String title, Instant at) {
        var isApart = faults.stream()
                .allMatch(fault -> at.isBefore(fault.from().minus(APART))
                        || at.isAfter(fault.until().plus(APART)));
        if (isApart) {
            change(kind, cell, title, at);
        }
    }

    /// Breaks one cell.
    void breaks(Cell cell, Outcome outcome, double shareAtFirst, double shareAtLast, Instant start, Instant end) {
        var kind = shareAtFirst == 1 ? TruthKind.FULL : shareAtFirst == 0 ? TruthKind.SLOW_BURN : TruthKind.BROWN_OUT;
        fault(kind, cell, List.of(broken(cell, outcome, shareAtFirst, shareAtLast, start, end)));
    }

    /// Breaks a cell and all cells that need it, each some seconds after the cell that it needs. They recover
    /// likewise.
    void cascades(Cell root, Outcome outcome, Instant start, Instant end) {
        var cells = new ArrayList<TrueCell>();
        needing(root)
                .forEach((cell, hops) -> cells.add(broken(
                        cell,
                        outcome,
                        1,
                        1,
                        start.plusSeconds(luck.nextLong(2, 15) * hops),
                        end.plusSeconds(luck.nextLong(1, 20) * hops))));
        fault(outcome == Outcome.SLOW ? TruthKind.SLOW : TruthKind.FULL, root, cells);
    }

    private void fault(TruthKind kind, Cell root, List<TrueCell> cells) {
        faults.add(new TrueFault("fault-" + (faults.size() + 1), kind, root, 0, cells));
    }

    /// The cells that need the root, with their number of hops; the root itself with 0.
    private Map<Cell, Integer> needing(Cell root) {
        var hops = new LinkedHashMap<Cell, Integer>(Map.of(root, 0));
        var ahead = new ArrayDeque<>(List.of(root));
        while (!ahead.isEmpty()) {
            var next = ahead.remove();
            catalog.cells().stream()
                    .filter(cell -> catalog.needs(cell).contains(next))
                    .filter(cell -> hops.putIfAbsent(cell, hops.getOrDefault(next, 0) + 1) == null)
                    .forEach(ahead::add);
        }
        return hops;
    }

    private TrueCell broken(Cell cell, Outcome outcome, double first, double last, Instant start, Instant end) {
        var points =
                catalog.vantagePoints().stream().map(VantagePointDefined::id).toList();
        troubles.add(new CellTrouble(cell, start, end, outcome, first, last, luck.nextBoolean(), points));
        return new TrueCell(cell, start, start, end, 0, points.size(), points.size());
    }
}
