package dev.tocsin.incident.detection.stream;

import dev.tocsin.incident.kafka.StreamsProperties;
import java.time.Duration;
import java.util.Map;
import java.util.Properties;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.streams.StreamsConfig;

/// Settings of detection's Kafka Streams.
public final class StreamsSettings {

    private static final Duration COMMIT = Duration.ofSeconds(5);

    /// Records of one partition at once. With fewer, partitions are paused over and over while a backlog is read.
    private static final int BUFFERED = 5_000;

    private StreamsSettings() {}

    /// @param kafka Kafka's address and the credentials for it
    public static Properties of(Map<String, ?> kafka, DetectionSettings detection, int replication) {
        var settings = StreamsProperties.of(
                kafka, detection.applicationId(), detection.stateDirectory(), detection.threads(), replication, COMMIT);
        settings.put(StreamsConfig.BUFFERED_RECORDS_PER_PARTITION_CONFIG, BUFFERED);
        settings.put(StreamsConfig.mainConsumerPrefix(ConsumerConfig.MAX_POLL_RECORDS_CONFIG), BUFFERED);
        return settings;
    }
}
