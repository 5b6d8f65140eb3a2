package dev.tocsin.probe.heartbeat.kafka;

import dev.tocsin.contract.Topic;
import dev.tocsin.contract.vantage.HeartbeatSent;
import dev.tocsin.probe.Failures;
import dev.tocsin.probe.ProbeConfig;
import dev.tocsin.probe.catalog.Assignment;
import dev.tocsin.probe.catalog.kafka.CatalogConsumer;
import dev.tocsin.probe.check.Secrets;
import dev.tocsin.probe.check.network.CheckKinds;
import dev.tocsin.probe.control.network.Controls;
import dev.tocsin.probe.report.Observation;
import dev.tocsin.probe.report.kafka.EventProducer;
import dev.tocsin.probe.report.kafka.Reporter;
import dev.tocsin.probe.schedule.thread.CheckRunner;
import dev.tocsin.support.kafka.CloudEvents;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Reports at even intervals that the probe is alive, and how well it sees. While Kafka is away, only one heartbeat
/// waits for it.
@Singleton
public final class HeartbeatSender {

    private static final Logger LOG = LoggerFactory.getLogger(HeartbeatSender.class);

    private final Observation self;
    private final CatalogConsumer catalog;
    private final CheckRunner runner;
    private final Controls controls;
    private final Reporter reporter;
    private final CheckKinds kinds;
    private final Secrets secrets;
    private final Failures failures;
    private final EventProducer producer;
    private final InstantSource clock;
    private final Duration every;
    private final Instant startedAt;
    private final AtomicLong turns = new AtomicLong();
    private final AtomicBoolean underWay = new AtomicBoolean();
    private final Thread thread = Thread.ofVirtual().name("heartbeat").unstarted(this::run);
    private Assignment examined = Assignment.NONE;
    private List<String> missingSecrets = List.of();

    HeartbeatSender(
            Observation self,
            CatalogConsumer catalog,
            CheckRunner runner,
            Controls controls,
            Reporter reporter,
            CheckKinds kinds,
            Secrets secrets,
            Failures failures,
            EventProducer producer,
            InstantSource clock,
            ProbeConfig config) {
        this.self = self;
        this.catalog = catalog;
        this.runner = runner;
        this.controls = controls;
        this.reporter = reporter;
        this.kinds = kinds;
        this.secrets = secrets;
        this.failures = failures;
        this.producer = producer;
        this.clock = clock;
        this.every = config.heartbeat().every();
        this.startedAt = clock.instant();
    }

    public void start() {
        thread.start();
    }

    public void stop() {
        thread.interrupt();
    }

    private void run() {
        for (var due = startedAt; ; due = due.plus(every)) {
            try {
                Thread.sleep(Duration.between(clock.instant(), due));
                turns.incrementAndGet();
                if (underWay.compareAndSet(false, true)) {
                    send();
                }
            } catch (InterruptedException e) {
                return;
            } catch (Throwable e) {
                underWay.set(false);
                failures.count("heartbeat", e);
            }
        }
    }

    private void send() {
        var _ = producer.sendHeartbeat(CloudEvents.record(Topic.VANTAGE_POINTS, EventProducer.SOURCE, heartbeat()))
                .whenComplete((_, failure) -> {
                    underWay.set(false);
                    if (failure != null) {
                        LOG.debug("No heartbeat was sent", failure);
                    }
                });
    }

    /// Counts up with each turn of the loop, even while Kafka is away.
    public long turns() {
        return turns.get();
    }

    private HeartbeatSent heartbeat() {
        var sight = controls.look();
        var offset = reporter.clockOffset();
        var assignment = catalog.assignment();
        return new HeartbeatSent(
                self.vantagePoint(),
                self.probe(),
                clock.instant().plus(offset.offset()),
                startedAt.plus(offset.offset()),
                every.toMillis(),
                assignment.version(),
                runner.checks(),
                sight.controls(),
                offset.millis(),
                offset.known(),
                reporter.waiting(),
                reporter.dropped(),
                runner.lateStarts(),
                missingSecrets(assignment));
    }

    private List<String> missingSecrets(Assignment assignment) {
        if (!assignment.equals(examined)) {
            missingSecrets = assignment.checks().stream()
                    .flatMap(check -> kinds.secretsOf(check.question()).stream())
                    .filter(name -> !secrets.has(name))
                    .distinct()
                    .sorted()
                    .toList();
            examined = assignment;
        }
        return missingSecrets;
    }
}
