package dev.tocsin.incident.trust.figures.stream;

import dev.tocsin.contract.Topic;
import java.util.Map;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.streams.AutoOffsetReset;
import org.apache.kafka.streams.StreamsBuilder;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.kstream.Consumed;
import org.apache.kafka.streams.kstream.KStream;
import org.apache.kafka.streams.kstream.Named;
import org.apache.kafka.streams.kstream.Produced;
import org.apache.kafka.streams.processor.UsePartitionTimeOnInvalidTimestamp;
import org.apache.kafka.streams.processor.api.ProcessorSupplier;
import org.apache.kafka.streams.state.Stores;

/// Reads the log of detection, and writes the figures of minutes and the records that could not be counted.
final class FigureTopology {

    static final String SERIES = "series";

    private static final Consumed<String, byte[]> READ = Consumed.with(Serdes.String(), Serdes.ByteArray())
            .withOffsetResetPolicy(AutoOffsetReset.earliest())
            .withTimestampExtractor(new UsePartitionTimeOnInvalidTimestamp());

    private FigureTopology() {}

    static Topology of(ProcessorSupplier<String, byte[], String, byte[]> counting) {
        var builder = new StreamsBuilder();
        // A cache would spare the changelog little, for most series are asked once between two commits. It keeps with
        // each series the record that came last, with all headers: 40 MB for 30,000 series.
        builder.addStateStore(
                Stores.keyValueStoreBuilder(Stores.inMemoryKeyValueStore(SERIES), Serdes.String(), Serdes.ByteArray())
                        .withCachingDisabled()
                        .withLoggingEnabled(Map.of()));
        var counted =
                builder.stream(Topic.HEALTH_EVENTS.topicName(), READ).process(counting, Named.as("figures"), SERIES);
        to(counted, Topic.MINUTE_FIGURES);
        to(counted, Topic.DEAD_LETTERS);
        return builder.build();
    }

    private static void to(KStream<String, byte[]> counted, Topic topic) {
        counted.to(
                topic.topicName(),
                Produced.with(Serdes.String(), Serdes.ByteArray()).withName(topic.name()));
    }
}
