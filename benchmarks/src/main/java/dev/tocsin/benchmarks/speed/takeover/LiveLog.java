package dev.tocsin.benchmarks.speed.takeover;

import dev.tocsin.benchmarks.speed.QuietLog;
import dev.tocsin.contract.Cell;
import dev.tocsin.contract.Topic;
import dev.tocsin.contract.catalog.CheckTiming;
import dev.tocsin.contract.catalog.FailingMeans;
import dev.tocsin.contract.health.CellChecksDefined;
import dev.tocsin.contract.health.CellChecksDefined.AssignedCheck;
import dev.tocsin.contract.health.ClockTicked;
import dev.tocsin.contract.health.ErrorKind;
import dev.tocsin.contract.health.HealthLogEvent;
import dev.tocsin.contract.health.HealthObserved;
import dev.tocsin.contract.health.Outcome;
import dev.tocsin.support.kafka.CloudEvents;
import dev.tocsin.support.kafka.KafkaSettings;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.BitSet;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.IntStream;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.jspecify.annotations.Nullable;

/// Writes as probes and incident-service do, at their pace, on a thread of its own: each cell is asked every 2 s, goes
/// down or comes up again now and then, and ticks advance the clocks.
public final class LiveLog implements AutoCloseable {

    private static final String SOURCE = "tocsin/probe-service";
    private static final String CHECK = "login-page";
    private static final String DEFINITION = "3f9a0c5d71be";
    private static final Duration ROUND = Duration.ofSeconds(2);
    private static final Duration TICK = Duration.ofMillis(500);
    private static final Duration FAREWELL = Duration.ofSeconds(10);
    private static final int SLICES = 20;
    private static final int FLIPS_IN_ROUNDS = 100;

    private final List<Cell> cells;
    private final BitSet down = new BitSet();
    private final SplittableRandom random;
    private final KafkaProducer<String, byte[]> producer;
    private final Thread thread = Thread.ofPlatform().daemon().name("live log").unstarted(this::run);
    private volatile boolean ends;
    private Instant ticked = Instant.EPOCH;

    private LiveLog(Map<String, Object> kafka, int cells) {
        this.cells = IntStream.range(0, cells)
                .mapToObj(number -> new Cell("component-" + number / 10, "region-" + number % 10))
                .toList();
        this.random = new SplittableRandom(cells);
        this.producer = new KafkaProducer<>(KafkaSettings.producer(kafka, Topic.HEALTH_EVENTS));
    }

    public static LiveLog start(Map<String, Object> kafka, int cells) {
        var log = new LiveLog(kafka, cells);
        log.thread.start();
        return log;
    }

    private void run() {
        var now = Instant.now();
        cells.forEach(cell -> send(null, new CellChecksDefined(cell, 1, now, List.of(check()))));
        for (var round = Instant.now(); !ends; round = round.plus(ROUND)) {
            for (var slice = 0; slice < SLICES; slice++) {
                awaitTime(round.plus(ROUND.dividedBy(SLICES).multipliedBy(slice)));
                for (var number = slice; number < cells.size(); number += SLICES) {
                    observe(number);
                }
                tickIfDue();
            }
        }
    }

    private void observe(int number) {
        if (random.nextInt(FLIPS_IN_ROUNDS) == 0) {
            down.flip(number);
        }
        var now = Instant.now().truncatedTo(ChronoUnit.MILLIS);
        for (var vantagePoint : QuietLog.VANTAGE_POINTS) {
            var fails = down.get(number) || random.nextInt(100) == 0;
            send(
                    null,
                    new HealthObserved(
                            CHECK,
                            cells.get(number),
                            vantagePoint,
                            vantagePoint + "-1",
                            fails ? Outcome.FAIL : Outcome.PASS,
                            now,
                            12.5,
                            null,
                            fails ? ErrorKind.REFUSED : null,
                            null,
                            DEFINITION));
        }
    }

    private void tickIfDue() {
        var now = Instant.now();
        if (!now.isBefore(ticked.plus(TICK))) {
            ticked = now;
            tick(now);
        }
    }

    private void tick(Instant now) {
        for (var partition = 0; partition < Topic.HEALTH_EVENTS.partitions(); partition++) {
            send(partition, new ClockTicked(partition, now));
        }
    }

    private void send(@Nullable Integer partition, HealthLogEvent event) {
        var _ = producer.send(CloudEvents.record(Topic.HEALTH_EVENTS, partition, SOURCE, event, null));
    }

    private static AssignedCheck check() {
        return new AssignedCheck(
                CHECK,
                DEFINITION,
                FailingMeans.DOWN,
                new CheckTiming(ROUND.toMillis(), ROUND.toMillis(), ROUND.toMillis(), 3, 10_000),
                QuietLog.VANTAGE_POINTS);
    }

    private static void awaitTime(Instant time) {
        for (var left = Duration.between(Instant.now(), time);
                left.isPositive();
                left = Duration.between(Instant.now(), time)) {
            LockSupport.parkNanos(left.toNanos());
        }
    }

    /// Stops, and writes a last tick once Kafka has all earlier records.
    ///
    /// @return a time before that tick
    public Instant end() throws InterruptedException {
        ends = true;
        thread.join();
        producer.flush();
        var before = Instant.now();
        LockSupport.parkNanos(Duration.ofMillis(20).toNanos());
        tick(Instant.now());
        producer.flush();
        return before;
    }

    @Override
    public void close() {
        ends = true;
        try {
            thread.join(FAREWELL);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        producer.close();
    }
}
