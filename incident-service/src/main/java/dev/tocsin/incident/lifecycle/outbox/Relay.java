package dev.tocsin.incident.lifecycle.outbox;

import dev.tocsin.contract.Topic;
import dev.tocsin.contract.change.ChangeEvent;
import dev.tocsin.incident.kafka.EventSource;
import dev.tocsin.incident.lifecycle.store.Outbox;
import dev.tocsin.support.kafka.CloudEvents;
import dev.tocsin.support.kafka.KafkaSettings;
import dev.tocsin.support.kafka.Unavailability;
import dev.tocsin.support.operator.OperatorAlerts;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.InterruptException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Sends the outbox in order: each event of a story, and after it the incident as it then stands; and what is told to
/// who makes changes. One Kafka transaction a batch.
///
/// Only while this instance writes. Its `transactional.id` is fixed, so that whoever takes over fences who was here
/// before. A kill between Kafka's commit and the database's sends a batch again: numbers may repeat, never skip.
public final class Relay implements AutoCloseable {

    static final String TRANSACTIONAL_ID = "tocsin-incident-outbox";

    private static final Logger LOG = LoggerFactory.getLogger(Relay.class);
    private static final String ALERT = "outbox";
    private static final int BATCH = 100;
    private static final Duration LOOK = Duration.ofSeconds(1);
    private static final Duration PARTING = Duration.ofSeconds(1);
    private static final Duration FAREWELL = Duration.ofSeconds(10);

    private final Map<String, ?> kafka;
    private final Outbox outbox;
    private final OperatorAlerts alerts;
    private final Thread thread;
    private final Semaphore signal = new Semaphore(0);
    private volatile boolean writes;
    private volatile boolean closed;

    /// @param kafka where Kafka is, and how to sign in there
    public Relay(Map<String, ?> kafka, Outbox outbox, OperatorAlerts alerts) {
        this.kafka = kafka;
        this.outbox = outbox;
        this.alerts = alerts;
        this.thread = Thread.ofPlatform().daemon().name("outbox").unstarted(this::run);
    }

    public void start() {
        thread.start();
    }

    /// This instance writes from here on.
    public void begin() {
        writes = true;
        signal.release();
    }

    /// Something was stored.
    public void wake() {
        signal.release();
    }

    /// This instance writes no more.
    public void pause() {
        writes = false;
    }

    @Override
    public void close() {
        closed = true;
        signal.release();
        try {
            thread.join(FAREWELL);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void run() {
        while (!closed) {
            awaitSignal();
            if (writes && !closed) {
                try {
                    relay();
                } catch (RuntimeException e) {
                    if (e instanceof KafkaException || Unavailability.causes(e)) {
                        LOG.warn("The outbox waits: {}", e.toString());
                    } else {
                        LOG.error("The outbox waits", e);
                    }
                }
            }
        }
    }

    /// Until this instance writes no more, or something fails.
    private void relay() {
        var producer = new KafkaProducer<String, byte[]>(producerSettings());
        try {
            producer.initTransactions();
            if (isBehindKafka()) {
                return;
            }
            while (writes && !closed) {
                if (!sendBatch(producer)) {
                    awaitSignal();
                }
            }
        } finally {
            producer.close(PARTING);
        }
    }

    private boolean sendBatch(KafkaProducer<String, byte[]> producer) {
        var letters = outbox.next(BATCH);
        if (letters.isEmpty()) {
            return false;
        }
        producer.beginTransaction();
        for (var letter : letters) {
            var topic = letter.event() instanceof ChangeEvent ? Topic.CHANGES : Topic.INCIDENT_EVENTS;
            var _ = producer.send(CloudEvents.record(topic, EventSource.NAME, letter.event()));
            var snapshot = letter.snapshot();
            if (snapshot != null) {
                var _ = producer.send(CloudEvents.record(Topic.INCIDENTS, EventSource.NAME, snapshot));
            }
        }
        producer.commitTransaction();
        outbox.sent(letters);
        return true;
    }

    /// A database that was restored from a backup would tell the story again, otherwise and under used numbers.
    private boolean isBehindKafka() {
        for (var last : LatestIncidentEvents.read(kafka)) {
            var head = last.incident();
            var stored = outbox.numberOf(head.id());
            if (stored.isEmpty() || stored.getAsLong() < head.number()) {
                alerts.raise(
                        ALERT,
                        "Incident %s is at number %d on Kafka, and at %s in the database, which seems to be an old one. Nothing is sent until it has caught up; restore the right one."
                                .formatted(head.id(), head.number(), stored.isEmpty() ? "none" : stored.getAsLong()));
                return true;
            }
        }
        alerts.clear(ALERT, "The database has caught up with Kafka.");
        return false;
    }

    private Map<String, Object> producerSettings() {
        var settings = new HashMap<>(KafkaSettings.producer(kafka));
        settings.put(ProducerConfig.TRANSACTIONAL_ID_CONFIG, TRANSACTIONAL_ID);
        settings.put(ProducerConfig.TRANSACTION_TIMEOUT_CONFIG, 10_000);
        return settings;
    }

    private void awaitSignal() {
        try {
            if (signal.tryAcquire(LOOK.toMillis(), TimeUnit.MILLISECONDS)) {
                signal.drainPermits();
            }
        } catch (InterruptedException e) {
            throw new InterruptException(e);
        }
    }
}
