package dev.tocsin.incident.lifecycle.outbox;

import dev.tocsin.contract.Topic;
import dev.tocsin.contract.incident.IncidentEvent;
import dev.tocsin.support.kafka.CloudEvents;
import dev.tocsin.support.kafka.Received.Known;
import dev.tocsin.support.kafka.WholeTopic;
import java.util.HashMap;
import java.util.Map;

/// The number of the latest event of each incident that stands on `tocsin.incident-events`.
final class PublishedNumbers {

    private PublishedNumbers() {}

    /// @throws org.apache.kafka.common.KafkaException when Kafka does not answer
    static Map<String, Long> read(Map<String, ?> kafka) {
        var numbers = new HashMap<String, Long>();
        new WholeTopic(kafka, Topic.INCIDENT_EVENTS).read(record -> {
            if (CloudEvents.read(record) instanceof Known known && known.event() instanceof IncidentEvent event) {
                numbers.merge(event.incident().id(), event.incident().number(), Math::max);
            }
        });
        return numbers;
    }
}
