package dev.tocsin.incident.replay.topic;

import dev.tocsin.incident.replay.RecordedLog;
import dev.tocsin.support.kafka.KafkaSettings;
import io.smallrye.common.annotation.Identifier;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.KafkaConsumer;

/// Opens the recorded log for a span of time. The consumer has no group, so that nobody else notices it.
@ApplicationScoped
class HealthEventLog implements RecordedLog {

    /// Bounds the memory for records on their way, with all partitions together.
    private static final int MOST_BYTES = 8 * 1024 * 1024;

    private static final int MOST_BYTES_OF_PARTITION = 512 * 1024;
    private static final int MOST_RECORDS_OF_POLL = 2_000;

    private final Map<String, Object> kafka;

    HealthEventLog(@Identifier("default-kafka-broker") Map<String, Object> kafka) {
        this.kafka = KafkaSettings.consumer(kafka);
        this.kafka.put(ConsumerConfig.FETCH_MAX_BYTES_CONFIG, MOST_BYTES);
        this.kafka.put(ConsumerConfig.MAX_PARTITION_FETCH_BYTES_CONFIG, MOST_BYTES_OF_PARTITION);
        this.kafka.put(ConsumerConfig.MAX_POLL_RECORDS_CONFIG, MOST_RECORDS_OF_POLL);
    }

    @Override
    public LogExcerpt open(Instant from, Instant to, long deadline) {
        var consumer = new KafkaConsumer<String, byte[]>(kafka);
        try {
            return ConsumedExcerpt.of(consumer, from, to, deadline);
        } catch (RuntimeException e) {
            ConsumedExcerpt.close(consumer);
            throw e;
        }
    }
}
