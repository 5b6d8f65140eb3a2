package dev.tocsin.incident.writer.outbox;

import dev.tocsin.contract.Event;
import dev.tocsin.contract.Topic;
import dev.tocsin.contract.incident.IncidentEvent;
import dev.tocsin.contract.incident.IncidentHead;
import dev.tocsin.contract.incident.PublicIncidentSnapshot;
import dev.tocsin.support.kafka.CloudEvents;
import dev.tocsin.support.kafka.Received.Known;
import dev.tocsin.support.kafka.WholeTopic;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Function;

/// The number of each incident's latest event on a topic.
final class PublishedNumbers {

    private PublishedNumbers() {}

    /// The numbers on `tocsin.incident-events`.
    ///
    /// @throws org.apache.kafka.common.KafkaException when Kafka does not answer
    static Map<String, Long> ofEvents(Map<String, ?> kafka) {
        return read(kafka, Topic.INCIDENT_EVENTS, IncidentEvent.class, IncidentEvent::incident);
    }

    /// The numbers on `tocsin.public-incidents`.
    ///
    /// @throws org.apache.kafka.common.KafkaException when Kafka does not answer
    static Map<String, Long> ofPublicSnapshots(Map<String, ?> kafka) {
        return read(kafka, Topic.PUBLIC_INCIDENTS, PublicIncidentSnapshot.class, PublicIncidentSnapshot::incident);
    }

    private static <E extends Event> Map<String, Long> read(
            Map<String, ?> kafka, Topic topic, Class<E> kind, Function<E, IncidentHead> head) {
        var numbers = new HashMap<String, Long>();
        new WholeTopic(kafka, topic).read(record -> {
            if (CloudEvents.read(record) instanceof Known known && kind.isInstance(known.event())) {
                var incident = head.apply(kind.cast(known.event()));
                numbers.merge(incident.id(), incident.number(), Math::max);
            }
        });
        return numbers;
    }
}
