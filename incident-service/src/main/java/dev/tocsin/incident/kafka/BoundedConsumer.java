package dev.tocsin.incident.kafka;

import dev.tocsin.contract.Topic;
import dev.tocsin.support.kafka.KafkaSettings;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.function.Predicate;
import org.apache.kafka.clients.consumer.CloseOptions;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.TimeoutException;

/// A consumer that reads while a person waits for a page. Kafka that says nothing for [#SILENCE] counts as away, so
/// that the page soon shows the rest.
public final class BoundedConsumer implements AutoCloseable {

    public static final Duration SILENCE = Duration.ofMillis(2_500);

    private static final Duration POLL = Duration.ofMillis(200);

    /// Nothing has to be handed over, because the consumer has no group.
    private static final Duration FAREWELL = Duration.ofMillis(200);

    private final KafkaConsumer<String, byte[]> consumer;
    private final long deadline;
    private long heardAt = System.nanoTime();

    /// @param patience the longest time for all that is read, however well Kafka answers
    public BoundedConsumer(Map<String, ?> kafka, Duration patience) {
        consumer = new KafkaConsumer<>(KafkaSettings.consumer(kafka));
        deadline = System.nanoTime() + patience.toNanos();
    }

    /// @throws TimeoutException when Kafka does not answer in time, as from the methods below
    public int partitions(Topic topic) {
        var partitions = consumer.partitionsFor(topic.topicName(), left()).size();
        heard();
        return partitions;
    }

    /// The first offset at or after that time; empty if nothing was appended since.
    public OptionalLong offsetAt(TopicPartition partition, Instant time) {
        var found = consumer.offsetsForTimes(Map.of(partition, time.toEpochMilli()), left())
                .get(partition);
        heard();
        return found == null ? OptionalLong.empty() : OptionalLong.of(found.offset());
    }

    public long begin(TopicPartition partition) {
        var begin = consumer.beginningOffsets(List.of(partition), left()).getOrDefault(partition, 0L);
        heard();
        return begin;
    }

    /// The offset after the last record.
    public long end(TopicPartition partition) {
        var end = consumer.endOffsets(List.of(partition), left()).getOrDefault(partition, 0L);
        heard();
        return end;
    }

    /// Passes the records of a partition on.
    ///
    /// @param end the offset before which reading ends
    /// @param goesOn takes a record, and says whether those after it are wanted, too
    public void read(TopicPartition partition, long begin, long end, Predicate<ConsumerRecord<String, byte[]>> goesOn) {
        consumer.assign(List.of(partition));
        consumer.seek(partition, begin);
        var position = begin;
        while (position < end) {
            if (left().isZero()) {
                throw new TimeoutException("Kafka does not give the records of %s in time.".formatted(partition));
            }
            for (var record : consumer.poll(POLL)) {
                if (record.offset() >= end || !goesOn.test(record)) {
                    return;
                }
            }
            var next = consumer.position(partition, left());
            if (next > position) {
                heard();
            }
            position = next;
        }
    }

    private void heard() {
        heardAt = System.nanoTime();
    }

    private Duration left() {
        var now = System.nanoTime();
        return Duration.ofNanos(Math.max(0, Math.min(deadline - now, heardAt + SILENCE.toNanos() - now)));
    }

    @Override
    public void close() {
        consumer.close(CloseOptions.timeout(FAREWELL));
    }
}
