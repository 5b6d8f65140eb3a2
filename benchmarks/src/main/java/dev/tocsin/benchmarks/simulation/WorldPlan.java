package dev.tocsin.benchmarks.simulation;

import dev.tocsin.benchmarks.simulation.Truth.ChangeRole;
import dev.tocsin.benchmarks.simulation.Truth.TrueCell;
import dev.tocsin.benchmarks.simulation.Truth.TrueChange;
import dev.tocsin.benchmarks.simulation.Truth.TrueFault;
import dev.tocsin.benchmarks.simulation.Truth.TruthKind;
import dev.tocsin.benchmarks.simulation.World.Edit;
import dev.tocsin.contract.Cell;
import dev.tocsin.contract.change.ChangeApplied;
import dev.tocsin.contract.change.ChangeEvent;
import dev.tocsin.contract.change.ChangeKind;
import dev.tocsin.contract.change.ChangeReverted;
import dev.tocsin.contract.health.Outcome;
import dev.tocsin.contract.maintenance.MaintenanceEvent.WindowState;
import dev.tocsin.contract.maintenance.MaintenanceEvent.WindowUpdated;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;

/// A world while its [Shape] plans it.
final class WorldPlan {

    private static final Instant FIRST_DAY = Instant.parse("2026-01-05T00:00:00Z");
    private static final double NOISE = 0.005;

    /// Long enough for every check to have its verdict.
    private static final Duration WARM_UP = Duration.ofMinutes(5);

    /// Long enough for the end of every trouble to be found.
    private static final Duration FAREWELL = Duration.ofMinutes(8);

    final SplittableRandom luck;
    final Instant from;
    private final long seed;
    private final Shape shape;
    private final List<CellTrouble> troubles = new ArrayList<>();
    private final List<WatcherTrouble> watchers = new ArrayList<>();
    private final List<ChangeEvent> changes = new ArrayList<>();
    private final List<WindowUpdated> windows = new ArrayList<>();
    private final List<TrueFault> faults = new ArrayList<>();
    private final List<TrueChange> trueChanges = new ArrayList<>();
    private final List<Edit> edits = new ArrayList<>();
    private Product firstProduct;
    private Product product;
    private Instant heardFrom = Instant.EPOCH;
    private Instant until;

    WorldPlan(long seed, Shape shape) {
        this.seed = seed;
        this.shape = shape;
        luck = new SplittableRandom(seed * 1_000_003 + 17);
        from = FIRST_DAY.plusMillis(luck.nextLong(Duration.ofDays(300).toMillis()));
        firstProduct = Product.random(luck);
        product = firstProduct;
        until = from.plus(WARM_UP);
    }

    World world() {
        var yaml = firstProduct.yaml();
        var end = until.plus(FAREWELL);
        return new World(
                seed,
                yaml,
                Product.catalog(yaml),
                edits,
                from,
                end,
                NOISE,
                troubles,
                watchers,
                changes.stream().sorted(Comparator.comparing(ChangeEvent::time)).toList(),
                windows,
                new Truth(seed, shape, from, end, faults, trueChanges));
    }

    Product product() {
        return product;
    }

    /// Replaces the product from the beginning on.
    void product(Product other) {
        firstProduct = other;
        product = other;
    }

    /// Replaces the catalog from this time on.
    void edit(Instant at, Product next) {
        edits.add(new Edit(at, Product.catalog(next.yaml())));
        product = next;
        lastsUntil(at);
    }

    /// Sets the time before which nothing that breaks can be observed.
    void heardFrom(Instant time) {
        heardFrom = time;
    }

    /// Some time after the warm-up.
    Instant someTime() {
        return from.plus(WARM_UP).plus(seconds(0, 180));
    }

    Duration seconds(long least, long most) {
        return Duration.ofMillis(luck.nextLong(least * 1000, most * 1000));
    }

    Duration minutes(long least, long most) {
        return seconds(least * 60, most * 60);
    }

    <T> T one(List<T> of) {
        return of.get(luck.nextInt(of.size()));
    }

    String region() {
        return one(product.regions());
    }

    String point() {
        return one(product.points());
    }

