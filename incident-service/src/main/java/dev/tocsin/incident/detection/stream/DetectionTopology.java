package dev.tocsin.incident.detection.stream;

import dev.tocsin.contract.Topic;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.apache.kafka.streams.AutoOffsetReset;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.processor.UsePartitionTimeOnInvalidTimestamp;
import org.apache.kafka.streams.processor.api.ProcessorSupplier;

/// The log in; verdicts, and what could not be read, out.
final class DetectionTopology {

    static final String CELLS = "cells";

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
                .addStateStore(new DetectionStore.Builder(CELLS), DETECTION);
        for (var topic : new Topic[] {Topic.CELL_STATUS, Topic.STATUS_HISTORY, Topic.DEAD_LETTERS}) {
            topology.addSink(
                    topic.name(), topic.topicName(), new StringSerializer(), new ByteArraySerializer(), DETECTION);
        }
        return topology;
    }
}
