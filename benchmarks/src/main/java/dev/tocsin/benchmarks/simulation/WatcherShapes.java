package dev.tocsin.benchmarks.simulation;

import dev.tocsin.benchmarks.simulation.Truth.TruthKind;
import dev.tocsin.contract.Cell;
import java.time.Duration;

/// The shapes in which something is wrong with vantage points or with the way of their events, and the shape
/// in which nothing is wrong.
final class WatcherShapes {

    private WatcherShapes() {}

    static void pointDead(WorldPlan plan) {
        var start = plan.someTime();
        plan.watchers(new WatcherTrouble.Dead(plan.point(), start, start.plus(plan.minutes(5, 30))));
    }

    static void pointDeadAndFull(WorldPlan plan) {
        var start = plan.someTime();
        var broken = start.plus(plan.minutes(3, 6));
        var end = broken.plus(plan.minutes(4, 10));
        plan.watchers(new WatcherTrouble.Dead(plan.point(), start, end.plus(plan.minutes(1, 5))));
        plan.breaks(plan.leaf(), TruthKind.FULL, broken, end);
    }

    static void pointCutOff(WorldPlan plan) {
        var start = plan.someTime();
        plan.watchers(new WatcherTrouble.CutOff(plan.point(), start, start.plus(plan.minutes(5, 30)), null, false));
    }

    static void pointCutFromProduct(WorldPlan plan) {
        var start = plan.someTime();
        plan.watchers(new WatcherTrouble.CutOff(plan.point(), start, start.plus(plan.minutes(5, 30)), null, true));
    }

    static void pointCutFromRegion(WorldPlan plan) {
        var start = plan.someTime();
        plan.watchers(
                new WatcherTrouble.CutOff(plan.point(), start, start.plus(plan.minutes(5, 30)), plan.region(), true));
    }

    static void pointLies(WorldPlan plan) {
        var start = plan.someTime();
        plan.watchers(new WatcherTrouble.Lying(
                plan.point(), start, start.plus(plan.minutes(5, 30)), plan.chance(0.5) ? 1 : 0.5));
    }

    static void pointLiesAndCascade(WorldPlan plan) {
        var start = plan.someTime();
        var broken = start.plus(plan.seconds(-60, 240));
        var end = broken.plus(plan.minutes(5, 15));
        plan.watchers(new WatcherTrouble.Lying(
                plan.point(), start, end.plus(plan.minutes(1, 5)), plan.chance(0.5) ? 1 : 0.5));
        plan.cascades(new Cell(plan.one(plan.product().roots()), plan.region()), broken, end);
    }

    static void cascadePartialAndPointTrouble(WorldPlan plan) {
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
    }

    static void packetLoss(WorldPlan plan) {
        var start = plan.someTime();
        plan.watchers(new WatcherTrouble.Lossy(null, start, start.plus(plan.minutes(5, 30)), 0.05));
    }

    static void silentPipeline(WorldPlan plan) {
        var start = plan.someTime();
        plan.watchers(new WatcherTrouble.Silent(null, start, start.plus(plan.minutes(3, 20))));
    }

    static void silenceAndCascade(WorldPlan plan) {
        var start = plan.someTime();
        var end = start.plus(plan.minutes(3, 12));
        plan.watchers(new WatcherTrouble.Silent(null, start, end));
        plan.heardFrom(end);
        plan.cascades(
                new Cell(plan.one(plan.product().components()), plan.region()),
                start.plus(plan.seconds(30, 170)),
                end.plus(plan.minutes(4, 12)));
    }

    static void clockSkew(WorldPlan plan) {
        var start = plan.someTime();
        var by = Duration.ofSeconds(plan.luck.nextLong(15, 90));
        plan.watchers(new WatcherTrouble.ClockOff(
                plan.point(), start, start.plus(plan.minutes(5, 30)), plan.chance(0.5) ? by : by.negated()));
    }

    static void quiet(WorldPlan plan) {
        var start = plan.someTime();
        plan.watchers(new WatcherTrouble.Lossy(null, start, start.plus(Duration.ofMinutes(30)), 0));
    }
}
