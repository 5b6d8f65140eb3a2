package dev.tocsin.engine.detection;

import dev.tocsin.contract.Cell;
import dev.tocsin.contract.catalog.CheckTiming;
import dev.tocsin.contract.catalog.FailingMeans;
import dev.tocsin.contract.health.CellChecksDefined;
import dev.tocsin.contract.health.CellChecksDefined.AssignedCheck;
import dev.tocsin.contract.health.ClockTicked;
import dev.tocsin.contract.health.ErrorKind;
import dev.tocsin.contract.health.HealthLogEvent;
import dev.tocsin.contract.health.HealthObserved;
import dev.tocsin.contract.health.Outcome;
import dev.tocsin.contract.vantage.HeartbeatSent;
import dev.tocsin.contract.vantage.HeartbeatSent.Control;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// Half an hour of eight cells in two regions that three vantage points ask: what all but [Oversight] writes into the
/// partitions of the log. A seed is a world.
///
/// Cells break wholly, by half, for moments, and turn slow. Vantage points fall silent, keep what they saw for later,
/// lie about one region or all, lose their network and go by a wrong clock. Checks come, go and change; the log itself
/// pauses; and now and then something comes that cannot be right.
public final class RandomWatch {

    static final int PARTITIONS = 3;
    static final List<String> VANTAGE_POINTS = List.of("us-east", "eu-west", "ap-south");

    private static final Instant NOON = Instant.parse("2006-04-11T12:00:00Z");
    static final List<String> REGIONS = List.of("na", "eu");
    private static final List<Cell> CELLS = Stream.of("login", "api", "search", "cache")
            .flatMap(component -> REGIONS.stream().map(region -> new Cell(component, region)))
            .toList();
    private static final double LASTS = 1800;
    private static final String FIRST = "aaaaaaaaaaaa";
    private static final String OTHER = "bbbbbbbbbbbb";

    private final Random random;
    private final List<Trouble> troubles = new ArrayList<>();
    private final List<Fault> faults = new ArrayList<>();
    private final List<Written> written = new ArrayList<>();
    private final List<Entry> heartbeats = new ArrayList<>();
    private final double pauses;
    private final double noise;

    /// One entry of the log, or a heartbeat, as the broker took it.
    public record Entry(Instant appended, dev.tocsin.contract.Event event) {

        public HealthLogEvent logged() {
            return (HealthLogEvent) event;
        }
    }

    private record Written(double appended, int partition, HealthLogEvent event) {}

    private enum What {
        SILENT,
        LIES,
        UNSURE,
        KEEPS,
        WRONG_CLOCK
    }

    /// @param region null for all
    private record Trouble(
            What what, String vantagePoint, @Nullable String region, double from, double to) {}

    private enum How {
        DOWN,
        BY_HALF,
        SLOW,
        FLAPPING
    }

    private record Fault(How how, Cell cell, double from, double to) {}

    private RandomWatch(Random random, double pauses, double noise) {
        this.random = random;
        this.pauses = pauses;
        this.noise = noise;
    }

    private RandomWatch withTrouble() {
        for (var i = 0; i < 14; i++) {
            var from = 60 + random.nextDouble(LASTS - 60);
            faults.add(new Fault(
                    any(How.values()), CELLS.get(random.nextInt(CELLS.size())), from, from + random.nextInt(600)));
        }
        for (var i = 0; i < 4; i++) {
            var from = random.nextDouble(LASTS);
            troubles.add(new Trouble(
                    any(What.values()),
                    VANTAGE_POINTS.get(random.nextInt(3)),
                    random.nextBoolean() ? null : REGIONS.get(random.nextInt(2)),
                    from,
                    from + 60 + random.nextInt(400)));
        }
        redefine();
        return this;
    }

    private RandomWatch watched() {
        CELLS.forEach(cell -> defined(0, cell, checks(cell, FIRST)));
        CELLS.forEach(cell -> checks(cell, FIRST)
                .forEach(check -> check.from().forEach(vantagePoint -> ask(cell, check, vantagePoint))));
        tick();
        VANTAGE_POINTS.forEach(this::beat);
        written.sort(Comparator.comparingDouble(Written::appended));
        heartbeats.sort(Comparator.comparing(Entry::appended));
        return this;
    }

    public static RandomWatch of(long seed) {
        var random = new Random(seed);
        var pauses = random.nextInt(3) == 0 ? 300 + random.nextInt(1200) : LASTS;
        return new RandomWatch(random, pauses, 0.01).withTrouble().watched();
    }

