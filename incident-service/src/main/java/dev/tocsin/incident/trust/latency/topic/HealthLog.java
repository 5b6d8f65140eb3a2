package dev.tocsin.incident.trust.latency.topic;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.tocsin.contract.Cell;
import dev.tocsin.contract.Topic;
import dev.tocsin.contract.health.HealthObserved;
import dev.tocsin.incident.trust.latency.HealthHistory;
import dev.tocsin.support.kafka.CloudEvents;
import dev.tocsin.support.kafka.KafkaSettings;
import dev.tocsin.support.kafka.Received.Known;
import io.smallrye.common.annotation.Identifier;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
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
    private static final Duration POLL = Duration.ofMillis(200);

    /// The time limit, from the wait for a turn to the last record.
    private static final Duration PATIENCE = Duration.ofSeconds(5);

    /// The number of concurrent reads. Each holds the records that it has fetched, 50 MB at most.
    private static final int AT_ONCE = 2;

    private final Map<String, Object> kafka;
    private final Semaphore turns = new Semaphore(AT_ONCE);

    HealthLog(@Identifier("default-kafka-broker") Map<String, Object> kafka) {
        this.kafka = KafkaSettings.consumer(kafka);
        this.kafka.put(ConsumerConfig.MAX_POLL_RECORDS_CONFIG, 10_000);
        this.kafka.put(ConsumerConfig.MAX_PARTITION_FETCH_BYTES_CONFIG, 8 * 1024 * 1024);
    }

    @Override
    public Optional<Excerpt> of(Cell cell, Instant since) {
        var until = System.nanoTime() + PATIENCE.toNanos();
        try {
            if (!turns.tryAcquire(PATIENCE.toMillis(), TimeUnit.MILLISECONDS)) {
                return Optional.empty();
            }
            try (var consumer = new KafkaConsumer<String, byte[]>(kafka)) {
                return read(cell, since, consumer, until);
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

    private static Optional<Excerpt> read(
            Cell cell, Instant since, KafkaConsumer<String, byte[]> consumer, long until) {
        var partition = partition(cell, consumer, until);
        var start = consumer.offsetsForTimes(Map.of(partition, since.toEpochMilli()), left(until))
                .get(partition);
        if (start == null) {
            return Optional.of(new Excerpt(List.of(), since));
        }
        var end = consumer.endOffsets(List.of(partition), left(until)).getOrDefault(partition, 0L);
        var first = Math.max(start.offset(), end - MOST_RECORDS);
        consumer.assign(List.of(partition));
        consumer.seek(partition, first);
        var events = new ArrayList<HealthObserved>();
        var reaches = first == start.offset() ? since : null;
        while (consumer.position(partition) < end) {
            if (System.nanoTime() > until) {
                return Optional.empty();
            }
            for (var record : consumer.poll(POLL)) {
                reaches = reaches == null ? Instant.ofEpochMilli(record.timestamp()) : reaches;
                eventOf(cell, record).ifPresent(events::add);
            }
        }
        return Optional.of(new Excerpt(events, Objects.requireNonNullElse(reaches, since)));
    }

    private static Duration left(long until) {
        return Duration.ofNanos(Math.max(0, until - System.nanoTime()));
    }

    private static TopicPartition partition(Cell cell, KafkaConsumer<String, byte[]> consumer, long until) {
        var topic = Topic.HEALTH_EVENTS.topicName();
        var partitions = consumer.partitionsFor(topic, left(until)).size();
        return new TopicPartition(
                topic, Utils.toPositive(Utils.murmur2(cell.toString().getBytes(UTF_8))) % partitions);
    }

    private static Optional<HealthObserved> eventOf(Cell cell, ConsumerRecord<String, byte[]> record) {
        return cell.toString().equals(record.key())
                        && CloudEvents.read(record) instanceof Known(HealthObserved event, var _, var _)
                ? Optional.of(event)
                : Optional.empty();
    }
}
