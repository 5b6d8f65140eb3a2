package dev.tocsin.incident.replay.topic;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.tocsin.contract.Topic;
import dev.tocsin.contract.incident.IncidentEvent;
import dev.tocsin.engine.replay.Recorded;
import dev.tocsin.engine.replay.RecordedCommands;
import dev.tocsin.incident.replay.RecordedLog.LogExcerpt;
import dev.tocsin.incident.replay.ReplayScope;
import dev.tocsin.support.kafka.CloudEvents;
import dev.tocsin.support.kafka.Received.Known;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.apache.kafka.clients.consumer.CloseOptions;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.utils.Utils;

/// The health events of a span of time, the changes that may be suspected in it, and the operators' commands.
final class ConsumedExcerpt implements LogExcerpt {

    /// The greatest age of a change that may still be suspected.
    private static final Duration CHANGES_BEFORE = Duration.ofHours(25);

    /// The longest wait for an answer about offsets.
    private static final Duration PATIENCE = Duration.ofSeconds(5);

    /// Nothing has to be handed over, because the consumer has no group.
    private static final Duration FAREWELL = Duration.ofMillis(200);

    private static final int BETWEEN_REPORTS = 1_000;

    private final KafkaConsumer<String, byte[]> consumer;
    private final Map<TopicPartition, OffsetSpan> spans;
    private final int partitions;
    private final long deadline;

    private ConsumedExcerpt(
            KafkaConsumer<String, byte[]> consumer,
            Map<TopicPartition, OffsetSpan> spans,
            int partitions,
            long deadline) {
        this.consumer = consumer;
        this.spans = spans;
        this.partitions = partitions;
        this.deadline = deadline;
    }

    static ConsumedExcerpt of(KafkaConsumer<String, byte[]> consumer, Instant from, Instant to, long deadline) {
        var health = partitionsOf(Topic.HEALTH_EVENTS, consumer, deadline);
        var spans = new HashMap<TopicPartition, OffsetSpan>();
        spans.putAll(spans(health, from, to, consumer, deadline));
        spans.putAll(spans(
                partitionsOf(Topic.CHANGES, consumer, deadline), from.minus(CHANGES_BEFORE), to, consumer, deadline));
        spans.putAll(spans(partitionsOf(Topic.INCIDENT_EVENTS, consumer, deadline), from, to, consumer, deadline));
        return new ConsumedExcerpt(consumer, spans, health.size(), deadline);
    }

    private static List<TopicPartition> partitionsOf(
            Topic topic, KafkaConsumer<String, byte[]> consumer, long deadline) {
        return consumer.partitionsFor(topic.topicName(), left(deadline)).stream()
                .map(info -> new TopicPartition(info.topic(), info.partition()))
                .toList();
    }

    private static Map<TopicPartition, OffsetSpan> spans(
            List<TopicPartition> partitions,
            Instant from,
            Instant to,
            KafkaConsumer<String, byte[]> consumer,
            long deadline) {
        var begins = consumer.offsetsForTimes(times(partitions, from), left(deadline));
        var followers = consumer.offsetsForTimes(times(partitions, to), left(deadline));
        var ends = consumer.endOffsets(partitions, left(deadline));
        var spans = new HashMap<TopicPartition, OffsetSpan>();
        for (var partition : partitions) {
            var end = ends.getOrDefault(partition, 0L);
            var begin = begins.get(partition);
            var follower = followers.get(partition);
            spans.put(
                    partition,
                    new OffsetSpan(begin == null ? end : begin.offset(), follower == null ? end : follower.offset()));
        }
        return spans;
    }

    private static Map<TopicPartition, Long> times(List<TopicPartition> partitions, Instant time) {
        var times = new HashMap<TopicPartition, Long>();
        partitions.forEach(partition -> times.put(partition, time.toEpochMilli()));
        return times;
    }

    private static Duration left(long deadline) {
        return Duration.ofNanos(Math.clamp(deadline - System.nanoTime(), 0, PATIENCE.toNanos()));
    }

    @Override
    public int partitions() {
        return partitions;
    }

    @Override
    public int partitionOf(Topic topic, String key) {
        return topic == Topic.HEALTH_EVENTS ? Utils.toPositive(Utils.murmur2(key.getBytes(UTF_8))) % partitions : 0;
    }

    @Override
    public long records(ReplayScope scope) {
        return wanted(scope).values().stream().mapToLong(OffsetSpan::records).sum();
    }

    /// Without the partitions of health events that have no cell of the scope.
    private Map<TopicPartition, OffsetSpan> wanted(ReplayScope scope) {
        var wanted = new HashMap<>(spans);
        if (!scope.isAll()) {
            var used = scope.keys().stream()
                    .map(key -> partitionOf(Topic.HEALTH_EVENTS, key))
                    .distinct()
                    .toList();
            wanted.keySet()
                    .removeIf(partition -> isOfHealth(partition.topic()) && !used.contains(partition.partition()));
        }
        return wanted;
    }

    @Override
    public void read(ReplayScope scope, Consumer<Recorded> to, Consumer<Long> progress) {
        var merged = new MergedRecords(consumer, wanted(scope));
        var read = 0L;
        for (var next = merged.next(deadline); next.isPresent(); next = merged.next(deadline)) {
            recorded(next.get(), scope).ifPresent(to);
            if (++read % BETWEEN_REPORTS == 0) {
                progress.accept(read);
                refuseLate();
            }
        }
    }

    private void refuseLate() {
        if (System.nanoTime() > deadline) {
            throw new TimeoutException("The recorded events cannot be read in time.");
        }
    }

    private static Optional<Recorded> recorded(ConsumerRecord<String, byte[]> record, ReplayScope scope) {
        if (isOfHealth(record.topic()) && isLeftOut(record, scope)) {
            return Optional.empty();
        }
        return CloudEvents.read(record) instanceof Known(var event, var _, var _)
                        && !(event instanceof IncidentEvent ofIncident && !RecordedCommands.followFrom(ofIncident))
                ? Optional.of(new Recorded(
                        topicOf(record.topic()),
                        record.partition(),
                        record.key(),
                        Instant.ofEpochMilli(record.timestamp()),
                        event))
                : Optional.empty();
    }

    /// Ticks and decisions of oversight have keys of their own, and are needed for any cell.
    private static boolean isLeftOut(ConsumerRecord<String, byte[]> record, ReplayScope scope) {
        return !scope.isAll()
                && record.key() != null
                && record.key().indexOf('@') > 0
                && !scope.keys().contains(record.key());
    }

    private static boolean isOfHealth(String topic) {
        return topic.equals(Topic.HEALTH_EVENTS.topicName());
    }

    private static Topic topicOf(String name) {
        return List.of(Topic.HEALTH_EVENTS, Topic.CHANGES, Topic.INCIDENT_EVENTS).stream()
                .filter(topic -> topic.topicName().equals(name))
                .findFirst()
                .orElseThrow();
    }

    @Override
    public void close() {
        close(consumer);
    }

    /// Does not wait for Kafka, which may be away.
    static void close(KafkaConsumer<String, byte[]> consumer) {
        consumer.close(CloseOptions.timeout(FAREWELL));
    }
}
