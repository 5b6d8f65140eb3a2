package dev.tocsin.benchmarks.simulation;

import dev.tocsin.benchmarks.replay.Recorded;
import dev.tocsin.benchmarks.simulation.World.Edit;
import dev.tocsin.contract.Topic;
import dev.tocsin.contract.catalog.CatalogEvent;
import dev.tocsin.contract.catalog.CheckDefined;
import dev.tocsin.contract.change.ChangeEvent;
import dev.tocsin.contract.health.ErrorKind;
import dev.tocsin.contract.health.HealthObserved;
import dev.tocsin.contract.health.Outcome;
import dev.tocsin.contract.vantage.HeartbeatSent;
import dev.tocsin.engine.catalog.Catalog;
import dev.tocsin.engine.catalog.CatalogUpdate;
import dev.tocsin.probe.schedule.ResultStreak;
import dev.tocsin.probe.schedule.Rhythm;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;
import java.util.SortedMap;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// Plays a world: asks when probes would ask, answers as the world would, and appends as Kafka would.
///
/// The rhythm of the checks, and the doubts that make it quicker, are probe-service's own. Each check at each vantage
/// point has a random source of its own, so that one does not disturb another.
public final class Simulation {

    private static final Comparator<Arrival> BY_ARRIVAL = (one, other) ->
            one.at == other.at ? Long.compare(one.number, other.number) : Long.compare(one.at, other.at);

    private static final Comparator<Turn> BY_DUE =
            (one, other) -> one.due == other.due ? one.name.compareTo(other.name) : Long.compare(one.due, other.due);

    /// The time until probes have received an edit and ask accordingly.
    private static final Duration HEARD_BY_PROBES = Duration.ofSeconds(1);

    /// The probe's default.
    private static final long HEARTBEAT_MILLIS = 5_000;

