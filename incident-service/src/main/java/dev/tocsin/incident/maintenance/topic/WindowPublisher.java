package dev.tocsin.incident.maintenance.topic;

import dev.tocsin.contract.Topic;
import dev.tocsin.contract.maintenance.MaintenanceEvent.WindowUpdated;
import dev.tocsin.incident.kafka.EventSource;
import dev.tocsin.incident.maintenance.store.WindowStore;
import dev.tocsin.support.kafka.CloudEvents;
import dev.tocsin.support.kafka.TransactionalWriter;
import dev.tocsin.support.kafka.WriteResult.Refused;
import dev.tocsin.support.kafka.WriteResult.Unavailable;
import dev.tocsin.support.kafka.WriteResult.Written;
import io.smallrye.common.annotation.Identifier;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Map;
import org.apache.kafka.common.KafkaException;

/// Publishes what is still to be told of windows, in order, in one transaction.
///
/// Whoever begins ends the transactions of one before it, so that nothing old comes late. A kill between Kafka's commit
/// and the database's tells again: numbers may repeat, never skip. Windows change a few times a day, so that a producer
/// is made when one does.
@ApplicationScoped
public class WindowPublisher {

    private static final String TRANSACTIONS = "tocsin-maintenance";
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
        var records = events.stream()
                .map(event -> CloudEvents.record(Topic.MAINTENANCE, EventSource.NAME, event))
                .toList();
        try (var writer = new TransactionalWriter(kafka, TRANSACTIONS)) {
            switch (writer.write(records)) {
                case Written _ -> {}
                case Unavailable(var reason) -> throw new KafkaException("Kafka does not take windows: " + reason);
                case Refused(var reason) -> throw new KafkaException("Kafka refuses windows: " + reason);
            }
        }
    }
}
