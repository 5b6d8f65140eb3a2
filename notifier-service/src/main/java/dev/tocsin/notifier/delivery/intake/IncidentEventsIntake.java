package dev.tocsin.notifier.delivery.intake;

import dev.tocsin.contract.Topic;
import dev.tocsin.contract.incident.IncidentEvent;
import dev.tocsin.contract.kafka.CloudEvents;
import dev.tocsin.contract.kafka.DeadLetters;
import dev.tocsin.contract.kafka.KafkaSettings;
import dev.tocsin.contract.kafka.Received.Known;
import dev.tocsin.contract.kafka.Received.Tombstone;
import dev.tocsin.contract.kafka.Received.Unreadable;
import dev.tocsin.notifier.delivery.store.FanOut;
import dev.tocsin.notifier.kafka.EventProducer;
import dev.tocsin.notifier.kafka.KafkaTopics;
import dev.tocsin.notifier.operator.OperatorAlerts;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.smallrye.common.annotation.Identifier;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.errors.WakeupException;
import org.jdbi.v3.core.JdbiException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Reads `tocsin.incident-events` with one consumer group, at least once.
///
/// An event's transaction notes it as handled, and Kafka is told only afterwards: a process that dies in
/// between reads
/// it again and passes over it. While the database is away, nothing is passed over.
@ApplicationScoped
class IncidentEventsIntake {

    private static final Logger LOG = LoggerFactory.getLogger(IncidentEventsIntake.class);
    private static final String GROUP = "tocsin-notifier";
    private static final Duration POLL = Duration.ofMillis(500);
    private static final Duration PAUSE = Duration.ofSeconds(1);
    private static final Duration FAREWELL = Duration.ofSeconds(5);
    private static final int TRIES = 3;

    private final Map<String, Object> settings;
    private final KafkaTopics topics;
    private final FanOut fanOut;
    private final EventProducer producer;
    private final OperatorAlerts alerts;
    private final MeterRegistry metrics;
    private final Clock clock = Clock.systemUTC();
    private final Thread thread =
            Thread.ofPlatform().daemon().name("incident-events-intake").unstarted(this::run);
    private volatile boolean closed;

    IncidentEventsIntake(
            @Identifier("default-kafka-broker") Map<String, Object> base,
            KafkaTopics topics,
            FanOut fanOut,
            EventProducer producer,
            OperatorAlerts alerts,
            MeterRegistry metrics) {
        this.settings = new HashMap<>(KafkaSettings.consumer(base));
        settings.put(ConsumerConfig.GROUP_ID_CONFIG, GROUP);
        settings.put(ConsumerConfig.SESSION_TIMEOUT_MS_CONFIG, 10_000);
        settings.put(ConsumerConfig.MAX_POLL_RECORDS_CONFIG, 50);
        this.topics = topics;
        this.fanOut = fanOut;
        this.producer = producer;
        this.alerts = alerts;
        this.metrics = metrics;
    }

    void start(@Observes StartupEvent event) {
        thread.start();
    }

    void stop(@Observes ShutdownEvent event) throws InterruptedException {
        closed = true;
        thread.join(FAREWELL);
    }

    boolean isAlive() {
        return thread.isAlive();
    }

    private void run() {
        while (!closed) {
            try {
                topics.create();
                read();
            } catch (InterruptException | WakeupException e) {
                LOG.debug("Interrupted", e);
            } catch (KafkaException e) {
                LOG.warn("Kafka is away; reading goes on when it is back: {}", e.getMessage());
                pause();
            } catch (JdbiException e) {
                LOG.warn("PostgreSQL is away; reading goes on when it is back: {}", e.getMessage());
                pause();
            }
        }
    }

    private void read() {
        try (var consumer = new KafkaConsumer<String, byte[]>(settings)) {
            consumer.subscribe(List.of(Topic.INCIDENT_EVENTS.topicName()));
            while (!closed) {
                var records = consumer.poll(POLL);
                records.forEach(this::handle);
                if (!records.isEmpty()) {
                    consumer.commitSync();
                }
                catchUp(consumer);
            }
        }
    }

    private void handle(ConsumerRecord<String, byte[]> record) {
        switch (CloudEvents.read(record)) {
            case Known known when known.event() instanceof IncidentEvent event -> handle(record, event);
            case Known known ->
                deadLetter(
                        record,
                        "a %s is no event of an incident"
                                .formatted(known.event().getClass().getSimpleName()));
            case Unreadable(var reason) -> deadLetter(record, reason);
            case Tombstone _ -> deadLetter(record, "a record without a value");
        }
    }

    private void handle(ConsumerRecord<String, byte[]> record, IncidentEvent event) {
        for (var attempt = 1; ; attempt++) {
            try {
                fanOut.handle(event, record.partition(), clock.instant());
                metrics.counter("tocsin.incident.events", "result", "handled").increment();
                return;
            } catch (RuntimeException e) {
                if (e instanceof JdbiException trouble && !isOfTheData(trouble)) {
                    throw e;
                }
                if (attempt == TRIES) {
                    deadLetter(record, "it failed %d times: %s".formatted(TRIES, firstLine(e)));
                    return;
                }
            }
        }
    }

    private void deadLetter(ConsumerRecord<String, byte[]> record, String reason) {
        var place = "%s-%d@%d".formatted(record.topic(), record.partition(), record.offset());
        LOG.warn("{} goes to the dead letters: {}", place, reason);
        producer.send(List.of(DeadLetters.record(record, reason)));
        alerts.raise(
                "dead-letters/" + record.topic(),
                "%s could not be used: %s. It is in %s, and notices may be missing."
                        .formatted(place, reason, Topic.DEAD_LETTERS.topicName()));
        metrics.counter("tocsin.incident.events", "result", "dead-lettered").increment();
    }

    /// Only a log that is read to its end says what still stands.
    private void catchUp(KafkaConsumer<String, byte[]> consumer) {
        var partitions = consumer.assignment();
        var behind = partitions.stream()
                .anyMatch(partition -> consumer.currentLag(partition).orElse(1) > 0);
        if (!behind) {
            fanOut.catchUp(partitions.stream().map(TopicPartition::partition).toList(), clock.instant());
        }
    }

    /// SQLSTATE classes 22 and 23: what the event holds does not fit. Everything else is a matter of the database.
    private static boolean isOfTheData(JdbiException e) {
        return e.getCause() instanceof SQLException sql
                && sql.getSQLState() != null
                && (sql.getSQLState().startsWith("22") || sql.getSQLState().startsWith("23"));
    }

    private static String firstLine(Throwable e) {
        var cause = Objects.requireNonNullElse(e.getCause(), e);
        return cause.toString().lines().findFirst().orElse("");
    }

    private void pause() {
        try {
            Thread.sleep(PAUSE);
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }
}
