package dev.tocsin.incident.maintenance.topic;

import dev.tocsin.contract.Topic;
import dev.tocsin.contract.maintenance.MaintenanceEvent.WindowUpdated;
import dev.tocsin.incident.kafka.AcknowledgedWriter;
import dev.tocsin.incident.maintenance.store.WindowStore;
import dev.tocsin.support.kafka.CloudEvents;
import dev.tocsin.support.kafka.KafkaSettings;
import io.smallrye.common.annotation.Identifier;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;

/// Publishes what is still to be told of windows, in order, in one transaction.
///
/// Whoever begins ends the transactions of one before it, so that nothing old comes late. A kill between Kafka's commit
/// and the database's tells again: numbers may repeat, never skip. Windows change a few times a day, so that a producer
/// is made when one does.
@ApplicationScoped
public class WindowPublisher {

    private static final String TRANSACTIONS = "tocsin-maintenance";
    private static final Duration TIMEOUT = Duration.ofSeconds(10);
    private static final int BATCH = 500;

    private final Map<String, Object> kafka;
    private final WindowStore store;

    public WindowPublisher(@Identifier("default-kafka-broker") Map<String, Object> kafka, WindowStore store) {
        this.kafka = kafka;
        this.store = store;
    }

    /// @throws org.apache.kafka.common.KafkaException when Kafka does not take it; it is told the next time
    public void publish() {
        while (store.hasUntold()) {
            store.tell(BATCH, this::send);
        }
    }

    private void send(List<WindowUpdated> events) {
        try (var producer = new KafkaProducer<String, byte[]>(transactional())) {
            producer.initTransactions();
            producer.beginTransaction();
            for (var event : events) {
                var _ = producer.send(CloudEvents.record(Topic.MAINTENANCE, AcknowledgedWriter.SOURCE, event));
            }
            producer.commitTransaction();
        }
    }

    private Map<String, Object> transactional() {
        var settings = new HashMap<>(KafkaSettings.producer(kafka));
        settings.put(ProducerConfig.TRANSACTIONAL_ID_CONFIG, TRANSACTIONS);
        settings.put(ProducerConfig.TRANSACTION_TIMEOUT_CONFIG, (int) TIMEOUT.toMillis());
        settings.put(ProducerConfig.MAX_BLOCK_MS_CONFIG, TIMEOUT.toMillis());
        return settings;
    }
}
