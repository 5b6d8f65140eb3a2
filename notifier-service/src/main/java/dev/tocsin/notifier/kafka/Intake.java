package dev.tocsin.notifier.kafka;

import dev.tocsin.contract.Event;
import dev.tocsin.contract.EventTypes;
import dev.tocsin.contract.Topic;
import dev.tocsin.notifier.operator.OperatorAlerts;
import dev.tocsin.support.kafka.CloudEvents;
import dev.tocsin.support.kafka.DeadLetter;
import dev.tocsin.support.kafka.Received.Known;
import dev.tocsin.support.kafka.Received.Tombstone;
import dev.tocsin.support.kafka.Received.Unreadable;
import io.micrometer.core.instrument.MeterRegistry;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.errors.WakeupException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Reads one topic with a consumer group, at least once.
///
/// What is taken is kept before Kafka is told: a process that dies in between reads it again. While the database is
/// away, nothing is passed over; what cannot be used is put aside, and reading goes on.
public final class Intake implements AutoCloseable {

    /// Who takes what is read.
    ///
    /// @param <E> the events that the topic carries
    public interface Taker<E extends Event> {

        /// Must do nothing for one that was taken before.
        void take(E event, int partition);

        /// These partitions are read to their end; called again and again.
        void caughtUp(Collection<Integer> partitions);
    }

    private static final Logger LOG = LoggerFactory.getLogger(Intake.class);
    private static final Duration POLL = Duration.ofMillis(500);
    private static final Duration PAUSE = Duration.ofSeconds(1);
    private static final Duration FAREWELL = Duration.ofSeconds(5);
    private static final int TRIES = 3;

    private final Topic topic;
    private final Reading<?> reading;
    private final Map<String, Object> settings;
    private final KafkaTopics topics;
    private final EventProducer producer;
    private final OperatorAlerts alerts;
    private final MeterRegistry metrics;
    private final Thread thread;
    private volatile boolean closed;

    /// What a topic carries, and who takes it.
    record Reading<E extends Event>(Class<E> events, Taker<E> taker) {

        boolean isFor(Event event) {
            return events.isInstance(event);
        }

        void take(Event event, int partition) {
            taker.take(events.cast(event), partition);
        }
    }

    Intake(
            Topic topic,
            Reading<?> reading,
            Map<String, Object> settings,
            KafkaTopics topics,
            EventProducer producer,
            OperatorAlerts alerts,
            MeterRegistry metrics) {
        this.topic = topic;
        this.reading = reading;
        this.settings = settings;
        this.topics = topics;
        this.producer = producer;
        this.alerts = alerts;
        this.metrics = metrics;
        this.thread =
                Thread.ofPlatform().daemon().name("intake-" + topic.topicName()).unstarted(this::run);
    }

    void start() {
        thread.start();
    }

    String topicName() {
        return topic.topicName();
    }

    boolean isAlive() {
        return thread.isAlive();
    }

    @Override
    public void close() {
        closed = true;
        try {
            thread.join(FAREWELL);
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
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
            } catch (DatabaseAway e) {
                LOG.warn("PostgreSQL is away; reading goes on when it is back: {}", e.getMessage());
                pause();
            }
        }
    }

    private void read() {
        try (var consumer = new KafkaConsumer<String, byte[]>(settings)) {
            consumer.subscribe(List.of(topic.topicName()));
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
            case Known known when reading.isFor(known.event()) -> handle(record, known.event());
            case Known known ->
                deadLetter(
                        record,
                        "a %s does not belong here"
                                .formatted(EventTypes.typeOf(known.event().getClass())));
            case Unreadable(var reason) -> deadLetter(record, reason);
            case Tombstone _ when topic.kept() == Topic.Kept.COMPACTED -> {}
            case Tombstone _ -> deadLetter(record, "a record without a value");
        }
    }

    private void handle(ConsumerRecord<String, byte[]> record, Event event) {
        for (var attempt = 1; ; attempt++) {
            try {
                reading.take(event, record.partition());
                count("handled");
                return;
            } catch (RuntimeException e) {
                if (isAway(e)) {
                    throw new DatabaseAway(e);
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
        producer.send(List.of(DeadLetter.record(record, reason)));
        alerts.raise(
                "dead-letters/" + record.topic(),
                "%s could not be used: %s. It is in %s, and notices may be missing."
                        .formatted(place, reason, Topic.DEAD_LETTERS.topicName()));
        count("dead-lettered");
    }

    private void count(String result) {
        metrics.counter("tocsin.intake", "topic", topic.topicName(), "result", result)
                .increment();
    }

    /// Only a log that is read to its end says what still stands.
    private void catchUp(KafkaConsumer<String, byte[]> consumer) {
        var partitions = consumer.assignment();
        var behind = partitions.stream()
                .anyMatch(partition -> consumer.currentLag(partition).orElse(1) > 0);
        if (!behind && !partitions.isEmpty()) {
            reading.taker()
                    .caughtUp(partitions.stream().map(TopicPartition::partition).toList());
        }
    }

    private static final class DatabaseAway extends RuntimeException {
        DatabaseAway(RuntimeException cause) {
            super(cause.toString(), cause);
        }
    }

    /// SQLSTATE classes 22 and 23: what the event holds does not fit. Everything else is a matter of the database.
    private static boolean isAway(Throwable e) {
        var sql = Stream.iterate(e, Objects::nonNull, Throwable::getCause)
                .filter(cause -> cause instanceof SQLException)
                .map(SQLException.class::cast)
                .findFirst();
        var state = sql.map(SQLException::getSQLState).orElse("");
        return sql.isPresent() && !state.startsWith("22") && !state.startsWith("23");
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
