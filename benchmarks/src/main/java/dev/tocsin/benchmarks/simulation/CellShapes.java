package dev.tocsin.benchmarks.simulation;

import dev.tocsin.benchmarks.simulation.Truth.TruthKind;
import dev.tocsin.contract.Cell;
import java.util.List;

/// The shapes in which cells break: one, a cascade of them, a region, or several without relation.
final class CellShapes {

    private CellShapes() {}

    static void full(WorldPlan plan) {
        var start = plan.someTime();
        plan.breaks(plan.leaf(), TruthKind.FULL, start, start.plus(plan.seconds(120, 1200)));
    }

    static void partial(WorldPlan plan) {
        var start = plan.someTime();
        var points = plan.product().points();
        plan.breaks(
                plan.leaf(),
                TruthKind.FULL,
                start,
                start.plus(plan.minutes(4, 20)),
                points.subList(0, points.size() / 2 + 1));
    }

    static void brownOut(WorldPlan plan) {
        var start = plan.someTime();
        plan.breaks(plan.leaf(), TruthKind.BROWN_OUT, start, start.plus(plan.minutes(12, 25)));
    }

    static void slow(WorldPlan plan) {
        var start = plan.someTime();
        plan.breaks(plan.leaf(), TruthKind.SLOW, start, start.plus(plan.minutes(5, 20)));
    }

    static void slowBurn(WorldPlan plan) {
        var start = plan.someTime();
        plan.breaks(plan.leaf(), TruthKind.SLOW_BURN, start, start.plus(plan.minutes(30, 60)));
    }

    static void flapping(WorldPlan plan) {
        plan.flaps(plan.leaf(), plan.someTime(), plan.luck.nextInt(4, 7));
    }

    static void region(WorldPlan plan) {
        var start = plan.someTime();
        plan.darkens(plan.region(), start, start.plus(plan.minutes(4, 20)));
    }

    static void regions(WorldPlan plan) {
        var start = plan.someTime();
        var regions = plan.product().regions();
        plan.cascades(
                plan.one(plan.product().components()),
                regions.subList(0, plan.luck.nextInt(2, regions.size() + 1)),
                start,
                start.plus(plan.minutes(4, 20)));
    }

    static void cascade(WorldPlan plan) {
        var start = plan.someTime();
        plan.cascades(
                new Cell(plan.one(plan.product().roots()), plan.region()), start, start.plus(plan.minutes(4, 20)));
    }

    static void cascadeUnwatched(WorldPlan plan) {
        var roots = plan.product().roots().stream()
                .filter(component -> plan.product().neededBy(component).values().stream()
                                .filter(hops -> hops == 1)
                                .count()
                        > 1)
                .toList();
        if (roots.isEmpty()) {
            cascade(plan);
            return;
        }
        var root = plan.one(roots);
        plan.product(plan.product().withoutChecksOn(root));
        var start = plan.someTime();
        plan.cascades(new Cell(root, plan.region()), start, start.plus(plan.minutes(4, 20)));
    }

    static void twoAtOnce(WorldPlan plan) {
        var start = plan.someTime();
        var pairs = plan.product().unrelatedPairs();
        if (pairs.isEmpty()) {
            cascade(plan);
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
    }

    static void twoWithACommonNeed(WorldPlan plan) {
        var start = plan.someTime();
        var pairs = plan.product().pairsWithACommonNeed();
        if (pairs.isEmpty()) {
            twoAtOnce(plan);
            return;
        }
        var pair = plan.one(pairs);
        var region = plan.region();
        var later = start.plus(plan.seconds(0, 120));
        plan.cascades(new Cell(pair.one(), region), start, start.plus(plan.minutes(5, 15)));
        plan.cascades(new Cell(pair.other(), region), later, later.plus(plan.minutes(5, 15)));
    }

    static void flappingAndBrownOut(WorldPlan plan) {
        var start = plan.someTime();
        var pairs = plan.product().unrelatedPairs();
        if (pairs.isEmpty()) {
            flapping(plan);
            return;
        }
        var pair = plan.one(pairs);
        var region = plan.region();
        plan.flaps(new Cell(pair.one(), region), start, plan.luck.nextInt(4, 7));
        plan.breaks(
                new Cell(pair.other(), region),
                TruthKind.BROWN_OUT,
                start.plus(plan.seconds(0, 120)),
                start.plus(plan.minutes(12, 25)));
    }

    static void severalAtOnce(WorldPlan plan) {
        var pairs = plan.product().unrelatedPairs();
        if (pairs.isEmpty()) {
            cascade(plan);
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
                other,
                plan.one(List.of(TruthKind.FULL, TruthKind.BROWN_OUT, TruthKind.SLOW)),
                start.plus(plan.seconds(0, 90)),
                end);
        var later = end.plus(plan.minutes(25, 40));
        plan.cascades(plan.leaf(), later, later.plus(plan.minutes(4, 10)));
    }
}
