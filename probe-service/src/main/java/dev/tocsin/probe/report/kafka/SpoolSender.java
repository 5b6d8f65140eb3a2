package dev.tocsin.probe.report.kafka;

import dev.tocsin.contract.Json;
import dev.tocsin.contract.Topic;
import dev.tocsin.contract.health.HealthObserved;
import dev.tocsin.probe.report.SendWindow;
import dev.tocsin.probe.report.TraceParent;
import dev.tocsin.probe.report.file.Spool;
import dev.tocsin.support.kafka.CloudEvents;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.locks.LockSupport;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Brings the spool's events to Kafka in their order, on a thread of its own, which alone ever waits for Kafka.
///
/// The producer retries for ever and keeps the order. Where it fails all the same, all that is not acknowledged is sent
/// again from the spool, by a new one.
@Singleton
public final class SpoolSender {

    private static final Logger LOG = LoggerFactory.getLogger(SpoolSender.class);
    private static final int MOST_IN_FLIGHT = 1000;
    private static final Duration IDLE = Duration.ofMillis(250);
    private static final Duration FORCE_EVERY = Duration.ofSeconds(1);
    private static final Duration AWAY_AFTER = Duration.ofSeconds(5);

    private final Spool spool;
    private final EventProducer producer;
    private final Reporter reporter;
    private final InstantSource clock;
    private final SendWindow window = new SendWindow();
    private final Thread thread =
            Thread.ofPlatform().daemon().name("spool sender").unstarted(this::run);
    private volatile boolean stopping;
    private boolean broken;
    private boolean away;
    private Instant progressAt;
    private Instant forcedAt;

    SpoolSender(Spool spool, EventProducer producer, Reporter reporter, InstantSource clock) {
        this.spool = spool;
        this.producer = producer;
        this.reporter = reporter;
        this.clock = clock;
        this.progressAt = clock.instant();
        this.forcedAt = progressAt;
    }

    public void start() {
        thread.start();
    }

    /// Gives what waits the chance to be sent; what is not stays in the spool.
    public void stop(Duration farewell) throws IOException, InterruptedException {
        stopping = true;
        thread.join(farewell);
        producer.close(farewell);
        thread.join(farewell);
        spool.close();
    }

    private void run() {
        while (!stopping || sendable()) {
            try {
                step();
            } catch (InterruptedException e) {
                return;
            } catch (IOException e) {
                LOG.error("The spool cannot be read: {}", e.getMessage());
                LockSupport.parkNanos(FORCE_EVERY.toNanos());
            }
        }
    }

    /// While stopping: whether it is worth going on.
    private synchronized boolean sendable() {
        return !away && !broken && spool.waiting() > window.size();
    }

    private void step() throws IOException, InterruptedException {
        if (isBroken()) {
            producer.renew();
            startAnew();
            LockSupport.parkNanos(FORCE_EVERY.toNanos());
        }
        if (windowFull()) {
            LockSupport.parkNanos(Duration.ofMillis(5).toNanos());
        } else {
            var entry = spool.next(IDLE);
            if (entry.isPresent()) {
                send(entry.get());
            }
        }
        tend();
    }

    private void send(Spool.Entry entry) throws IOException {
        var record = record(entry);
        var sentAt = clock.instant();
        synchronized (this) {
            window.sent(entry.number());
        }
        try {
            producer.send(record, (metadata, failure) -> done(entry.number(), sentAt, metadata, failure));
        } catch (KafkaException | IllegalStateException e) {
            failed(e);
        }
    }

    private static ProducerRecord<String, byte[]> record(Spool.Entry entry) throws IOException {
        var event = Json.mapper().readValue(entry.event(), HealthObserved.class);
        return CloudEvents.record(Topic.HEALTH_EVENTS, null, EventProducer.SOURCE, event, TraceParent.of(event));
    }

    private void done(long number, Instant sentAt, @Nullable RecordMetadata metadata, @Nullable Exception failure) {
        if (failure instanceof RecordTooLargeException) {
            LOG.error("A health event is too large for Kafka and is left out");
        } else if (failure != null) {
            failed(failure);
            return;
        } else if (metadata != null) {
            reporter.learn(sentAt, Instant.ofEpochMilli(metadata.timestamp()), clock.instant());
        }
        acknowledged(number);
    }

    private synchronized void acknowledged(long number) {
        progressAt = clock.instant();
        spool.acknowledge(window.acknowledged(number));
    }

    private synchronized void failed(Exception failure) {
        if (!broken && !stopping) {
            LOG.debug("Sending failed and begins anew", failure);
        }
        broken = true;
    }

    private synchronized boolean isBroken() {
        return broken;
    }

    private synchronized void startAnew() {
        window.forget();
        spool.rewind();
        broken = false;
    }

    private synchronized boolean windowFull() {
        return window.size() >= MOST_IN_FLIGHT;
    }

    /// Notes how far Kafka is; while it is away, gets what waits onto the disk and says so.
    private void tend() {
        spool.note();
        var now = clock.instant();
        var waiting = spool.waiting();
        if (waiting > 0 && Duration.between(forcedAt, now).compareTo(FORCE_EVERY) >= 0) {
            spool.force();
            forcedAt = now;
        }
        tellWhetherAway(now, waiting);
    }

    private synchronized void tellWhetherAway(Instant now, long waiting) {
        if (waiting == 0) {
            progressAt = now;
        }
        var isAway = Duration.between(progressAt, now).compareTo(AWAY_AFTER) > 0;
        if (isAway && !away) {
            LOG.warn("Kafka is away; {} health events wait on disk", waiting);
        } else if (away && !isAway) {
            LOG.info("Kafka is back; {} health events are on their way", waiting);
        }
        away = isAway;
    }
}
