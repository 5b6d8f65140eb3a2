package dev.tocsin.benchmarks.simulation;

import dev.tocsin.benchmarks.simulation.Truth.TruthKind;
import dev.tocsin.contract.Cell;
import java.util.List;

/// The shapes in which operators edit the catalog or announce work.
final class OperatorShapes {

    private OperatorShapes() {}

    static void editAndCascade(WorldPlan plan) {
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
    }

    static void plannedWork(WorldPlan plan) {
        var start = plan.someTime();
        plan.works(plan.leaf(), start, start.plus(plan.minutes(10, 30)));
    }

    static void plannedWorkOverruns(WorldPlan plan) {
        var start = plan.someTime();
        var end = start.plus(plan.minutes(8, 15));
        var cell = plan.leaf();
        plan.announces(cell, start, end);
        plan.heardFrom(end);
        plan.breaks(cell, TruthKind.FULL, end.minus(plan.seconds(120, 400)), end.plus(plan.minutes(4, 12)));
    }

    static void plannedWorkSpills(WorldPlan plan) {
        var start = plan.someTime();
        var end = start.plus(plan.minutes(15, 30));
        var cell = new Cell(plan.one(plan.product().roots()), plan.region());
        plan.announces(cell, start, end);
        plan.cascadesFromWork(cell, start.plus(plan.seconds(20, 60)), end.minus(plan.seconds(300, 500)));
    }
}
