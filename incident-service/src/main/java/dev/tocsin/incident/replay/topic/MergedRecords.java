package dev.tocsin.incident.replay.topic;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.PriorityQueue;
import java.util.function.LongSupplier;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.TimeoutException;

/// The records of several partitions, in the order of their append times. A partition whose records wait is not
/// read on, so that little is kept.
final class MergedRecords {

    private static final Duration POLL = Duration.ofMillis(200);

    /// Kafka that gives nothing for this time is away.
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private static final int MOST_WAITING = 1_000;

    private final Consumer<String, byte[]> consumer;

    /// Partitions that are not read to their end yet.
    private final Map<TopicPartition, OffsetSpan> open;

    private final Map<TopicPartition, Deque<ConsumerRecord<String, byte[]>>> waiting = new HashMap<>();

    /// The first waiting record of each partition.
    private final PriorityQueue<ConsumerRecord<String, byte[]>> heads =
            new PriorityQueue<>(Comparator.comparingLong(ConsumerRecord<String, byte[]>::timestamp)
                    .thenComparing(ConsumerRecord::topic)
                    .thenComparingInt(ConsumerRecord::partition));

    /// Partitions without a waiting record that may still get one; nothing is in order before that.
    private int unknown;

    private final LongSupplier nanoTime;

    MergedRecords(Consumer<String, byte[]> consumer, Map<TopicPartition, OffsetSpan> spans) {
        this(consumer, spans, System::nanoTime);
    }

    MergedRecords(Consumer<String, byte[]> consumer, Map<TopicPartition, OffsetSpan> spans, LongSupplier nanoTime) {
        this.consumer = consumer;
        this.nanoTime = nanoTime;
        this.open = new HashMap<>(spans);
        open.values().removeIf(span -> span.records() == 0);
        unknown = open.size();
        consumer.assign(open.keySet());
        open.forEach((partition, span) -> {
            waiting.put(partition, new ArrayDeque<>());
            consumer.seek(partition, span.begin());
        });
    }

    /// Empty after the last record. The time between two calls does not count as Kafka's silence: it is spent on the
    /// record.
    ///
    /// @throws TimeoutException after the deadline
    Optional<ConsumerRecord<String, byte[]>> next(long deadline) {
        var silentSince = nanoTime.getAsLong();
        while (unknown > 0) {
            if (nanoTime.getAsLong() > Math.min(deadline, silentSince + PATIENCE.toNanos())) {
                throw new TimeoutException("Kafka does not give the recorded events in time.");
            }
            if (fetch()) {
                silentSince = nanoTime.getAsLong();
            }
        }
        var next = Optional.ofNullable(heads.poll());
        next.ifPresent(this::follow);
        return next;
    }

    private void follow(ConsumerRecord<String, byte[]> taken) {
        var partition = partitionOf(taken);
        var queue = queue(partition);
        queue.remove();
        if (!queue.isEmpty()) {
            heads.add(queue.element());
        } else if (open.containsKey(partition)) {
            unknown++;
        }
    }

    /// @return whether records came
    private boolean fetch() {
        for (var partition : List.copyOf(open.keySet())) {
            if (queue(partition).size() >= MOST_WAITING) {
                consumer.pause(List.of(partition));
            } else {
                consumer.resume(List.of(partition));
            }
        }
        var received = consumer.poll(POLL);
        received.forEach(this::take);
        for (var partition : List.copyOf(open.keySet())) {
            var span = open.get(partition);
            if (span != null && consumer.position(partition) >= span.end()) {
                finish(partition);
            }
        }
        return !received.isEmpty();
    }

    private void take(ConsumerRecord<String, byte[]> record) {
        var partition = partitionOf(record);
        var span = open.get(partition);
        if (span == null || record.offset() >= span.end()) {
            return;
        }
        var queue = queue(partition);
        queue.add(record);
        if (queue.size() == 1) {
            heads.add(record);
            unknown--;
        }
    }

    private void finish(TopicPartition partition) {
        open.remove(partition);
        consumer.pause(List.of(partition));
        if (queue(partition).isEmpty()) {
            unknown--;
        }
    }

    private Deque<ConsumerRecord<String, byte[]>> queue(TopicPartition partition) {
        return waiting.computeIfAbsent(partition, _ -> new ArrayDeque<>());
    }

    private static TopicPartition partitionOf(ConsumerRecord<String, byte[]> record) {
        return new TopicPartition(record.topic(), record.partition());
    }
}
