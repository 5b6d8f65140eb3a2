package dev.tocsin.notifier.kafka;

import dev.tocsin.contract.Event;
import dev.tocsin.contract.Topic;
import dev.tocsin.support.kafka.CloudEvents;
import dev.tocsin.support.kafka.KafkaSettings;
import io.smallrye.common.annotation.Identifier;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.InterruptException;

/// Writes to Kafka, and comes back when Kafka has it.
@ApplicationScoped
public class EventProducer {

    private static final String SOURCE = "tocsin/notifier-service";

    private final KafkaProducer<String, byte[]> producer;

    EventProducer(@Identifier("default-kafka-broker") Map<String, Object> base) {
        this.producer = new KafkaProducer<>(KafkaSettings.producer(base));
    }

    /// @throws KafkaException when one of them may be missing; those before it may have been written
    public void write(Topic topic, List<? extends Event> events) {
        send(events.stream()
                .map(event -> CloudEvents.record(topic, SOURCE, event))
                .toList());
    }

    /// @throws KafkaException when one of them may be missing; those before it may have been written
    public void send(List<ProducerRecord<String, byte[]>> records) {
        records.stream().map(producer::send).toList().forEach(EventProducer::await);
    }

    private static void await(Future<RecordMetadata> sent) {
        try {
            sent.get();
        } catch (ExecutionException e) {
            throw new KafkaException("Kafka did not take a record", e.getCause());
        } catch (InterruptedException e) {
            throw new InterruptException(e);
        }
    }

    @PreDestroy
    void close() {
        producer.close(Duration.ofSeconds(2));
    }
}
