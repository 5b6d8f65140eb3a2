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

/// Publishes the waiting events of windows, in order, in one transaction.
///
/// A new publisher ends the transactions of its predecessor, so that nothing old comes late. After a kill between
/// Kafka's commit and the database's, events are published again: numbers may repeat, never skip. Windows change a few
/// times a day, so a producer is made only when one does.
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

    /// @throws org.apache.kafka.common.KafkaException when Kafka does not take the events; the next call publishes
    ///     them
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
                case Unavailable(var reason) -> throw new KafkaException("Kafka does not accept windows: " + reason);
                case Refused(var reason) -> throw new KafkaException("Kafka refuses windows: " + reason);
            }
        }
    }
}
