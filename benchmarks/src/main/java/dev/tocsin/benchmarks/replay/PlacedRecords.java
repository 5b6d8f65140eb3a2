package dev.tocsin.benchmarks.replay;

import dev.tocsin.contract.Event;
import dev.tocsin.contract.Topic;
import dev.tocsin.engine.replay.Recorded;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import org.apache.kafka.clients.producer.internals.BuiltInPartitioner;

/// Records in the partitions that Kafka's own producers choose for their keys.
public final class PlacedRecords {

    private PlacedRecords() {}

    public static Recorded of(Topic topic, Instant appendedAt, Event event) {
        return new Recorded(topic, partitionOf(topic, event.key()), event.key(), appendedAt, event);
    }

    public static Recorded tombstone(Topic topic, String key, Instant appendedAt) {
        return new Recorded(topic, partitionOf(topic, key), key, appendedAt, null);
    }

    public static int partitionOf(Topic topic, String key) {
        return BuiltInPartitioner.partitionForKey(key.getBytes(StandardCharsets.UTF_8), topic.partitions());
    }
}
