package dev.tocsin.benchmarks.speed.kafka;

import dev.tocsin.benchmarks.speed.QuietLog;
import dev.tocsin.contract.Cell;
import dev.tocsin.contract.Event;
import dev.tocsin.contract.Topic;
import dev.tocsin.contract.Verdict;
import dev.tocsin.contract.health.CellChecksDefined;
import dev.tocsin.contract.health.ErrorKind;
import dev.tocsin.contract.health.HealthObserved;
import dev.tocsin.contract.health.Outcome;
import dev.tocsin.contract.incident.IncidentEvent.OutageStarted;
import dev.tocsin.contract.status.StatusChanged;
import dev.tocsin.support.kafka.CloudEvents;
import dev.tocsin.support.kafka.KafkaSettings;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.kafka.clients.producer.KafkaProducer;

/// Takes unrelated cells down one after the other, while all are asked as usual, and awaits the status change and the
/// incident of each in Kafka.
///
/// Each cell is a component and a region of its own, so that each outage is an incident of its own.
public final class Outages implements AutoCloseable {

    private static final String SOURCE = "tocsin/probe-service";
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final Duration INTERVAL = Duration.ofSeconds(20);
    private static final int CONFIRMATIONS = 3;

    private final int cells;
    private final KafkaProducer<String, byte[]> producer;
    private final Watch watch;
    private final Map<Cell, String> definitions = new ConcurrentHashMap<>();
    private final Map<Cell, Instant> asked = new ConcurrentHashMap<>();
    private final Map<Cell, Verdict> verdicts = new ConcurrentHashMap<>();
    private final Map<Cell, PublishedChange> told = new ConcurrentHashMap<>();
    private final Map<Cell, Long> incidents = new ConcurrentHashMap<>();

    /// The published status change of a cell that is down.
    ///
    /// @param appendedAt the append time of the health event that decided it
    /// @param millis from then until the status change could be read
    public record PublishedChange(Instant appendedAt, long millis) {}

    public Outages(Map<String, Object> kafka, int cells) {
        this.cells = cells;
        this.producer = new KafkaProducer<>(KafkaSettings.producer(kafka, Topic.HEALTH_EVENTS));
        this.watch =
                Watch.start(kafka, List.of(Topic.HEALTH_EVENTS, Topic.CELL_STATUS, Topic.INCIDENT_EVENTS), this::seen);
    }

    /// The catalog for incident-service: checks every 30 s, and no hold.
    public static String catalog(int cells) {
        return """
                page: { name: Benchmark, url: "https://status.example", time-zone: Etc/UTC }
                settings:
                  checks: { every: 30s, timeout: 5s, from: [us-east, eu-west, ap-south] }
                  correlation: { open-hold: 0s }
                vantage-points:
                  us-east: { name: Virginia, at: [39.0, -77.5] }
                  eu-west: { name: Ireland, at: [53.3, -6.3] }
                  ap-south: { name: Mumbai, at: [19.1, 72.9] }
                regions:
                %s
                components:
                %s
                checks:
                %s
                """.formatted(
                        each(cells, "  region-%1$d: { name: Region %1$d, at: [0, 0], customers: 100 }"),
                        each(cells, "  component-%1$d: { name: Component %1$d, in: [region-%1$d] }"),
                        each(cells, "  page-%1$d: { of: component-%1$d, http: { url: \"https://one.example/\" } }"));
    }

    private static String each(int cells, String line) {
        return IntStream.range(0, cells).mapToObj(line::formatted).collect(Collectors.joining("\n"));
    }

    /// Brings all cells up.
    public void begin() {
        await("definitions", () -> definitions.size() == cells);
        askAsUsual();
        await("first verdicts", () -> verdicts.size() == cells);
    }

    /// Makes one cell after the other fail at all vantage points. The pauses are random, so that they do not align
    /// with commits.
    public void breakAll(Duration between) {
        var random = new SplittableRandom(cells);
        for (var number = 0; number < cells; number++) {
            for (var run = 0; run < CONFIRMATIONS; run++) {
                observe(number, Outcome.FAIL);
            }
            producer.flush();
            askAsUsual();
            var half = between.toNanos() / 2;
            LockSupport.parkNanos(half + random.nextLong(2 * half));
        }
        await("status changes", () -> told.size() == cells);
        await("incidents", () -> incidents.size() == cells);
    }

    private void askAsUsual() {
        var due = Instant.now().minus(INTERVAL);
        for (var number = 0; number < cells; number++) {
            var last = asked.get(cell(number));
            if (last == null || last.isBefore(due)) {
                observe(number, told.containsKey(cell(number)) ? Outcome.FAIL : Outcome.PASS);
            }
        }
    }

    private void observe(int number, Outcome outcome) {
        var cell = cell(number);
        var time = asked.merge(
                cell,
                Instant.now().truncatedTo(ChronoUnit.MILLIS),
                (last, now) -> now.isAfter(last) ? now : last.plusMillis(1));
        for (var vantagePoint : QuietLog.VANTAGE_POINTS) {
            var event = new HealthObserved(
                    "page-" + number,
                    cell,
                    vantagePoint,
                    vantagePoint + "-1",
                    outcome,
                    time,
                    12.5,
                    null,
                    outcome == Outcome.FAIL ? ErrorKind.REFUSED : null,
                    null,
                    definitions.get(cell));
            var _ = producer.send(CloudEvents.record(Topic.HEALTH_EVENTS, SOURCE, event));
        }
    }

    private void seen(Event event, Instant at) {
        switch (event) {
            case CellChecksDefined defined ->
                definitions.put(defined.cell(), defined.checks().getFirst().definition());
            case StatusChanged change
            when change.verdict() == Verdict.DOWN ->
                told.putIfAbsent(change.cell(), new PublishedChange(change.time(), millis(change.time(), at)));
            case StatusChanged change -> verdicts.put(change.cell(), change.verdict());
            case OutageStarted outage ->
                outage.cells().forEach(impact -> incidents.putIfAbsent(impact.cell(), at.toEpochMilli()));
            default -> {}
        }
    }

    /// The delays of the status changes, without the first ones, in which the service gets warm.
    public List<Long> statusChanges(int warmUp) {
        return IntStream.range(warmUp, cells)
                .mapToObj(number -> told(cell(number)).millis())
                .toList();
    }

    /// The delays of the incidents, from the same append times.
    public List<Long> incidents(int warmUp) {
        return IntStream.range(warmUp, cells)
                .mapToObj(Outages::cell)
                .map(cell -> incidents.getOrDefault(cell, 0L)
                        - told(cell).appendedAt().toEpochMilli())
                .toList();
    }

    private PublishedChange told(Cell cell) {
        var found = told.get(cell);
        if (found == null) {
            throw new IllegalStateException(cell + " was not found down");
        }
        return found;
    }

    private static long millis(Instant from, Instant to) {
        return Duration.between(from, to).toMillis();
    }

    private static Cell cell(int number) {
        return new Cell("component-" + number, "region-" + number);
    }

    private static void await(String what, BooleanSupplier there) {
        var deadline = System.nanoTime() + PATIENCE.toNanos();
        while (!there.getAsBoolean()) {
            if (System.nanoTime() > deadline) {
                throw new IllegalStateException("the %s did not come within %s".formatted(what, PATIENCE));
            }
            LockSupport.parkNanos(5_000_000);
        }
    }

    @Override
    public void close() {
        watch.close();
        producer.close();
    }
}
