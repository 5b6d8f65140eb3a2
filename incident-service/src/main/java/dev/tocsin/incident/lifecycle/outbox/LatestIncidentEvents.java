package dev.tocsin.incident.lifecycle.outbox;

import dev.tocsin.contract.Topic;
import dev.tocsin.contract.incident.IncidentEvent;
import dev.tocsin.support.kafka.CloudEvents;
import dev.tocsin.support.kafka.KafkaSettings;
import dev.tocsin.support.kafka.Received.Known;
import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;

/// The last event that stands in each partition of `tocsin.incident-events`.
final class LatestIncidentEvents {

    /// Far enough back to find an event among the marks that transactions leave.
    private static final long BACK = 50;

    private static final Duration POLL = Duration.ofMillis(200);

    private LatestIncidentEvents() {}

    static Collection<IncidentEvent> read(Map<String, ?> kafka) {
        try (var consumer = new KafkaConsumer<String, byte[]>(KafkaSettings.consumer(kafka))) {
            var partitions = consumer.partitionsFor(Topic.INCIDENT_EVENTS.topicName()).stream()
                    .map(info -> new TopicPartition(info.topic(), info.partition()))
                    .toList();
            var ends = consumer.endOffsets(partitions);
            var beginnings = consumer.beginningOffsets(partitions);
            consumer.assign(partitions);
            ends.forEach((partition, end) ->
                    consumer.seek(partition, Math.max(beginnings.getOrDefault(partition, 0L), end - BACK)));
            return readToEnds(consumer, ends);
        }
    }

    private static Collection<IncidentEvent> readToEnds(
            KafkaConsumer<String, byte[]> consumer, Map<TopicPartition, Long> ends) {
        var latest = new HashMap<Integer, IncidentEvent>();
        while (ends.entrySet().stream().anyMatch(end -> consumer.position(end.getKey()) < end.getValue())) {
            for (var record : consumer.poll(POLL)) {
                if (CloudEvents.read(record) instanceof Known known && known.event() instanceof IncidentEvent event) {
                    latest.put(record.partition(), event);
                }
            }
        }
        return List.copyOf(latest.values());
    }
}
