package dev.tocsin.benchmarks.simulation;

import dev.tocsin.benchmarks.replay.PlacedRecords;
import dev.tocsin.benchmarks.simulation.World.Edit;
import dev.tocsin.contract.Topic;
import dev.tocsin.contract.catalog.CatalogEvent;
import dev.tocsin.contract.catalog.CheckDefined;
import dev.tocsin.contract.change.ChangeEvent;
import dev.tocsin.engine.catalog.Catalog;
import dev.tocsin.engine.catalog.CatalogUpdate;
import dev.tocsin.engine.replay.Recorded;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Comparator;
import java.util.Deque;
import java.util.PriorityQueue;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.function.Supplier;

/// Plays a world: asks when probes would ask, answers as the world would, and appends as Kafka would.
///
/// The rhythm of the checks, and the doubts that make it quicker, are probe-service's own. Each check at each vantage
/// point has a random source of its own, so that one does not disturb another.
public final class Simulation {

    private static final Comparator<SimulatedCheck> BY_DUE =
            Comparator.comparingLong(SimulatedCheck::due).thenComparing(SimulatedCheck::name);

    /// The time until probes have received an edit and ask accordingly.
    private static final Duration HEARD_BY_PROBES = Duration.ofSeconds(1);

    private final World world;
    private final Consumer<Recorded> log;
    private final SortedMap<String, SimulatedProbe> probes = new TreeMap<>();
    private final PriorityQueue<SimulatedCheck> checks = new PriorityQueue<>(BY_DUE);
    private final PendingRecords pending = new PendingRecords();
    private final Deque<Edit> edits;
    private Catalog running = Catalog.EMPTY;
    private long nextHeartbeat;

    private Simulation(World world, Consumer<Recorded> log) {
        this.world = world;
        this.log = log;
        edits = new ArrayDeque<>(world.edits());
        nextHeartbeat = world.from().toEpochMilli();
    }

    /// @param log is given each record in the order of its append time
    public static void play(World world, Consumer<Recorded> log) {
        play(world, world::until, log);
    }

    /// @param until called before each request; the world ends at its time
    public static void play(World world, Supplier<Instant> until, Consumer<Recorded> log) {
        new Simulation(world, log).play(until);
    }

    private void play(Supplier<Instant> until) {
        publish(world.catalog(), world.from(), world.from());
        world.changes().forEach(this::announce);
        for (var window : world.windows()) {
            pending.send(window.time().toEpochMilli(), PlacedRecords.of(Topic.MAINTENANCE, window.time(), window));
        }
        for (var next = checks.poll(); next != null && next.due() < until.get().toEpochMilli(); next = checks.poll()) {
            if (!edits.isEmpty() && !edits.element().at().isAfter(Instant.ofEpochMilli(next.due()))) {
                checks.add(next);
                take(edits.remove());
            } else {
                heartbeats(next.due());
                deliver(next.due());
                next.ask();
                checks.add(next);
            }
        }
        deliver(until.get().toEpochMilli());
    }

    private void take(Edit edit) {
        heartbeats(edit.at().toEpochMilli());
        deliver(edit.at().toEpochMilli());
        publish(edit.catalog(), edit.at(), edit.at().plus(HEARD_BY_PROBES));
    }

    /// Publishes a version of the catalog: detection receives its part, and probes ask accordingly.
    private void publish(Catalog wanted, Instant at, Instant askedFrom) {
        var update = CatalogUpdate.between(running, wanted, "0".repeat(64), at);
        update.cells().forEach(cell -> log.accept(PlacedRecords.of(Topic.HEALTH_EVENTS, at, cell)));
        for (var key : update.gone()) {
            log.accept(PlacedRecords.tombstone(Topic.CATALOG, key, at));
            running = running.without(key);
            checks.removeIf(check -> check.key().equals(key));
        }
        for (CatalogEvent entry : update.defined()) {
            log.accept(PlacedRecords.of(Topic.CATALOG, at, entry));
            running = running.with(entry);
            checks.removeIf(check -> check.key().equals(entry.key()));
            if (entry instanceof CheckDefined defined) {
                for (var point : defined.from()) {
                    checks.add(new SimulatedCheck(world, pending, defined, probe(point), askedFrom));
                }
            }
        }
        log.accept(PlacedRecords.of(Topic.CATALOG, at, update.published()));
        running = running.with(update.published());
    }

    /// A change that was made before the world began is in its log from the beginning.
    private void announce(ChangeEvent change) {
        var at = change.time().isBefore(world.from()) ? world.from() : change.time();
        pending.send(at.toEpochMilli(), PlacedRecords.of(Topic.CHANGES, at, change));
    }

    private SimulatedProbe probe(String vantagePoint) {
        return probes.computeIfAbsent(vantagePoint, id -> new SimulatedProbe(world, pending, id));
    }

    private void heartbeats(long until) {
        for (; nextHeartbeat <= until; nextHeartbeat += SimulatedProbe.HEARTBEAT_MILLIS) {
            for (var probe : probes.values()) {
                probe.beat(Instant.ofEpochMilli(nextHeartbeat));
            }
        }
    }

    private void deliver(long until) {
        pending.deliver(until, log);
    }
}