    /// All vantage points but one.
    List<String> pointsBut(String point) {
        return product.points().stream().filter(it -> !it.equals(point)).toList();
    }

    /// A cell on which no other depends.
    Cell leaf() {
        return new Cell(one(product.leaves()), region());
    }

    boolean chance(double share) {
        return luck.nextDouble() < share;
    }

    /// Breaks one cell, for all vantage points.
    void breaks(Cell cell, TruthKind kind, Instant start, Instant end) {
        breaks(cell, kind, start, end, product.points());
    }

    void breaks(Cell cell, TruthKind kind, Instant start, Instant end, List<String> seenFrom) {
        fault(kind, cell, 0, List.of(broken(cell, kind, start, end, seenFrom)));
    }

    /// Breaks a cell and all cells that need it, each some seconds after the cell that it needs. They recover
    /// likewise.
    void cascades(Cell root, Instant start, Instant end) {
        cascades(root, start, end, product.points());
    }

    void cascades(Cell root, Instant start, Instant end, List<String> seenFrom) {
        fault(TruthKind.FULL, root, hops(root.component()), cascade(root, start, end, seenFrom));
    }

    /// Breaks a cell under planned work with the cells that need it; only the latter are the fault.
    void cascadesFromWork(Cell root, Instant start, Instant end) {
        var cells = cascade(root, start, end, product.points()).stream()
                .filter(it -> !it.cell().equals(root))
                .toList();
        fault(TruthKind.FULL, root, hops(root.component()), cells);
    }

    /// One fault of the same component in several regions.
    void cascades(String component, List<String> regions, Instant start, Instant end) {
        var cells = regions.stream()
                .flatMap(region ->
                        cascade(new Cell(component, region), start.plus(seconds(0, 20)), end, product.points())
                                .stream())
                .toList();
        fault(TruthKind.FULL, new Cell(component, regions.getFirst()), hops(component), cells);
    }

    private int hops(String component) {
        return product.neededBy(component).values().stream()
                .max(Integer::compare)
                .orElse(0);
    }

    /// Not every cell that needs the root breaks with it, and one may fail before the one that it needs is found down.
    private List<TrueCell> cascade(Cell root, Instant start, Instant end, List<String> seenFrom) {
        var cells = new ArrayList<TrueCell>();
        if (product.isWatched(root.component())) {
            cells.add(broken(root, TruthKind.FULL, start, end, seenFrom));
        }
        var spared = product.isWatched(root.component()) ? 0.15 : 0;
        product.neededBy(root.component()).forEach((component, hops) -> {
            if (product.isWatched(component) && !chance(spared)) {
                cells.add(broken(
                        new Cell(component, root.region()),
                        TruthKind.FULL,
                        start.plus(seconds(2, 15).multipliedBy(hops)),
                        end.plus(seconds(1, 20).multipliedBy(hops)),
                        seenFrom));
            }
        });
        return cells;
    }

    /// Breaks everything in a region at once, as when the network or the power fails.
    void darkens(String region, Instant start, Instant end) {
        var cells = product.cells(region).stream()
                .filter(cell -> product.isWatched(cell.component()))
                .map(cell -> broken(cell, TruthKind.FULL, start.plus(seconds(0, 5)), end, product.points()))
                .toList();
        fault(TruthKind.FULL, null, 0, cells);
    }

    /// Takes a cell down and up again several times.
    void flaps(Cell cell, Instant start, int times) {
        var cells = new ArrayList<TrueCell>();
        var next = start;
        for (var time = 0; time < times; time++) {
            var end = next.plus(minutes(2, 4));
            cells.add(broken(cell, TruthKind.FLAPPING, next, end, product.points()));
            next = end.plus(minutes(2, 4));
        }
        fault(TruthKind.FLAPPING, cell, 0, cells);
    }

