package dev.tocsin.incident.kafka;

import dev.tocsin.contract.Event;
import dev.tocsin.contract.Topic;
import dev.tocsin.contract.kafka.CloudEvents;
import dev.tocsin.contract.kafka.KafkaSettings;
import io.smallrye.common.annotation.Identifier;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.KafkaException;
import org.jspecify.annotations.Nullable;

/// Writes events as this service, outside of any transaction; a write is done when all replicas have it.
@ApplicationScoped
public class EventWriter implements AutoCloseable {

    public static final String SOURCE = "tocsin/incident-service";

    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private final Producer<String, byte[]> producer;

    public EventWriter(@Identifier("default-kafka-broker") Map<String, Object> kafka) {
        var settings = new HashMap<>(KafkaSettings.producer(kafka));
        settings.put(ProducerConfig.LINGER_MS_CONFIG, 5);
        settings.put(ProducerConfig.MAX_BLOCK_MS_CONFIG, PATIENCE.toMillis());
        settings.put(ProducerConfig.REQUEST_TIMEOUT_MS_CONFIG, (int)
                PATIENCE.dividedBy(2).toMillis());
        settings.put(ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG, (int) PATIENCE.toMillis());
        this.producer = new KafkaProducer<>(settings);
    }

    /// Fails with a [KafkaException] after 10 s without Kafka.
    public CompletableFuture<RecordMetadata> write(Topic topic, Event event) {
        return write(topic, null, event);
    }

    /// @param partition null leaves it to the key
    public CompletableFuture<RecordMetadata> write(Topic topic, @Nullable Integer partition, Event event) {
        var written = new CompletableFuture<RecordMetadata>();
        try {
            var _ = producer.send(CloudEvents.record(topic, partition, SOURCE, event, null), (metadata, failure) -> {
                if (failure == null) {
                    written.complete(metadata);
                } else {
                    written.completeExceptionally(failure);
                }
            });
        } catch (KafkaException e) {
            written.completeExceptionally(e);
        }
        return written;
    }

    /// @throws KafkaException when Kafka does not tell within 10 s
    public int partitions(Topic topic) {
        return producer.partitionsFor(topic.topicName()).size();
    }

    @PreDestroy
    @Override
    public void close() {
        producer.close(PATIENCE);
    }
}
