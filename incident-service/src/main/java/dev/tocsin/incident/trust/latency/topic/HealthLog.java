package dev.tocsin.incident.trust.latency.topic;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.tocsin.contract.Cell;
import dev.tocsin.contract.Topic;
import dev.tocsin.contract.health.HealthObserved;
import dev.tocsin.incident.kafka.BoundedConsumer;
import dev.tocsin.incident.trust.latency.HealthHistory;
import dev.tocsin.support.kafka.CloudEvents;
import dev.tocsin.support.kafka.Received.Known;
import io.smallrye.common.annotation.Identifier;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.utils.Utils;
import org.jboss.logging.Logger;

/// Reads the last hours of one cell from `tocsin.health-events` when somebody looks at that cell. So nothing is kept
/// for other cells, each instance can show each cell, and a restart loses nothing.
///
/// A cell's events are all in one partition, of which at most the newest [#MOST_RECORDS] are read.
@ApplicationScoped
class HealthLog implements HealthHistory {

    /// With 10,000 cells, each asked every 30 s from three places, one of twelve partitions has 600,000 in two hours.
    static final long MOST_RECORDS = 600_000;

    private static final Logger LOG = Logger.getLogger(HealthLog.class);

    /// The time limit of a read; Kafka that is silent ends it sooner.
    private static final Duration PATIENCE = Duration.ofSeconds(5);

    /// The time limit of the wait for a turn.
    private static final Duration TURN = Duration.ofSeconds(1);

    /// The number of concurrent reads. Each holds the records that it has fetched, 50 MB at most.
    private static final int AT_ONCE = 2;

    private final Map<String, Object> kafka;
    private final Semaphore turns = new Semaphore(AT_ONCE);

    HealthLog(@Identifier("default-kafka-broker") Map<String, Object> kafka) {
        this.kafka = new HashMap<>(kafka);
        this.kafka.put(ConsumerConfig.MAX_POLL_RECORDS_CONFIG, 10_000);
        this.kafka.put(ConsumerConfig.MAX_PARTITION_FETCH_BYTES_CONFIG, 8 * 1024 * 1024);
    }

    @Override
    public Optional<Excerpt> of(Cell cell, Instant since) {
        try {
            if (!turns.tryAcquire(TURN.toMillis(), TimeUnit.MILLISECONDS)) {
                return Optional.empty();
            }
            try (var consumer = new BoundedConsumer(kafka, PATIENCE)) {
                return Optional.of(read(cell, since, consumer));
            } finally {
                turns.release();
            }
        } catch (KafkaException e) {
            LOG.warnf("The latencies of %s cannot be read: %s", cell, e.toString());
            return Optional.empty();
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
            return Optional.empty();
        }
    }

    private static Excerpt read(Cell cell, Instant since, BoundedConsumer consumer) {
        var partition = partition(cell, consumer.partitions(Topic.HEALTH_EVENTS));
        var start = consumer.offsetAt(partition, since);
        if (start.isEmpty()) {
            return new Excerpt(List.of(), since);
        }
        var end = consumer.end(partition);
        var first = Math.max(start.getAsLong(), end - MOST_RECORDS);
        var events = new ArrayList<HealthObserved>();
        var reaches = new ArrayList<Instant>();
        consumer.read(partition, first, end, record -> {
            if (reaches.isEmpty()) {
                reaches.add(Instant.ofEpochMilli(record.timestamp()));
            }
            eventOf(cell, record).ifPresent(events::add);
            return true;
        });
        return new Excerpt(events, first == start.getAsLong() || reaches.isEmpty() ? since : reaches.getFirst());
    }

    private static TopicPartition partition(Cell cell, int partitions) {
        return new TopicPartition(
                Topic.HEALTH_EVENTS.topicName(),
                Utils.toPositive(Utils.murmur2(cell.toString().getBytes(UTF_8))) % partitions);
    }

    private static Optional<HealthObserved> eventOf(Cell cell, ConsumerRecord<String, byte[]> record) {
        return cell.toString().equals(record.key())
                        && CloudEvents.read(record) instanceof Known(HealthObserved event, var _, var _)
                ? Optional.of(event)
                : Optional.empty();
    }
}