    private TrueCell broken(Cell cell, TruthKind kind, Instant start, Instant end, List<String> seenFrom) {
        var timesOut = chance(0.5);
        troubles.add(
                switch (kind) {
                    case FULL, FLAPPING -> new CellTrouble(cell, start, end, Outcome.FAIL, 1, 1, timesOut, seenFrom);
                    case BROWN_OUT -> new CellTrouble(cell, start, end, Outcome.FAIL, 0.5, 0.5, timesOut, seenFrom);
                    case SLOW -> new CellTrouble(cell, start, end, Outcome.SLOW, 1, 1, false, seenFrom);
                    case SLOW_BURN -> new CellTrouble(cell, start, end, Outcome.FAIL, 0, 1, timesOut, seenFrom);
                });
        lastsUntil(end);
        return new TrueCell(
                cell,
                start,
                later(start, heardFrom(cell)),
                end,
                1000L * Math.max(everySeconds(firstProduct, cell), everySeconds(product, cell)),
                (int) seenFrom.stream().filter(point -> isWell(point, start)).count(),
                product.points().size());
    }

    /// A check that an edit adds is not asked before the edit, and the votes of a check that it changes start anew.
    private Instant heardFrom(Cell cell) {
        return edits.isEmpty() || product.asks(cell.component()).equals(firstProduct.asks(cell.component()))
                ? heardFrom
                : later(heardFrom, edits.getLast().at());
    }

    private static Instant later(Instant one, Instant other) {
        return one.isBefore(other) ? other : one;
    }

    private static int everySeconds(Product product, Cell cell) {
        return product.everySeconds().getOrDefault(cell.component(), 0);
    }

    private boolean isWell(String point, Instant at) {
        return watchers.stream().noneMatch(trouble -> trouble.touches(point, at));
    }

    private void fault(TruthKind kind, @Nullable Cell root, int hops, List<TrueCell> cells) {
        faults.add(new TrueFault("fault-" + (faults.size() + 1), kind, root, hops, cells));
    }

    void watchers(WatcherTrouble trouble) {
        watchers.add(trouble);
        lastsUntil(trouble.until());
    }

    /// Announces work during which the cell is down, which is no fault. The cell is up again early enough to be seen
    /// up before the window's end.
    void works(Cell cell, Instant start, Instant end) {
        announces(cell, start, end);
        broken(cell, TruthKind.FULL, start.plus(seconds(20, 60)), end.minus(seconds(150, 240)), product.points());
    }

    /// Announces work.
    void announces(Cell cell, Instant start, Instant end) {
        window(1, cell, start, end, WindowState.SCHEDULED, from);
        window(2, cell, start, end, WindowState.IN_PROGRESS, start);
        window(3, cell, start, end, WindowState.COMPLETED, end);
        lastsUntil(end);
    }

    private void window(long number, Cell cell, Instant start, Instant end, WindowState state, Instant at) {
        windows.add(
                new WindowUpdated("work", number, "Planned work", List.of(cell), start, end, state, at, null, null));
    }

    private void lastsUntil(Instant end) {
        until = until.isBefore(end) ? end : until;
    }

    /// @return its id
    String change(Cell at, Instant applied, ChangeRole role) {
        var id = "change-" + (changes.size() + 1);
        changes.add(new ChangeApplied(
                id,
                one(List.of(ChangeKind.values())),
                List.of(at.component()),
                List.of(at.region()),
                "Change of " + at,
                applied,
                null,
                null));
        trueChanges.add(new TrueChange(id, role));
        return id;
    }

    /// Adds another change without effect, of the same kind, at the same place, at nearly the same time.
    void changeAlike(String change, Duration later) {
        var other = changes.stream()
                .filter(it ->
                        it instanceof ChangeApplied applied && applied.change().equals(change))
                .map(ChangeApplied.class::cast)
                .findFirst()
                .orElseThrow();
        changes.add(new ChangeApplied(
                "rival-of-" + change,
                other.kind(),
                other.components(),
                other.regions(),
                other.title() + ", too",
                other.time().plus(later),
                null,
                null));
    }

    void reverted(String change, Instant at) {
        changes.add(new ChangeReverted(change, at, null));
    }

    /// Adds changes without effect, here and there in the hour before, as on any working day.
    void routine(Instant around, Cell notAt) {
        for (var number = luck.nextInt(1, 5); number > 0; number--) {
            var component = one(product.components());
            var cell = new Cell(component, region());
            if (!cell.equals(notAt)) {
                change(cell, around.minus(seconds(240, 3600)), ChangeRole.TOLD_APART);
            }
        }
    }
}
