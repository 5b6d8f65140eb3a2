package dev.tocsin.incident.detection.stream;

import dev.tocsin.contract.Topic;
import dev.tocsin.incident.detection.CellState;
import dev.tocsin.incident.detection.PartitionState;
import java.util.Map;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.apache.kafka.streams.AutoOffsetReset;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.processor.UsePartitionTimeOnInvalidTimestamp;
import org.apache.kafka.streams.processor.api.ProcessorSupplier;
import org.apache.kafka.streams.state.StoreBuilder;
import org.apache.kafka.streams.state.Stores;

/// The log in; verdicts, and what could not be read, out.
final class DetectionTopology {

    static final String CELLS = "cells";
    static final String PARTITIONS = "partitions";

    private static final String LOG = "log";
    private static final String DETECTION = "detection";

    private DetectionTopology() {}

    static Topology of(ProcessorSupplier<String, byte[], String, byte[]> detection) {
        var topology = new Topology()
                .addSource(
                        AutoOffsetReset.earliest(),
                        LOG,
                        new UsePartitionTimeOnInvalidTimestamp(),
                        new StringDeserializer(),
                        new ByteArrayDeserializer(),
                        Topic.HEALTH_EVENTS.topicName())
                .addProcessor(DETECTION, detection, LOG)
                .addStateStore(store(CELLS, CellState.class), DETECTION)
                .addStateStore(store(PARTITIONS, PartitionState.class), DETECTION);
        for (var topic : new Topic[] {Topic.CELL_STATUS, Topic.STATUS_HISTORY, Topic.DEAD_LETTERS}) {
            topology.addSink(
                    topic.name(), topic.topicName(), new StringSerializer(), new ByteArraySerializer(), DETECTION);
        }
        return topology;
    }

    private static <T> StoreBuilder<?> store(String name, Class<T> type) {
        return Stores.keyValueStoreBuilder(Stores.inMemoryKeyValueStore(name), Serdes.String(), new JsonSerde<>(type))
                .withCachingEnabled()
                .withLoggingEnabled(Map.of());
    }
}
