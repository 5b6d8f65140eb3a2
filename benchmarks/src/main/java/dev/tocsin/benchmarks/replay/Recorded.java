package dev.tocsin.benchmarks.replay;

import dev.tocsin.contract.Event;
import dev.tocsin.contract.Topic;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Objects;
import org.apache.kafka.clients.producer.internals.BuiltInPartitioner;
import org.jspecify.annotations.Nullable;

/// One record of a topic, as it was appended.
///
/// @param appendedAt when it was appended to the topic
/// @param event null for a tombstone
public record Recorded(
        Topic topic,
        int partition,
        String key,
        Instant appendedAt,
        @Nullable Event event) {

    /// A record in the partition that Kafka's own producers choose for its key.
    public static Recorded of(Topic topic, Instant appendedAt, Event event) {
        return new Recorded(topic, partitionOf(topic, event.key()), event.key(), appendedAt, event);
    }

    public static Recorded tombstone(Topic topic, String key, Instant appendedAt) {
        return new Recorded(topic, partitionOf(topic, key), key, appendedAt, null);
    }

    public static int partitionOf(Topic topic, String key) {
        return BuiltInPartitioner.partitionForKey(key.getBytes(StandardCharsets.UTF_8), topic.partitions());
    }

    Event requireEvent() {
        return Objects.requireNonNull(event, "a tombstone");
    }
}
