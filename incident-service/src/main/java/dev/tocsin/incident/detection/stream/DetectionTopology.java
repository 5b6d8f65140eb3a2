package dev.tocsin.incident.detection.stream;

import dev.tocsin.contract.Topic;
import dev.tocsin.engine.detection.OversightState;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.streams.AutoOffsetReset;
import org.apache.kafka.streams.StreamsBuilder;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.kstream.Consumed;
import org.apache.kafka.streams.kstream.KStream;
import org.apache.kafka.streams.kstream.Named;
import org.apache.kafka.streams.kstream.Produced;
import org.apache.kafka.streams.kstream.Repartitioned;
import org.apache.kafka.streams.processor.StreamPartitioner;
import org.apache.kafka.streams.processor.UsePartitionTimeOnInvalidTimestamp;
import org.apache.kafka.streams.processor.api.ProcessorSupplier;
import org.apache.kafka.streams.state.Stores;

/// Reads the log, and writes verdicts and unreadable records. Each partition counts how vantage points agree; one task
/// sums the counts and writes its decisions into every partition of the log.
final class DetectionTopology {

    static final String CELLS = "cells";
    static final String OVERSIGHT = "oversight";
    static final String AGREEMENT = "agreement";
    static final String OVERSEERS_DEAD_LETTERS = "overseers-dead-letters";

    private static final Consumed<String, byte[]> READ = Consumed.with(Serdes.String(), Serdes.ByteArray())
            .withOffsetResetPolicy(AutoOffsetReset.earliest())
            .withTimestampExtractor(new UsePartitionTimeOnInvalidTimestamp());

    private DetectionTopology() {}

    static Topology of(
            ProcessorSupplier<String, byte[], String, byte[]> detection,
            ProcessorSupplier<String, byte[], String, byte[]> oversight) {
        var builder = new StreamsBuilder();
        builder.addStateStore(new DetectionStore.Builder(CELLS));
        builder.addStateStore(Stores.keyValueStoreBuilder(
                        Stores.inMemoryKeyValueStore(OVERSIGHT), Serdes.String(), new JsonSerde<>(OversightState.class))
                .withCachingEnabled()
                .withLoggingEnabled(Map.of()));

        var found =
                builder.stream(Topic.HEALTH_EVENTS.topicName(), READ).process(detection, Named.as("detection"), CELLS);
        to(found, Topic.CELL_STATUS);
        to(found, Topic.STATUS_HISTORY);
        to(found, Topic.DEAD_LETTERS);

        var counts = found.mapValues(count -> count, Named.as(AGREEMENT))
                .repartition(Repartitioned.with(Serdes.String(), Serdes.ByteArray())
                        .withName(AGREEMENT)
                        .withNumberOfPartitions(1));
        var ruled = counts.merge(builder.stream(Topic.VANTAGE_POINTS.topicName(), READ))
                .process(oversight, Named.as("overseer"), OVERSIGHT);
        ruled.to(
                Topic.HEALTH_EVENTS.topicName(),
                Produced.with(Serdes.String(), Serdes.ByteArray())
                        .withName(Topic.HEALTH_EVENTS.name())
                        .withStreamPartitioner(new EveryPartition()));
        ruled.to(
                Topic.DEAD_LETTERS.topicName(),
                Produced.with(Serdes.String(), Serdes.ByteArray()).withName(OVERSEERS_DEAD_LETTERS));
        return builder.build();
    }

    private static void to(KStream<String, byte[]> found, Topic topic) {
        found.to(
                topic.topicName(),
                Produced.with(Serdes.String(), Serdes.ByteArray()).withName(topic.name()));
    }

    private static final class EveryPartition implements StreamPartitioner<String, byte[]> {

        @Override
        public Optional<Set<Integer>> partitions(String topic, String key, byte[] value, int partitions) {
            return Optional.of(IntStream.range(0, partitions).boxed().collect(Collectors.toSet()));
        }
    }
}
