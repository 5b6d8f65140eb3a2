package dev.tocsin.incident.kafka;

import dev.tocsin.contract.Topic;
import dev.tocsin.support.kafka.KafkaSettings;
import io.smallrye.common.annotation.Identifier;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.KafkaException;
import org.jboss.logging.Logger;

/// Writes records and waits, within bounds, until Kafka has all of them.
@ApplicationScoped
public class AcknowledgedWriter implements AutoCloseable {

    /// The CloudEvents `source` of all that this service writes.
    public static final String SOURCE = "tocsin/incident-service";

    private static final Logger LOG = Logger.getLogger(AcknowledgedWriter.class);
    private static final Duration METADATA = Duration.ofSeconds(3);
    private static final Duration ANSWER = Duration.ofSeconds(3);
    private static final Duration DELIVERY = Duration.ofSeconds(5);

    private final KafkaProducer<String, byte[]> producer;

    public AcknowledgedWriter(@Identifier("default-kafka-broker") Map<String, Object> kafka) {
        var settings = KafkaSettings.producer(kafka);
        settings.put(ProducerConfig.CLIENT_ID_CONFIG, "incident-service-acknowledged");
        settings.put(ProducerConfig.MAX_BLOCK_MS_CONFIG, (int) METADATA.toMillis());
        settings.put(ProducerConfig.REQUEST_TIMEOUT_MS_CONFIG, (int) ANSWER.toMillis());
        settings.put(ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG, (int) DELIVERY.toMillis());
        this.producer = new KafkaProducer<>(settings);
    }

    /// Takes at most 8 s. After `false` some may be there all the same: the same events may be written again, and
    /// count once.
    ///
    /// @return whether Kafka has acknowledged all of them
    public boolean write(Collection<ProducerRecord<String, byte[]>> records) {
        try {
            var acknowledgements = new ArrayList<Future<RecordMetadata>>(records.size());
            for (var record : records) {
                var acknowledgement = producer.send(record);
                if (acknowledgement.state() == Future.State.FAILED) {
                    LOG.warnf(
                            "Kafka does not take records: %s",
                            acknowledgement.exceptionNow().getMessage());
                    return false;
                }
                acknowledgements.add(acknowledgement);
            }
            for (var acknowledgement : acknowledgements) {
                acknowledgement.get();
            }
            return true;
        } catch (ExecutionException | KafkaException e) {
            LOG.warnf("Kafka does not take records: %s", e.getMessage());
            return false;
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    /// @throws KafkaException when Kafka does not tell within 3 s
    public int partitions(Topic topic) {
        return producer.partitionsFor(topic.topicName()).size();
    }

    @PreDestroy
    @Override
    public void close() {
        producer.close(Duration.ofSeconds(2));
    }
}
