package dev.tocsin.incident.kafka;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Properties;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.common.config.TopicConfig;
import org.apache.kafka.streams.StreamsConfig;

/// Settings of Kafka Streams that all applications of this service share: exactly once, quick to take over.
public final class StreamsProperties {

    private static final Duration TIMEOUT = Duration.ofSeconds(10);
    private static final Duration HEARTBEAT = Duration.ofSeconds(3);

    /// The longest time that a rebalance waits for a missing member. A broker that was killed may wait for a member
    /// that it alone knows, and nothing is processed meanwhile.
    private static final Duration LONGEST_REBALANCE = Duration.ofMinutes(1);

    private StreamsProperties() {}

    /// @param kafka Kafka's address and the credentials for it
    /// @param applicationId names the consumer group, the transactions and the changelogs
    /// @param replication the replication factor of internal topics
    /// @param commit the interval of commits; a transaction may take 5 s longer
    public static Properties of(
            Map<String, ?> kafka,
            String applicationId,
            Path stateDirectory,
            int threads,
            int replication,
            Duration commit) {
        var settings = new Properties();
        settings.putAll(kafka);
        settings.remove(ConsumerConfig.GROUP_ID_CONFIG);
        settings.put(StreamsConfig.APPLICATION_ID_CONFIG, applicationId);
        settings.put(StreamsConfig.STATE_DIR_CONFIG, stateDirectory.toString());
        settings.put(StreamsConfig.NUM_STREAM_THREADS_CONFIG, threads);
        settings.put(StreamsConfig.NUM_STANDBY_REPLICAS_CONFIG, 1);
        settings.put(StreamsConfig.REPLICATION_FACTOR_CONFIG, replication);
        settings.put(StreamsConfig.PROCESSING_GUARANTEE_CONFIG, StreamsConfig.EXACTLY_ONCE_V2);
        settings.put(StreamsConfig.COMMIT_INTERVAL_MS_CONFIG, commit.toMillis());
        settings.put(StreamsConfig.producerPrefix(ProducerConfig.ACKS_CONFIG), "all");
        // One producer writes both public topics, which any client can read, and the changelog, whose rate is worth
        // lz4. So it compresses nothing, and the broker compresses as each topic is configured.
        settings.put(StreamsConfig.producerPrefix(ProducerConfig.COMPRESSION_TYPE_CONFIG), "none");
        settings.put(StreamsConfig.topicPrefix(TopicConfig.COMPRESSION_TYPE_CONFIG), "lz4");
        settings.put(StreamsConfig.producerPrefix(ProducerConfig.LINGER_MS_CONFIG), 5);
        settings.put(
                StreamsConfig.producerPrefix(ProducerConfig.TRANSACTION_TIMEOUT_CONFIG),
                Math.toIntExact(commit.plusSeconds(5).toMillis()));
        settings.put(
                StreamsConfig.mainConsumerPrefix(ConsumerConfig.SESSION_TIMEOUT_MS_CONFIG), (int) TIMEOUT.toMillis());
        settings.put(StreamsConfig.mainConsumerPrefix(ConsumerConfig.HEARTBEAT_INTERVAL_MS_CONFIG), (int)
                HEARTBEAT.toMillis());
        settings.put(StreamsConfig.mainConsumerPrefix(ConsumerConfig.MAX_POLL_INTERVAL_MS_CONFIG), (int)
                LONGEST_REBALANCE.toMillis());
        return settings;
    }
}