    /// All is well, but one vantage point lies for five minutes.
    static RandomWatch withALiar(long seed) {
        var watch = new RandomWatch(new Random(seed), LASTS, 0);
        var from = 400 + watch.random.nextDouble(600);
        var liar = VANTAGE_POINTS.get(1 + watch.random.nextInt(2));
        watch.troubles.add(new Trouble(What.LIES, liar, null, from, from + 300));
        return watch.watched();
    }

    /// By partition, in order; without anything that [Oversight] decided.
    List<List<Entry>> logs() {
        var logs = Stream.generate(() -> (List<Entry>) new ArrayList<Entry>())
                .limit(PARTITIONS)
                .toList();
        written.forEach(one -> logs.get(one.partition()).add(new Entry(at(one.appended()), one.event())));
        return logs;
    }

    List<Entry> heartbeats() {
        return List.copyOf(heartbeats);
    }

    private static List<AssignedCheck> checks(Cell cell, String definition) {
        var page = check("page", definition, FailingMeans.DOWN, 30_000, 3, VANTAGE_POINTS);
        var certificate = check("tls", FIRST, FailingMeans.DEGRADED, 60_000, 3, VANTAGE_POINTS);
        return switch (cell.component()) {
            case "login" -> List.of(page, certificate);
            case "api" ->
                List.of(check("lone", FIRST, FailingMeans.DOWN, 20_000, 4, VANTAGE_POINTS.subList(0, 1)), page);
            case "search" ->
                List.of(check("pair", FIRST, FailingMeans.DOWN, 30_000, 3, VANTAGE_POINTS.subList(0, 2)), page);
            default -> List.of(page, check("port", FIRST, FailingMeans.DOWN, 15_000, 2, VANTAGE_POINTS));
        };
    }

    private static AssignedCheck check(
            String id, String definition, FailingMeans means, long every, int confirmations, List<String> from) {
        return new AssignedCheck(
                id, definition, means, new CheckTiming(every, 5_000, 800, confirmations, every * 5 / 2), from);
    }

    private void redefine() {
        for (var i = 0; i < 5; i++) {
            var cell = CELLS.get(random.nextInt(CELLS.size()));
            var at = 30 + random.nextDouble(LASTS - 300);
            var all = checks(cell, FIRST);
            switch (random.nextInt(5)) {
                case 0 -> defined(at, cell, all.subList(0, 1));
                case 1 -> defined(at, cell, checks(cell, OTHER));
                case 2 -> defined(at, cell, List.of());
                case 3 -> defined(at, cell, all);
                default ->
                    defined(at, cell, all.stream().map(RandomWatch::withoutLast).toList());
            }
            defined(at + 10 + random.nextInt(200), cell, all);
        }
    }

    private static AssignedCheck withoutLast(AssignedCheck check) {
        var from = check.from().subList(0, Math.max(1, check.from().size() - 1));
        return new AssignedCheck(check.check(), check.definition(), check.failingMeans(), check.timing(), from);
    }

    private void defined(double second, Cell cell, List<AssignedCheck> checks) {
        write(second, cell, new CellChecksDefined(cell, 1, at(second), checks));
    }

    /// Asked again a quarter of the interval later while it says another thing than before.
    private void ask(Cell cell, AssignedCheck check, String vantagePoint) {
        var every = check.timing().everyMillis() / 1000.0;
        var before = Outcome.PASS;
        var inDoubt = 0;
        for (var second = 1 + random.nextDouble(every); second < LASTS; ) {
            var outcome = outcome(cell, vantagePoint, second);
            report(cell, check, vantagePoint, outcome, second);
            inDoubt = outcome == before ? inDoubt - 1 : 3;
            before = outcome;
            second += inDoubt > 0 ? every / 4 : every;
        }
    }

    private Outcome outcome(Cell cell, String vantagePoint, double second) {
        if (has(What.UNSURE, vantagePoint, cell.region(), second)) {
            return Outcome.UNSURE;
        }
        var truth = faults.stream()
                .filter(fault -> fault.cell().equals(cell) && fault.from() <= second && second < fault.to())
                .findFirst()
                .map(fault -> outcome(fault.how(), second))
                .orElseGet(() -> failing(noise));
        if (has(What.LIES, vantagePoint, cell.region(), second)) {
            return truth == Outcome.PASS ? Outcome.FAIL : Outcome.PASS;
        }
        return truth;
    }

    private Outcome outcome(How how, double second) {
        return switch (how) {
            case DOWN -> failing(0.97);
            case BY_HALF -> failing(0.5);
            case SLOW -> random.nextDouble() < 0.9 ? Outcome.SLOW : Outcome.PASS;
            case FLAPPING -> failing((int) (second / 90) % 2 == 0 ? 0.98 : 0.02);
        };
    }

