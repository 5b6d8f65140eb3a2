package dev.tocsin.benchmarks.simulation;

import com.fasterxml.jackson.annotation.JsonValue;
import dev.tocsin.benchmarks.simulation.Truth.Kind;
import dev.tocsin.benchmarks.simulation.Truth.Role;
import dev.tocsin.contract.Cell;
import java.time.Duration;
import java.util.Locale;
import java.util.function.Consumer;

/// What goes wrong in a world. To add one, add a constant; CONTRIBUTING says what else.
public enum Shape {
    /// One cell, wholly.
    FULL(plan -> {
        var start = plan.someTime();
        plan.breaks(plan.leaf(), Kind.FULL, start, start.plus(plan.seconds(120, 1200)));
    }),
    /// One cell, wholly, but only a majority of the vantage points meets it.
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
    /// A whole region.
    REGION(plan -> {
        var start = plan.someTime();
        plan.darkens(plan.region(), start, start.plus(plan.minutes(4, 20)));
    }),
    /// One component in several regions, with what needs it.
    REGIONS(plan -> {
        var start = plan.someTime();
        var regions = plan.product().regions();
        plan.cascades(
                plan.one(plan.product().components()),
                regions.subList(0, plan.luck.nextInt(2, regions.size() + 1)),
                start,
                start.plus(plan.minutes(4, 20)));
    }),
    /// One cell takes with it what needs it, over several hops.
    CASCADE(plan -> {
        var start = plan.someTime();
        plan.cascades(
                new Cell(plan.one(plan.product().roots()), plan.region()), start, start.plus(plan.minutes(4, 20)));
    }),
    /// The same, but nobody watches where it began.
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
    /// Two faults that have nothing to do with one another, and the graph says so.
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
    /// A change breaks what it touches.
    BAD_CHANGE(plan -> {
        var start = plan.someTime();
        var cell = new Cell(plan.one(plan.product().components()), plan.region());
        plan.routine(start, cell);
        plan.change(cell, start.minus(plan.seconds(5, 600)), Role.CULPRIT);
        plan.cascades(cell, start, start.plus(plan.minutes(5, 20)));
    }),
    /// A change breaks what it touches, and taking it back mends that.
    BAD_CHANGE_REVERTED(plan -> {
        var start = plan.someTime();
        var cell = new Cell(plan.one(plan.product().components()), plan.region());
        plan.routine(start, cell);
        var change = plan.change(cell, start.minus(plan.seconds(5, 600)), Role.CULPRIT_REVERTED);
        var end = start.plus(plan.minutes(6, 20));
        plan.reverted(change, end.minus(plan.seconds(10, 90)));
        plan.cascades(cell, start, end);
    }),
    /// A change that did nothing, and what is known tells so.
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
    /// A change that did nothing, but was made and taken back as if it had.
    COINCIDENCE_ALIKE(plan -> {
        var start = plan.someTime();
        var root = new Cell(plan.one(plan.product().components()), plan.region());
        var end = start.plus(plan.minutes(8, 20));
        var change = plan.change(root, start.minus(plan.seconds(60, 3000)), Role.ALIKE);
        plan.reverted(change, end.minus(plan.seconds(20, 400)));
        plan.cascades(root, start, end);
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
    /// A vantage point says the opposite of what it saw, always or now and then.
    POINT_LIES(plan -> {
        var start = plan.someTime();
        plan.watchers(new WatcherTrouble.Lying(
                plan.point(), start, start.plus(plan.minutes(5, 30)), plan.chance(0.5) ? 1 : 0.5));
    }),
    /// Packets get lost everywhere.
    PACKET_LOSS(plan -> {
        var start = plan.someTime();
        plan.watchers(new WatcherTrouble.Lossy(null, start, start.plus(plan.minutes(5, 30)), 0.05));
    }),
    /// Nothing arrives for a while, and then all of it.
    SILENT_PIPELINE(plan -> {
        var start = plan.someTime();
        plan.watchers(new WatcherTrouble.Silent(null, start, start.plus(plan.minutes(3, 20))));
    }),
    /// A probe's clock is off, and it does not know.
    CLOCK_SKEW(plan -> {
        var start = plan.someTime();
        var by = Duration.ofSeconds(plan.luck.nextLong(15, 90));
        plan.watchers(new WatcherTrouble.ClockOff(
                plan.point(), start, start.plus(plan.minutes(5, 30)), plan.chance(0.5) ? by : by.negated()));
    }),
    /// Work that was announced takes a cell down for a while.
    PLANNED_WORK(plan -> {
        var start = plan.someTime();
        plan.works(plan.leaf(), start, start.plus(plan.minutes(10, 30)));
    }),
    /// Nothing at all.
    QUIET(plan -> {
        var start = plan.someTime();
        plan.watchers(new WatcherTrouble.Lossy(null, start, start.plus(Duration.ofMinutes(30)), 0));
    });

    @SuppressWarnings("ImmutableEnumChecker") // lambdas that keep nothing
    private final Consumer<Plan> making;

    Shape(Consumer<Plan> making) {
        this.making = making;
    }

    @JsonValue
    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /// The world of this shape that the seed stands for, the same at any time.
    public World world(long seed) {
        var plan = new Plan(seed, this);
        making.accept(plan);
        return plan.world();
    }
}
