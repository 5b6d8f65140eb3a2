package dev.tocsin.benchmarks.simulation;

import dev.tocsin.benchmarks.replay.PlacedRecords;
import dev.tocsin.contract.Topic;
import dev.tocsin.contract.vantage.HeartbeatSent;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;

/// The probe at a vantage point: its distances, its clock, its troubles and its heartbeats.
final class SimulatedProbe {

    /// The probe's default.
    static final long HEARTBEAT_MILLIS = 5_000;

    private final World world;
    private final PendingRecords pending;
    private final String vantagePoint;
    private final List<WatcherTrouble> troubles;
    private final List<String> controls;
    private final int checks;
    private final long clockErrorMillis;
    private final double deliveryMillis;
    private final Map<String, Double> distanceMillis = new HashMap<>();

    SimulatedProbe(World world, PendingRecords pending, String vantagePoint) {
        this.world = world;
        this.pending = pending;
        this.vantagePoint = vantagePoint;
        var luck = luck(vantagePoint);
        clockErrorMillis = luck.nextLong(-100, 101);
        deliveryMillis = luck.nextDouble(10, 120);
        controls = world.catalog().vantagePoint(vantagePoint).stream()
                .flatMap(point -> point.controls().stream())
                .toList();
        checks = (int) world.catalog().checks().stream()
                .filter(check -> check.from().contains(vantagePoint))
                .count();
        world.catalog().regions().forEach(region -> distanceMillis.put(region.id(), luck.nextDouble(10, 200)));
        troubles = world.watchers().stream()
                .filter(trouble -> trouble.vantagePoint() == null || vantagePoint.equals(trouble.vantagePoint()))
                .toList();
    }

    /// The random source of this name; it is the same in each run of the world.
    SplittableRandom luck(String name) {
        return new SplittableRandom(world.seed() * 31 + name.hashCode());
    }

    void beat(Instant now) {
        var at = now.plusMillis(clockErrorMillis);
        var sees = true;
        for (var trouble : troubles) {
            if (trouble.touches(vantagePoint, now)) {
                switch (trouble) {
                    case WatcherTrouble.Dead _, WatcherTrouble.Silent _ -> {
                        return;
                    }
                    case WatcherTrouble.CutOff cut -> sees &= cut.controlsAnswer();
                    case WatcherTrouble.ClockOff off -> at = at.plus(off.by());
                    case WatcherTrouble.Lossy _, WatcherTrouble.Lying _ -> {}
                }
            }
        }
        var arrives = now.plusMillis((long) deliveryMillis);
        var heartbeat = heartbeat(at, sees);
        pending.send(arrives.toEpochMilli(), PlacedRecords.of(Topic.VANTAGE_POINTS, arrives, heartbeat));
    }

    private HeartbeatSent heartbeat(Instant at, boolean sees) {
        var answers = controls.stream()
                .map(target -> new HeartbeatSent.Control(target, sees))
                .toList();
        return new HeartbeatSent(
                vantagePoint,
                id(),
                at,
                world.from(),
                HEARTBEAT_MILLIS,
                1,
                checks,
                answers,
                0,
                true,
                0,
                0,
                0,
                List.of());
    }

    String id() {
        return vantagePoint + "-1";
    }

    String vantagePoint() {
        return vantagePoint;
    }

    List<WatcherTrouble> troubles() {
        return troubles;
    }

    /// The time by which its clock is ahead, or behind if negative.
    long clockErrorMillis() {
        return clockErrorMillis;
    }

    /// The time that an event takes at least from the probe to the log.
    double deliveryMillis() {
        return deliveryMillis;
    }

    /// The time that a request to this region takes.
    double distanceMillis(String region) {
        return distanceMillis.getOrDefault(region, 50.0);
    }
}