    private Outcome failing(double share) {
        return random.nextDouble() < share ? Outcome.FAIL : Outcome.PASS;
    }

    private boolean has(What what, String vantagePoint, @Nullable String region, double second) {
        return troubles.stream()
                .anyMatch(trouble -> trouble.what() == what
                        && trouble.vantagePoint().equals(vantagePoint)
                        && (trouble.region() == null || trouble.region().equals(region))
                        && trouble.from() <= second
                        && second < trouble.to());
    }

    private void report(Cell cell, AssignedCheck check, String vantagePoint, Outcome outcome, double second) {
        if (has(What.SILENT, vantagePoint, cell.region(), second)) {
            return;
        }
        var kept = troubles.stream()
                .filter(trouble -> trouble.what() == What.KEEPS
                        && trouble.vantagePoint().equals(vantagePoint)
                        && trouble.from() <= second
                        && second < trouble.to())
                .mapToDouble(Trouble::to)
                .max();
        var arrives = kept.orElse(second) + 0.05 + random.nextDouble(0.4);
        var off = (VANTAGE_POINTS.indexOf(vantagePoint) - 1) * 2.0 + offOf(vantagePoint, second);
        var event = observed(cell, check.check(), vantagePoint, outcome, second + off, 12.5);
        write(arrives, cell, event);
        if (random.nextInt(60) == 0) {
            write(arrives, cell, nonsense(event));
        }
    }

    private double offOf(String vantagePoint, double second) {
        return has(What.WRONG_CLOCK, vantagePoint, null, second) ? 15 : 0;
    }

    private HealthObserved observed(
            Cell cell, String check, String vantagePoint, Outcome outcome, double second, double latency) {
        return new HealthObserved(
                check,
                cell,
                vantagePoint,
                vantagePoint + "-1",
                outcome,
                at(second),
                latency,
                null,
                outcome == Outcome.FAIL ? ErrorKind.REFUSED : null,
                null,
                random.nextInt(3) == 0 ? FIRST : null);
    }

    /// Of another check, from nowhere, from the future, or faster than can be.
    private HealthObserved nonsense(HealthObserved event) {
        var second = (event.time().toEpochMilli() - NOON.toEpochMilli()) / 1000.0;
        return switch (random.nextInt(4)) {
            case 0 -> observed(event.cell(), "removed", event.vantagePoint(), Outcome.FAIL, second, 1);
            case 1 -> observed(event.cell(), event.check(), "atlantis", Outcome.FAIL, second, 1);
            case 2 -> observed(event.cell(), event.check(), event.vantagePoint(), Outcome.FAIL, second + 40_000, 1);
            default -> observed(event.cell(), event.check(), event.vantagePoint(), Outcome.FAIL, second + 1, -1);
        };
    }

    private void tick() {
        for (var second = 0; second < LASTS; second += 2) {
            for (var partition = 0; partition < PARTITIONS; partition++) {
                if (second < pauses || second > pauses + 150) {
                    written.add(
                            new Written(second, partition, new ClockTicked(partition, at(second), second % 8 == 0)));
                }
            }
        }
    }

    private void beat(String vantagePoint) {
        for (var second = 5.0; second < LASTS; second += 10) {
            if (!has(What.SILENT, vantagePoint, null, second) && !has(What.KEEPS, vantagePoint, null, second)) {
                var deaf = has(What.UNSURE, vantagePoint, null, second);
                var controls = List.of(new Control("tcp://one", !deaf), new Control("tcp://two", !deaf));
                var said = at(second + offOf(vantagePoint, second));
                heartbeats.add(new Entry(
                        at(second),
                        new HeartbeatSent(
                                vantagePoint,
                                vantagePoint + "-1",
                                said,
                                NOON,
                                10_000,
                                1,
                                3,
                                controls,
                                0,
                                true,
                                0,
                                0,
                                0,
                                List.of())));
            }
        }
    }

    /// While the log pauses nothing is taken; what comes meanwhile comes then.
    private void write(double second, Cell cell, HealthLogEvent event) {
        var appended = second > pauses && second < pauses + 150 ? pauses + 150 + random.nextDouble() : second;
        written.add(new Written(appended, CELLS.indexOf(cell) % PARTITIONS, event));
    }

    private <T> T any(T[] values) {
        return values[random.nextInt(values.length)];
    }

    private static Instant at(double second) {
        return NOON.plusMillis((long) (second * 1000));
    }
}
