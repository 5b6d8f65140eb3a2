package dev.tocsin.incident.trust.figures.stream;

import dev.tocsin.incident.kafka.StreamsProperties;
import java.time.Duration;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.streams.KafkaStreams;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.errors.StreamsUncaughtExceptionHandler.StreamThreadExceptionResponse;
import org.jboss.logging.Logger;

/// Builds the counting as it runs everywhere: in the service and in tests on a real broker.
final class FigureStreams {

    private static final Logger LOG = Logger.getLogger(FigureStreams.class);

    /// Each publishing asks for a commit, so this is the longest time between two.
    private static final Duration COMMIT = Duration.ofSeconds(30);

    /// Nobody waits for a figure as for a verdict, so one thread reads in small bites, and few of them: while it read
    /// each event as it came, detection published what it found some milliseconds later.
    private static final int BUFFERED = 500;

    private static final int LEAST_BYTES = 65_536;
    private static final Duration LONGEST_WAIT = Duration.ofSeconds(1);

    private FigureStreams() {}

    /// Builds it without starting it.
    ///
    /// @param kafka Kafka's address and the credentials for it
    /// @param replication the replication factor of internal topics
    static KafkaStreams of(
            Map<String, ?> kafka, FigureStreamSettings settings, FigureMonitor monitor, int replication) {
        var properties = StreamsProperties.of(
                kafka, settings.applicationId(), settings.stateDirectory(), 1, replication, COMMIT);
        properties.put(StreamsConfig.BUFFERED_RECORDS_PER_PARTITION_CONFIG, BUFFERED);
        properties.put(StreamsConfig.mainConsumerPrefix(ConsumerConfig.MAX_POLL_RECORDS_CONFIG), BUFFERED);
        properties.put(StreamsConfig.mainConsumerPrefix(ConsumerConfig.FETCH_MIN_BYTES_CONFIG), LEAST_BYTES);
        properties.put(
                StreamsConfig.mainConsumerPrefix(ConsumerConfig.FETCH_MAX_WAIT_MS_CONFIG),
                Math.toIntExact(LONGEST_WAIT.toMillis()));
        var topology = FigureTopology.of(() -> new FigureProcessor(monitor, settings.every()));
        var streams = new KafkaStreams(topology, properties);
        streams.setUncaughtExceptionHandler(failure -> {
            LOG.error("A thread that counts figures failed and is replaced", failure);
            return StreamThreadExceptionResponse.REPLACE_THREAD;
        });
        return streams;
    }
}
