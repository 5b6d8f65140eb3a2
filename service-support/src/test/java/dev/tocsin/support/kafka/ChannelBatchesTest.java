package dev.tocsin.support.kafka;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.smallrye.mutiny.Multi;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.Test;

final class ChannelBatchesTest {

    private static final Duration SOON = Duration.ofSeconds(30);

    private final List<Long> read = new CopyOnWriteArrayList<>();
    private final AtomicInteger subscriptions = new AtomicInteger();

    /// As where Kafka's host has no name yet when the service starts: its client cannot be made.
    @Test
    void aChannelThatFailsAtOnceIsSubscribedToAgain() {
        var channel = Multi.createFrom().<ConsumerRecords<String, byte[]>>deferred(() -> {
            if (subscriptions.incrementAndGet() < 3) {
                throw new KafkaException("Failed to construct kafka consumer");
            }
            return Multi.createFrom().items(batch(0), batch(1));
        });

        try (var batches = ChannelBatches.read("odd", channel, read::clear, this::read)) {
            await().atMost(SOON).untilAsserted(() -> assertThat(read).containsExactly(0L, 1L));
            await().atMost(SOON).untilAsserted(() -> assertThat(batches.ended()).contains("it completed"));
        }
    }

    /// What was read before is read again, as where a channel begins at the beginning of its topic.
    @Test
    void aChannelThatFailsLaterBeginsAgain() {
        var channel = Multi.createFrom()
                .<ConsumerRecords<String, byte[]>>deferred(() -> subscriptions.incrementAndGet() == 1
                        ? Multi.createBy()
                                .concatenating()
                                .streams(
                                        Multi.createFrom().item(batch(0)),
                                        Multi.createFrom().failure(new KafkaException("broken")))
                        : Multi.createBy()
                                .concatenating()
                                .streams(
                                        Multi.createFrom().items(batch(0), batch(1)),
                                        Multi.createFrom().nothing()));

        try (var batches = ChannelBatches.read("odd", channel, read::clear, this::read)) {
            await().atMost(SOON).untilAsserted(() -> assertThat(read).containsExactly(0L, 1L));
            assertThat(subscriptions).hasValue(2);
            assertThat(batches.ended()).isEmpty();
        }
    }

    private void read(ConsumerRecords<String, byte[]> records) {
        records.forEach(record -> read.add(record.offset()));
    }

    private static ConsumerRecords<String, byte[]> batch(long offset) {
        var record = new ConsumerRecord<>("odd", 0, offset, "key", new byte[0]);
        return new ConsumerRecords<>(Map.of(new TopicPartition("odd", 0), List.of(record)), Map.of());
    }
}