    private final World world;
    private final Consumer<Recorded> log;
    private final SortedMap<String, VantagePoint> points = new TreeMap<>();
    private final PriorityQueue<Turn> turns = new PriorityQueue<>(BY_DUE);
    private final PriorityQueue<Arrival> arrivals = new PriorityQueue<>(BY_ARRIVAL);
    private final Deque<Edit> edits;
    private Catalog running = Catalog.EMPTY;
    private long nextHeartbeat;
    private long arrived;

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
        world.windows()
                .forEach(window ->
                        arrive(window.time().toEpochMilli(), Recorded.of(Topic.MAINTENANCE, window.time(), window)));
        for (var turn = turns.poll(); turn != null && turn.due < until.get().toEpochMilli(); turn = turns.poll()) {
            if (!edits.isEmpty() && !edits.element().at().isAfter(Instant.ofEpochMilli(turn.due))) {
                turns.add(turn);
                take(edits.remove());
            } else {
                heartbeats(turn.due);
                deliver(turn.due);
                turn.ask();
                turns.add(turn);
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
        update.cells().forEach(cell -> log.accept(Recorded.of(Topic.HEALTH_EVENTS, at, cell)));
        for (var key : update.gone()) {
            log.accept(Recorded.tombstone(Topic.CATALOG, key, at));
            running = running.without(key);
            turns.removeIf(turn -> turn.check.key().equals(key));
        }
        for (CatalogEvent entry : update.defined()) {
            log.accept(Recorded.of(Topic.CATALOG, at, entry));
            running = running.with(entry);
            turns.removeIf(turn -> turn.check.key().equals(entry.key()));
            if (entry instanceof CheckDefined check) {
                check.from().forEach(point -> turns.add(new Turn(check, point(point), askedFrom)));
            }
        }
        log.accept(Recorded.of(Topic.CATALOG, at, update.published()));
        running = running.with(update.published());
    }

    /// A change that was made before the world began is in its log from the beginning.
    private void announce(ChangeEvent change) {
        var at = change.time().isBefore(world.from()) ? world.from() : change.time();
        arrive(at.toEpochMilli(), Recorded.of(Topic.CHANGES, at, change));
    }

    private VantagePoint point(String id) {
        return points.computeIfAbsent(id, VantagePoint::new);
    }

    private void heartbeats(long until) {
        for (; nextHeartbeat <= until; nextHeartbeat += HEARTBEAT_MILLIS) {
            for (var point : points.values()) {
                point.beat(Instant.ofEpochMilli(nextHeartbeat));
            }
        }
    }

    private void arrive(long at, Recorded recorded) {
        arrivals.add(new Arrival(at, arrived++, recorded));
    }

    private void deliver(long until) {
        while (!arrivals.isEmpty() && arrivals.peek().at <= until) {
            log.accept(arrivals.remove().recorded);
        }
    }

    private SplittableRandom luck(String name) {
        return new SplittableRandom(world.seed() * 31 + name.hashCode());
    }

    private record Arrival(long at, long number, Recorded recorded) {}

    /// A probe's place in the world.
    private final class VantagePoint {

        private final String id;
        private final List<WatcherTrouble> troubles;
        private final List<String> controls;
        private final int checks;
        private final long clockErrorMillis;
        private final double deliveryMillis;
        private final Map<String, Double> distanceMillis = new HashMap<>();

        VantagePoint(String id) {
            this.id = id;
            var luck = luck(id);
            clockErrorMillis = luck.nextLong(-100, 101);
            deliveryMillis = luck.nextDouble(10, 120);
            controls = world.catalog().vantagePoint(id).stream()
                    .flatMap(point -> point.controls().stream())
                    .toList();
            checks = (int) world.catalog().checks().stream()
                    .filter(check -> check.from().contains(id))
                    .count();
            world.catalog().regions().forEach(region -> distanceMillis.put(region.id(), luck.nextDouble(10, 200)));
            troubles = world.watchers().stream()
                    .filter(trouble -> trouble.vantagePoint() == null || id.equals(trouble.vantagePoint()))
                    .toList();
        }

        private void beat(Instant now) {
            var at = now.plusMillis(clockErrorMillis);
            var sees = true;
            for (var trouble : troubles) {
                if (trouble.touches(id, now)) {
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
            arrive(arrives.toEpochMilli(), Recorded.of(Topic.VANTAGE_POINTS, arrives, heartbeat));
        }

        private HeartbeatSent heartbeat(Instant at, boolean sees) {
            var answers = controls.stream()
                    .map(target -> new HeartbeatSent.Control(target, sees))
                    .toList();
            return new HeartbeatSent(
                    id, id + "-1", at, world.from(), HEARTBEAT_MILLIS, 1, checks, answers, 0, true, 0, 0, 0, List.of());
        }

        private double distance(String region) {
            return distanceMillis.getOrDefault(region, 50.0);
        }
    }

    /// A check at a vantage point, and the time of its next request.
    private final class Turn {

        private final String name;
        private final CheckDefined check;
        private final String key;
        private final int partition;
        private final VantagePoint point;
        private final List<CellTrouble> troubles;
        private final Rhythm rhythm;
        private final double distanceMillis;
        private final SplittableRandom luck;
        private ResultStreak run = ResultStreak.NONE;
        private long due;

        Turn(CheckDefined check, VantagePoint point, Instant from) {
            this.name = point.id + "/" + check.key();
            this.check = check;
            this.point = point;
            key = check.cell().toString();
            partition = Recorded.partitionOf(Topic.HEALTH_EVENTS, key);
            troubles = world.troubles().stream()
                    .filter(trouble -> trouble.cell().equals(check.cell())
                            && trouble.seenFrom().contains(point.id))
                    .toList();
            rhythm = Rhythm.of(point.id + "-1", check.key(), check.timing().everyMillis());
            distanceMillis = point.distance(check.cell().region());
            luck = luck(name);
            due = rhythm.first(from).toEpochMilli();
        }

        void ask() {
            var start = Instant.ofEpochMilli(due);
            var answer = watched(seen(start), start);
            if (answer != null) {
                run = run.after(answer.outcome, check.timing().confirmations());
                send(answer, start);
            }
            var ended = answer == null ? due : due + (long) answer.latencyMillis;
            due = Math.max(rhythm.next(start, run.inDoubt()).toEpochMilli(), ended);
        }

        /// The answer that any honest observer would get.
        private Answer seen(Instant start) {
            for (var trouble : troubles) {
                var share = trouble.share(start);
                if (share > 0 && luck.nextDouble() < share) {
                    return trouble.outcome() == Outcome.SLOW
                            ? slow()
                            : failed(trouble.timesOut() ? ErrorKind.TIMED_OUT : ErrorKind.REFUSED);
                }
            }
            return luck.nextDouble() < world.noise() ? failed(ErrorKind.TIMED_OUT) : passed();
        }

        /// The answer as this vantage point reports it; null when its probe is gone.
        private @Nullable Answer watched(Answer seen, Instant start) {
            var answer = seen;
            for (var trouble : point.troubles) {
                if (!trouble.touches(point.id, start)) {
                    continue;
                }
                switch (trouble) {
                    case WatcherTrouble.Dead _ -> {
                        return null;
                    }
                    case WatcherTrouble.CutOff cut -> {
                        if (cut.region() == null
                                || cut.region().equals(check.cell().region())) {
                            answer = cut.controlsAnswer() ? failed(ErrorKind.TIMED_OUT) : unsure();
                        }
                    }
                    case WatcherTrouble.Lying lie -> {
                        if (luck.nextDouble() < lie.share()) {
                            answer = answer.outcome == Outcome.PASS ? failed(ErrorKind.WRONG_STATUS) : passed();
                        }
                    }
                    case WatcherTrouble.Lossy lossy -> {
                        if (luck.nextDouble() < lossy.share()) {
                            var controlsLost = luck.nextDouble() < lossy.share() * lossy.share();
                            answer = controlsLost ? unsure() : failed(ErrorKind.TIMED_OUT);
                        }
                    }
                    case WatcherTrouble.ClockOff _, WatcherTrouble.Silent _ -> {}
                }
            }
            return answer;
        }

        private void send(Answer answer, Instant start) {
            var observed = start.plusMillis(point.clockErrorMillis);
            var sent = start.plusMillis((long) answer.latencyMillis);
            var arrives = sent.plusMillis((long) (point.deliveryMillis * (1 + luck.nextDouble())));
            for (var trouble : point.troubles) {
                if (trouble instanceof WatcherTrouble.ClockOff off && off.touches(point.id, start)) {
                    observed = observed.plus(off.by());
                }
                if (trouble instanceof WatcherTrouble.Silent silent && silent.touches(point.id, sent)) {
                    arrives = silent.until().plus(Duration.ofMillis(luck.nextLong(2_000)));
                }
            }
            var event = new HealthObserved(
                    check.check(),
                    check.cell(),
                    point.id,
                    point.id + "-1",
                    answer.outcome,
                    observed,
                    answer.latencyMillis,
                    null,
                    answer.error,
                    null,
                    check.definition());
            arrive(arrives.toEpochMilli(), new Recorded(Topic.HEALTH_EVENTS, partition, key, arrives, event));
        }

        private Answer passed() {
            var millis = distanceMillis * Math.exp(0.25 * luck.nextGaussian());
            return new Answer(
                    Outcome.PASS, Math.min(millis, (double) check.timing().slowAfterMillis()), null);
        }

        private Answer slow() {
            var timing = check.timing();
            var millis = luck.nextDouble((double) timing.slowAfterMillis(), (double) timing.timeoutMillis());
            return new Answer(Outcome.SLOW, millis, ErrorKind.TOO_SLOW);
        }

        private Answer failed(ErrorKind error) {
            var millis = error == ErrorKind.TIMED_OUT ? check.timing().timeoutMillis() : distanceMillis;
            return new Answer(Outcome.FAIL, millis, error);
        }

        private Answer unsure() {
            return new Answer(Outcome.UNSURE, check.timing().timeoutMillis(), ErrorKind.CONTROLS_FAILED);
        }
    }

    private record Answer(
            Outcome outcome, double latencyMillis, @Nullable ErrorKind error) {}
}
