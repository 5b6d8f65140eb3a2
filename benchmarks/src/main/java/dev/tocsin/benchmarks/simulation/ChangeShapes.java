package dev.tocsin.benchmarks.simulation;

import dev.tocsin.benchmarks.simulation.Truth.ChangeRole;
import dev.tocsin.benchmarks.simulation.Truth.TruthKind;
import dev.tocsin.contract.Cell;

/// The shapes in which the product is changed around the time of a fault, with or without effect.
final class ChangeShapes {

    private ChangeShapes() {}

    static void badChange(WorldPlan plan) {
        var start = plan.someTime();
        var cell = new Cell(plan.one(plan.product().components()), plan.region());
        plan.routine(start, cell);
        plan.change(cell, start.minus(plan.seconds(5, 600)), ChangeRole.CULPRIT);
        plan.cascades(cell, start, start.plus(plan.minutes(5, 20)));
    }

    static void badChangeReverted(WorldPlan plan) {
        var start = plan.someTime();
        var cell = new Cell(plan.one(plan.product().components()), plan.region());
        plan.routine(start, cell);
        var change = plan.change(cell, start.minus(plan.seconds(5, 600)), ChangeRole.CULPRIT_REVERTED);
        var end = start.plus(plan.minutes(6, 20));
        plan.reverted(change, end.minus(plan.seconds(10, 90)));
        plan.cascades(cell, start, end);
    }

    static void coincidenceToldApart(WorldPlan plan) {
        var start = plan.someTime();
        var root = new Cell(plan.one(plan.product().components()), plan.region());
        var end = start.plus(plan.minutes(18, 25));
        switch (plan.luck.nextInt(4)) {
            case 0 -> {
                var after = plan.change(root, start.plus(plan.seconds(120, 240)), ChangeRole.TOLD_APART);
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
                        ChangeRole.TOLD_APART);
                plan.reverted(change, end.minus(plan.seconds(20, 120)));
            }
            case 2 -> {
                var one = plan.change(root, start.minus(plan.seconds(60, 1200)), ChangeRole.TOLD_APART);
                var other = plan.change(root, start.minus(plan.seconds(60, 1200)), ChangeRole.TOLD_APART);
                plan.reverted(one, end.minus(plan.seconds(200, 300)));
                plan.reverted(other, end.minus(plan.seconds(20, 120)));
            }
            default -> {
                var change = plan.change(root, start.minus(plan.seconds(60, 1200)), ChangeRole.TOLD_APART);
                plan.reverted(change, end.minus(plan.seconds(780, 1000)));
            }
        }
        plan.cascades(root, start, end);
    }

    static void coincidenceAlike(WorldPlan plan) {
        var start = plan.someTime();
        var root = new Cell(plan.one(plan.product().components()), plan.region());
        var end = start.plus(plan.minutes(8, 20));
        var change = plan.change(root, start.minus(plan.seconds(60, 3000)), ChangeRole.ALIKE);
        plan.reverted(change, end.minus(plan.seconds(20, 400)));
        plan.cascades(root, start, end);
    }

    static void badChangeAmongAlike(WorldPlan plan) {
        var start = plan.someTime();
        var cell = new Cell(plan.one(plan.product().components()), plan.region());
        var applied = start.minus(plan.seconds(120, 600));
        var change = plan.change(cell, applied, ChangeRole.CULPRIT_AMONG_ALIKE);
        plan.changeAlike(change, plan.seconds(-90, 90));
        var end = start.plus(plan.minutes(6, 20));
        if (plan.chance(0.5)) {
            plan.reverted(change, end.minus(plan.seconds(10, 90)));
        }
        plan.cascades(cell, start, end);
    }

    static void badChangeSlowBurn(WorldPlan plan) {
        var start = plan.someTime();
        var cell = plan.leaf();
        plan.routine(start, cell);
        plan.change(cell, start.minus(plan.minutes(90, 900)), ChangeRole.CULPRIT);
        plan.breaks(cell, TruthKind.SLOW_BURN, start, start.plus(plan.minutes(30, 60)));
    }
}
