package dev.tocsin.benchmarks.replay.kafka;

import dev.tocsin.contract.Topic;
import dev.tocsin.contract.Topic.Retention;
import dev.tocsin.contract.incident.IncidentEvent;
import dev.tocsin.engine.replay.Recorded;
import dev.tocsin.engine.replay.RecordedCommands;
import dev.tocsin.standalone.Trouble;
import dev.tocsin.support.kafka.CloudEvents;
import dev.tocsin.support.kafka.KafkaSettings;
import dev.tocsin.support.kafka.Received.Known;
import dev.tocsin.support.kafka.Received.Tombstone;
import dev.tocsin.support.kafka.Received.Unreadable;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;

/// Reads the records that detection and correlation read, and the incident events that operators' commands caused,
/// from all partitions side by side, in the order of the append times.
///
/// A record is passed on once no earlier record can come from any other partition: each other partition has a later
/// record waiting, or was seen to have none left a while ago.
public final class Recorder {

    private static final List<Topic> TOPICS =
            List.of(Topic.CATALOG, Topic.MAINTENANCE, Topic.CHANGES, Topic.HEALTH_EVENTS, Topic.INCIDENT_EVENTS);

    /// The greatest age of a change that may still be suspected.
    private static final Duration CHANGES_BEFORE = Duration.ofHours(25);

    private static final Duration POLL = Duration.ofMillis(200);
    private static final Duration ANSWER = Duration.ofSeconds(10);

    /// Records that are appended but cannot be read yet, as in an open transaction, can be read after this time.
    private static final Duration GRACE = Duration.ofSeconds(2);

    private static final int MOST_WAITING = 5_000;

    private final KafkaConsumer<String, byte[]> consumer;
    private final Clock clock;
    private final Map<TopicPartition, Deque<Recorded>> waiting = new HashMap<>();
    private long unreadable;

    private Recorder(KafkaConsumer<String, byte[]> consumer, Clock clock) {
        this.consumer = consumer;
        this.clock = clock;
    }

    /// @param since null for all records that are still there; the catalog and maintenance are always read from their
    ///     beginning, and changes from a day before
    /// @param until called repeatedly; records that were appended later are not passed on
    /// @return the number of records that could not be read and were left out
    /// @throws Trouble when Kafka does not answer
    public static long record(
            String bootstrap, @Nullable Instant since, Supplier<Instant> until, Consumer<Recorded> to, Clock clock) {
        Map<String, Object> base = Map.of(ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG, bootstrap);
        try (var consumer = new KafkaConsumer<String, byte[]>(KafkaSettings.consumer(base))) {
            var recorder = new Recorder(consumer, clock);
            recorder.seek(since);
            recorder.record(until, to);
            return recorder.unreadable;
        } catch (KafkaException e) {
            throw new Trouble("Kafka at %s cannot be read: %s".formatted(bootstrap, e.getMessage()), e);
        }
    }

    private void seek(@Nullable Instant since) {
        var topics = consumer.listTopics(ANSWER);
        var partitions = TOPICS.stream()
                .flatMap(topic -> Optional.ofNullable(topics.get(topic.topicName()))
                        .orElseThrow(() -> new Trouble("There is no topic %s.".formatted(topic.topicName())))
                        .stream())
                .map(info -> new TopicPartition(info.topic(), info.partition()))
                .toList();
        partitions.forEach(partition -> waiting.put(partition, new ArrayDeque<>()));
        consumer.assign(partitions);
        consumer.seekToBeginning(partitions);
        if (since != null) {
            var timed = partitions.stream()
                    .filter(partition -> !topic(partition.topic()).kept().equals(Retention.COMPACTED))
                    .collect(Collectors.toMap(
                            partition -> partition,
                            partition -> begin(topic(partition.topic()), since).toEpochMilli()));
            var ends = consumer.endOffsets(timed.keySet());
            consumer.offsetsForTimes(timed)
                    .forEach((partition, found) -> consumer.seek(
                            partition, found == null ? ends.getOrDefault(partition, 0L) : found.offset()));
        }
    }

    private static Instant begin(Topic topic, Instant since) {
        return topic == Topic.CHANGES ? since.minus(CHANGES_BEFORE) : since;
    }

    private void record(Supplier<Instant> until, Consumer<Recorded> to) {
        var ends = Map.<TopicPartition, Long>of();
        var seenAt = Instant.EPOCH;
        var complete = Instant.EPOCH;
        while (!complete.isAfter(until.get()) || !isPast(ends)) {
            if (seenAt.plus(GRACE).isBefore(clock.instant())) {
                seenAt = clock.instant();
                ends = consumer.endOffsets(consumer.assignment(), ANSWER);
            }
            consumer.poll(POLL).forEach(this::take);
            hold();
            complete = seenAt.minus(GRACE);
            pass(complete, ends, until.get(), to);
        }
    }

    private void take(ConsumerRecord<String, byte[]> record) {
        var appendedAt = Instant.ofEpochMilli(record.timestamp());
        var topic = topic(record.topic());
        var queue = waiting.computeIfAbsent(
                new TopicPartition(record.topic(), record.partition()), _ -> new ArrayDeque<>());
        switch (CloudEvents.read(record)) {
            case Known known
            when known.event() instanceof IncidentEvent ofIncident && !RecordedCommands.followFrom(ofIncident) -> {}
            case Known known ->
                queue.add(new Recorded(topic, record.partition(), record.key(), appendedAt, known.event()));
            case Tombstone(var key) -> queue.add(new Recorded(topic, record.partition(), key, appendedAt, null));
            case Unreadable _ -> unreadable++;
        }
    }

    /// A partition that is far ahead of the others waits for them.
    private void hold() {
        waiting.forEach((partition, queue) -> {
            if (queue.size() > MOST_WAITING) {
                consumer.pause(List.of(partition));
            } else {
                consumer.resume(List.of(partition));
            }
        });
    }

    private void pass(Instant complete, Map<TopicPartition, Long> ends, Instant until, Consumer<Recorded> to) {
        for (var next = next(complete, ends); next.isPresent(); next = next(complete, ends)) {
            var recorded = next.get().remove();
            if (!recorded.appendedAt().isAfter(until)) {
                to.accept(recorded);
            }
        }
    }

    private Optional<Deque<Recorded>> next(Instant complete, Map<TopicPartition, Long> ends) {
        var first = waiting.values().stream()
                .filter(queue -> !queue.isEmpty())
                .min(Comparator.comparing(queue -> queue.element().appendedAt()));
        return first.filter(queue -> waiting.entrySet().stream()
                .filter(entry -> entry.getValue().isEmpty())
                .allMatch(entry -> isPast(entry.getKey(), ends)
                        && !queue.element().appendedAt().isAfter(complete)));
    }

    private boolean isPast(Map<TopicPartition, Long> ends) {
        return waiting.keySet().stream().allMatch(partition -> isPast(partition, ends));
    }

    private boolean isPast(TopicPartition partition, Map<TopicPartition, Long> ends) {
        var end = ends.get(partition);
        return end != null && consumer.position(partition) >= end;
    }

    private static Topic topic(String name) {
        return TOPICS.stream()
                .filter(topic -> topic.topicName().equals(name))
                .findFirst()
                .orElseThrow();
    }
}
