package dev.tocsin.benchmarks.storm.kafka;

import dev.tocsin.benchmarks.storm.ProbeRounds;
import dev.tocsin.benchmarks.storm.StormWorld;
import dev.tocsin.benchmarks.storm.StormWorld.StormAsk;
import dev.tocsin.contract.Event;
import dev.tocsin.contract.Topic;
import dev.tocsin.contract.health.ErrorKind;
import dev.tocsin.contract.health.HealthObserved;
import dev.tocsin.contract.health.Outcome;
import dev.tocsin.contract.vantage.HeartbeatSent;
import dev.tocsin.support.kafka.CloudEvents;
import dev.tocsin.support.kafka.KafkaSettings;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;

/// Writes the events that the probes of all vantage points would write, ten times a second.
public final class Probes implements AutoCloseable {

    private static final String SOURCE = "tocsin/probe-service";
    private static final long PERIOD_MILLIS = 100;
    private static final Duration HEARTBEAT = Duration.ofSeconds(10);
    private static final double LATENCY = 42.5;

    private final StormWorld world;
    private final KafkaProducer<String, byte[]> producer;
    private final Clock clock;
    private final Instant began;
    private final ProbeRounds rounds;
    private final ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().daemon().name("probes").factory());
    private Instant nextHeartbeat = Instant.EPOCH;
    private long written;

    public Probes(StormWorld world, String bootstrap, Clock clock) {
        this.world = world;
        this.clock = clock;
        began = clock.instant();
        rounds = new ProbeRounds(world.asks(), StormWorld.REGION, began);
        producer = new KafkaProducer<>(KafkaSettings.producer(
                Map.of(ProducerConfig.BOOTSTRAP_SERVERS_CONFIG, bootstrap, ProducerConfig.LINGER_MS_CONFIG, 5),
                Topic.HEALTH_EVENTS));
        var _ = timer.scheduleAtFixedRate(this::write, 0, PERIOD_MILLIS, TimeUnit.MILLISECONDS);
    }

    /// @return when the region's state changed
    public synchronized Instant turn(boolean fails) {
        var now = clock.instant();
        rounds.turn(fails, now);
        return now;
    }

    public synchronized long written() {
        return written;
    }

    private synchronized void write() {
        var now = clock.instant();
        var due = rounds.due(now);
        due.forEach(ask -> send(Topic.HEALTH_EVENTS, observed(ask, now)));
        written += due.size();
        if (!now.isBefore(nextHeartbeat)) {
            nextHeartbeat = now.plus(HEARTBEAT);
            StormWorld.VANTAGE_POINTS.forEach(point -> send(Topic.VANTAGE_POINTS, heartbeat(point, now)));
        }
    }

    private void send(Topic topic, Event event) {
        var _ = producer.send(CloudEvents.record(topic, SOURCE, event));
    }

    private HealthObserved observed(StormAsk ask, Instant now) {
        var fails = rounds.fails(ask);
        return new HealthObserved(
                ask.check().check(),
                ask.check().cell(),
                ask.vantagePoint(),
                probe(ask.vantagePoint()),
                fails ? Outcome.FAIL : Outcome.PASS,
                now,
                LATENCY,
                null,
                fails ? ErrorKind.REFUSED : null,
                null,
                ask.check().definition());
    }

    private HeartbeatSent heartbeat(String point, Instant now) {
        return new HeartbeatSent(
                point,
                probe(point),
                now,
                began,
                HEARTBEAT.toMillis(),
                world.catalog().version(),
                world.catalog().checks().size(),
                List.of(),
                0,
                true,
                0,
                0,
                0,
                List.of());
    }

    private static String probe(String point) {
        return point + "-1";
    }

    @Override
    public void close() {
        timer.shutdownNow();
        producer.close(Duration.ofSeconds(5));
    }
}
