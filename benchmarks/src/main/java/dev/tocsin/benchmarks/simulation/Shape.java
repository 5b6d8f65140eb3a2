package dev.tocsin.benchmarks.simulation;

import com.fasterxml.jackson.annotation.JsonValue;
import dev.tocsin.benchmarks.simulation.Truth.Kind;
import dev.tocsin.benchmarks.simulation.Truth.Role;
import dev.tocsin.contract.Cell;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;

/// The kind of trouble in a world. To add one, add a constant; CONTRIBUTING lists the other steps.
public enum Shape {
    /// One cell fails completely.
    FULL(plan -> {
        var start = plan.someTime();
        plan.breaks(plan.leaf(), Kind.FULL, start, start.plus(plan.seconds(120, 1200)));
    }),
    /// One cell fails completely, but only a majority of the vantage points sees it.
    PARTIAL(plan -> {
        var start = plan.someTime();
        var points = plan.product().points();
        plan.breaks(
                plan.leaf(),
                Kind.FULL,
                start,
                start.plus(plan.minutes(4, 20)),
                points.subList(0, points.size() / 2 + 1));
    }),
    /// Half of all requests fail.
    BROWN_OUT(plan -> {
        var start = plan.someTime();
        plan.breaks(plan.leaf(), Kind.BROWN_OUT, start, start.plus(plan.minutes(12, 25)));
    }),
    /// Right answers that take too long.
    SLOW(plan -> {
        var start = plan.someTime();
        plan.breaks(plan.leaf(), Kind.SLOW, start, start.plus(plan.minutes(5, 20)));
    }),
    /// More and more requests fail.
    SLOW_BURN(plan -> {
        var start = plan.someTime();
        plan.breaks(plan.leaf(), Kind.SLOW_BURN, start, start.plus(plan.minutes(30, 60)));
    }),
    /// Down, up, down again.
    FLAPPING(plan -> plan.flaps(plan.leaf(), plan.someTime(), plan.luck.nextInt(4, 7))),
    /// A whole region fails.
    REGION(plan -> {
        var start = plan.someTime();
        plan.darkens(plan.region(), start, start.plus(plan.minutes(4, 20)));
    }),
    /// One component fails in several regions, with the components that need it.
    REGIONS(plan -> {
        var start = plan.someTime();
        var regions = plan.product().regions();
        plan.cascades(
                plan.one(plan.product().components()),
                regions.subList(0, plan.luck.nextInt(2, regions.size() + 1)),
                start,
                start.plus(plan.minutes(4, 20)));
    }),
    /// One cell fails and takes the cells that need it with it, over several hops.
    CASCADE(plan -> {
        var start = plan.someTime();
        plan.cascades(
                new Cell(plan.one(plan.product().roots()), plan.region()), start, start.plus(plan.minutes(4, 20)));
    }),
    /// A cascade whose first cell has no checks.
    CASCADE_UNWATCHED(plan -> {
        var roots = plan.product().roots().stream()
                .filter(component -> plan.product().neededBy(component).values().stream()
                                .filter(hops -> hops == 1)
                                .count()
                        > 1)
                .toList();
        if (roots.isEmpty()) {
            Shape.CASCADE.making.accept(plan);
            return;
        }
        var root = plan.one(roots);
        plan.product(plan.product().withoutChecksOn(root));
        var start = plan.someTime();
        plan.cascades(new Cell(root, plan.region()), start, start.plus(plan.minutes(4, 20)));
    }),
    /// Two unrelated faults, and the graph says so.
    TWO_AT_ONCE(plan -> {
        var start = plan.someTime();
        var pairs = plan.product().unrelatedPairs();
        if (pairs.isEmpty()) {
            Shape.CASCADE.making.accept(plan);
            return;
        }
        var pair = plan.one(pairs);
        var region = plan.region();
        plan.cascades(new Cell(pair.one(), region), start, start.plus(plan.minutes(5, 15)));
        var later = start.plus(plan.seconds(0, 120));
        plan.cascades(
                new Cell(pair.other(), plan.chance(0.7) ? region : plan.region()),
                later,
                later.plus(plan.minutes(5, 15)));
    }),
    /// Two unrelated faults in one region, though both cells need something that is well.
    TWO_WITH_A_COMMON_NEED(plan -> {
        var start = plan.someTime();
        var pairs = plan.product().pairsWithACommonNeed();
        if (pairs.isEmpty()) {
            Shape.TWO_AT_ONCE.making.accept(plan);
            return;
        }
        var pair = plan.one(pairs);
        var region = plan.region();
        var later = start.plus(plan.seconds(0, 120));
        plan.cascades(new Cell(pair.one(), region), start, start.plus(plan.minutes(5, 15)));
        plan.cascades(new Cell(pair.other(), region), later, later.plus(plan.minutes(5, 15)));
    }),
    /// One cell comes and goes while half of all requests to another fail.
    FLAPPING_AND_BROWN_OUT(plan -> {
        var start = plan.someTime();
        var pairs = plan.product().unrelatedPairs();
        if (pairs.isEmpty()) {
            Shape.FLAPPING.making.accept(plan);
            return;
        }
        var pair = plan.one(pairs);
        var region = plan.region();
        plan.flaps(new Cell(pair.one(), region), start, plan.luck.nextInt(4, 7));
        plan.breaks(
                new Cell(pair.other(), region),
                Kind.BROWN_OUT,
                start.plus(plan.seconds(0, 120)),
                start.plus(plan.minutes(12, 25)));
    }),
    /// A change breaks what it touches.
    BAD_CHANGE(plan -> {
        var start = plan.someTime();
        var cell = new Cell(plan.one(plan.product().components()), plan.region());
        plan.routine(start, cell);
        plan.change(cell, start.minus(plan.seconds(5, 600)), Role.CULPRIT);
        plan.cascades(cell, start, start.plus(plan.minutes(5, 20)));
    }),
    /// A change breaks what it touches, and reverting it ends the fault.
    BAD_CHANGE_REVERTED(plan -> {
        var start = plan.someTime();
        var cell = new Cell(plan.one(plan.product().components()), plan.region());
        plan.routine(start, cell);
        var change = plan.change(cell, start.minus(plan.seconds(5, 600)), Role.CULPRIT_REVERTED);
        var end = start.plus(plan.minutes(6, 20));
        plan.reverted(change, end.minus(plan.seconds(10, 90)));
        plan.cascades(cell, start, end);
    }),
    /// A change had no effect, and the known facts show that.
    COINCIDENCE_TOLD_APART(plan -> {
        var start = plan.someTime();
        var root = new Cell(plan.one(plan.product().components()), plan.region());
        var end = start.plus(plan.minutes(18, 25));
        switch (plan.luck.nextInt(4)) {
            case 0 -> {
                var after = plan.change(root, start.plus(plan.seconds(120, 240)), Role.TOLD_APART);
                plan.reverted(after, end.minus(plan.seconds(20, 120)));
            }
            case 1 -> {
                var elsewhere = plan.product().components().stream()
                        .filter(component -> !component.equals(root.component())
                                && !plan.product().allNeeds(root.component()).contains(component))
                        .toList();
                var change = plan.change(
                        new Cell(plan.one(elsewhere), root.region()),
                        start.minus(plan.seconds(60, 1200)),
                        Role.TOLD_APART);
                plan.reverted(change, end.minus(plan.seconds(20, 120)));
            }
            case 2 -> {
                var one = plan.change(root, start.minus(plan.seconds(60, 1200)), Role.TOLD_APART);
                var other = plan.change(root, start.minus(plan.seconds(60, 1200)), Role.TOLD_APART);
                plan.reverted(one, end.minus(plan.seconds(200, 300)));
                plan.reverted(other, end.minus(plan.seconds(20, 120)));
            }
            default -> {
                var change = plan.change(root, start.minus(plan.seconds(60, 1200)), Role.TOLD_APART);
                plan.reverted(change, end.minus(plan.seconds(780, 1000)));
            }
        }
        plan.cascades(root, start, end);
    }),
    /// A change had no effect, but was made and reverted as if it had.
    COINCIDENCE_ALIKE(plan -> {
        var start = plan.someTime();
        var root = new Cell(plan.one(plan.product().components()), plan.region());
        var end = start.plus(plan.minutes(8, 20));
        var change = plan.change(root, start.minus(plan.seconds(60, 3000)), Role.ALIKE);
        plan.reverted(change, end.minus(plan.seconds(20, 400)));
        plan.cascades(root, start, end);
    }),
    /// A change breaks what it touches, and another change made with it could have done so as well. The bad change is
    /// reverted in half of the worlds.
    BAD_CHANGE_AMONG_ALIKE(plan -> {
        var start = plan.someTime();
        var cell = new Cell(plan.one(plan.product().components()), plan.region());
        var applied = start.minus(plan.seconds(120, 600));
        var change = plan.change(cell, applied, Role.CULPRIT_AMONG_ALIKE);
        plan.changeAlike(change, plan.seconds(-90, 90));
        var end = start.plus(plan.minutes(6, 20));
        if (plan.chance(0.5)) {
            plan.reverted(change, end.minus(plan.seconds(10, 90)));
        }
        plan.cascades(cell, start, end);
    }),
    /// A change made hours ago lets something leak, until it fails.
    BAD_CHANGE_SLOW_BURN(plan -> {
        var start = plan.someTime();
        var cell = plan.leaf();
        plan.routine(start, cell);
        plan.change(cell, start.minus(plan.minutes(90, 900)), Role.CULPRIT);
        plan.breaks(cell, Kind.SLOW_BURN, start, start.plus(plan.minutes(30, 60)));
    }),
    /// A vantage point is gone.
    POINT_DEAD(plan -> {
        var start = plan.someTime();
        plan.watchers(new WatcherTrouble.Dead(plan.point(), start, start.plus(plan.minutes(5, 30))));
    }),
    /// A vantage point is gone, and then something breaks.
    POINT_DEAD_AND_FULL(plan -> {
        var start = plan.someTime();
        var broken = start.plus(plan.minutes(3, 6));
        var end = broken.plus(plan.minutes(4, 10));
        plan.watchers(new WatcherTrouble.Dead(plan.point(), start, end.plus(plan.minutes(1, 5))));
        plan.breaks(plan.leaf(), Kind.FULL, broken, end);
    }),
    /// A vantage point is cut off from everything, and knows it.
    POINT_CUT_OFF(plan -> {
        var start = plan.someTime();
        plan.watchers(new WatcherTrouble.CutOff(plan.point(), start, start.plus(plan.minutes(5, 30)), null, false));
    }),
    /// A vantage point does not reach the product, while its controls answer.
    POINT_CUT_FROM_PRODUCT(plan -> {
        var start = plan.someTime();
        plan.watchers(new WatcherTrouble.CutOff(plan.point(), start, start.plus(plan.minutes(5, 30)), null, true));
    }),
    /// A vantage point does not reach one region.
    POINT_CUT_FROM_REGION(plan -> {
        var start = plan.someTime();
        plan.watchers(
                new WatcherTrouble.CutOff(plan.point(), start, start.plus(plan.minutes(5, 30)), plan.region(), true));
    }),
    /// A vantage point reports the opposite of what it saw, always or now and then.
    POINT_LIES(plan -> {
        var start = plan.someTime();
        plan.watchers(new WatcherTrouble.Lying(
                plan.point(), start, start.plus(plan.minutes(5, 30)), plan.chance(0.5) ? 1 : 0.5));
    }),
    /// A vantage point lies while a cell and what needs it break.
    POINT_LIES_AND_CASCADE(plan -> {
        var start = plan.someTime();
        var broken = start.plus(plan.seconds(-60, 240));
        var end = broken.plus(plan.minutes(5, 15));
        plan.watchers(new WatcherTrouble.Lying(
                plan.point(), start, end.plus(plan.minutes(1, 5)), plan.chance(0.5) ? 1 : 0.5));
        plan.cascades(new Cell(plan.one(plan.product().roots()), plan.region()), broken, end);
    }),
    /// A cascade that only a majority of the vantage points sees, while another vantage point has a trouble of its
    /// own.
    CASCADE_PARTIAL_AND_POINT_TROUBLE(plan -> {
        var start = plan.someTime();
        var broken = start.plus(plan.seconds(-60, 240));
        var end = broken.plus(plan.minutes(5, 15));
        var over = end.plus(plan.minutes(1, 5));
        var point = plan.point();
        var region = plan.region();
        plan.watchers(
                switch (plan.luck.nextInt(5)) {
                    case 0 -> new WatcherTrouble.Dead(point, start, over);
                    case 1 -> new WatcherTrouble.CutOff(point, start, over, null, false);
                    case 2 -> new WatcherTrouble.CutOff(point, start, over, null, true);
                    case 3 -> new WatcherTrouble.CutOff(point, start, over, plan.region(), true);
                    default -> new WatcherTrouble.ClockOff(point, start, over, Duration.ofSeconds(40));
                });
        plan.cascades(
                new Cell(plan.one(plan.product().roots()), region),
                broken,
                end,
                plan.pointsBut(point).subList(0, plan.product().points().size() / 2 + 1));
    }),
    /// Packets get lost everywhere.
    PACKET_LOSS(plan -> {
        var start = plan.someTime();
        plan.watchers(new WatcherTrouble.Lossy(null, start, start.plus(plan.minutes(5, 30)), 0.05));
    }),
    /// No events arrive for a while, and then all of them.
    SILENT_PIPELINE(plan -> {
        var start = plan.someTime();
        plan.watchers(new WatcherTrouble.Silent(null, start, start.plus(plan.minutes(3, 20))));
    }),
    /// Something breaks while no events arrive.
    SILENCE_AND_CASCADE(plan -> {
        var start = plan.someTime();
        var end = start.plus(plan.minutes(3, 12));
        plan.watchers(new WatcherTrouble.Silent(null, start, end));
        plan.heardFrom(end);
        plan.cascades(
                new Cell(plan.one(plan.product().components()), plan.region()),
                start.plus(plan.seconds(30, 170)),
                end.plus(plan.minutes(4, 12)));
    }),
    /// The catalog is edited while something breaks.
    EDIT_AND_CASCADE(plan -> {
        var start = plan.someTime();
        var product = plan.product();
        var root = plan.one(product.roots());
        var others = product.leaves().stream()
                .filter(leaf -> !product.neededBy(root).containsKey(leaf))
                .toList();
        var edit = start.plus(plan.seconds(-60, 60));
        switch (plan.luck.nextInt(others.isEmpty() ? 2 : 3)) {
            case 0 -> plan.edit(edit, product.withChecksMoved(root, plan.one(List.of(15, 30, 60))));
            case 1 -> plan.edit(edit, product.with("assistant", List.of(root), 30));
            default -> plan.edit(edit, product.without(plan.one(others)));
        }
        var region = plan.region();
        plan.cascades(
                new Cell(root, region),
                start.isBefore(edit) ? start : edit.plus(plan.seconds(1, 60)),
                start.plus(plan.minutes(6, 15)));
    }),
    /// A probe's clock is off, and the probe does not know.
    CLOCK_SKEW(plan -> {
        var start = plan.someTime();
        var by = Duration.ofSeconds(plan.luck.nextLong(15, 90));
        plan.watchers(new WatcherTrouble.ClockOff(
                plan.point(), start, start.plus(plan.minutes(5, 30)), plan.chance(0.5) ? by : by.negated()));
    }),
    /// Announced work takes a cell down for a while.
    PLANNED_WORK(plan -> {
        var start = plan.someTime();
        plan.works(plan.leaf(), start, start.plus(plan.minutes(10, 30)));
    }),
    /// Announced work takes longer than announced.
    PLANNED_WORK_OVERRUNS(plan -> {
        var start = plan.someTime();
        var end = start.plus(plan.minutes(8, 15));
        var cell = plan.leaf();
        plan.announces(cell, start, end);
        plan.heardFrom(end);
        plan.breaks(cell, Kind.FULL, end.minus(plan.seconds(120, 400)), end.plus(plan.minutes(4, 12)));
    }),
    /// Announced work on a cell takes down the cells that need it, for which no work was announced.
    PLANNED_WORK_SPILLS(plan -> {
        var start = plan.someTime();
        var end = start.plus(plan.minutes(15, 30));
        var cell = new Cell(plan.one(plan.product().roots()), plan.region());
        plan.announces(cell, start, end);
        plan.cascadesFromWork(cell, start.plus(plan.seconds(20, 60)), end.minus(plan.seconds(300, 500)));
    }),
    /// Several unrelated faults at once, with packet loss everywhere and changes without effect; and some time later
    /// another fault.
    SEVERAL_AT_ONCE(plan -> {
        var pairs = plan.product().unrelatedPairs();
        if (pairs.isEmpty()) {
            Shape.CASCADE.making.accept(plan);
            return;
        }
        var pair = plan.one(pairs);
        var start = plan.someTime();
        var one = new Cell(pair.one(), plan.region());
        var other = new Cell(pair.other(), plan.region());
        var end = start.plus(plan.minutes(8, 20));
        plan.routine(start, one);
        plan.watchers(new WatcherTrouble.Lossy(null, start.minusSeconds(60), end.plusSeconds(60), 0.02));
        plan.cascades(one, start, end);
        plan.breaks(
                other, plan.one(List.of(Kind.FULL, Kind.BROWN_OUT, Kind.SLOW)), start.plus(plan.seconds(0, 90)), end);
        var later = end.plus(plan.minutes(25, 40));
        plan.cascades(plan.leaf(), later, later.plus(plan.minutes(4, 10)));
    }),
    /// Nothing at all.
    QUIET(plan -> {
        var start = plan.someTime();
        plan.watchers(new WatcherTrouble.Lossy(null, start, start.plus(Duration.ofMinutes(30)), 0));
    });

    @SuppressWarnings("ImmutableEnumChecker") // lambdas without state
    private final Consumer<WorldPlan> making;

    Shape(Consumer<WorldPlan> making) {
        this.making = making;
    }

    @JsonValue
    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /// The world of this shape for the seed; the same seed always gives the same world.
    public World world(long seed) {
        var plan = new WorldPlan(seed, this);
        making.accept(plan);
        return plan.world();
    }
}
