package dev.tocsin.incident.trace.topic;

import dev.tocsin.contract.Cell;
import dev.tocsin.contract.Topic;
import dev.tocsin.contract.status.StatusChanged;
import dev.tocsin.support.kafka.CloudEvents;
import dev.tocsin.support.kafka.KafkaSettings;
import dev.tocsin.support.kafka.Received.Known;
import io.smallrye.common.annotation.Identifier;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;

/// Looks up a cell's changes in a span of time in `tocsin.status-history`.
///
/// Reading begins at the records that were appended when the span began. Detection that catches up appends later than
/// it decides, so the reading goes on for [#LATE] after the span.
@ApplicationScoped
public class StatusHistory {

    private static final Duration LATE = Duration.ofMinutes(15);
    private static final Duration POLL = Duration.ofMillis(200);
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private final Map<String, Object> kafka;

    StatusHistory(@Identifier("default-kafka-broker") Map<String, Object> kafka) {
        this.kafka = kafka;
    }

    /// In the order of their numbers, each once.
    ///
    /// @throws org.apache.kafka.common.KafkaException when Kafka does not answer in time
    public List<StatusChanged> of(Cell cell, Instant from, Instant to) {
        try (var consumer = new KafkaConsumer<String, byte[]>(KafkaSettings.consumer(kafka))) {
            var partition = new TopicPartition(Topic.STATUS_HISTORY.topicName(), 0);
            var start = consumer.offsetsForTimes(Map.of(partition, from.toEpochMilli()), PATIENCE)
                    .get(partition);
            if (start == null) {
                return List.of();
            }
            consumer.assign(List.of(partition));
            consumer.seek(partition, start.offset());
            var end = consumer.endOffsets(List.of(partition), PATIENCE).getOrDefault(partition, 0L);
            var changes = new ArrayList<StatusChanged>();
            var last = to.plus(LATE).toEpochMilli();
            var goesOn = true;
            while (goesOn && consumer.position(partition) < end) {
                for (var record : consumer.poll(POLL)) {
                    goesOn = record.timestamp() <= last;
                    changes.addAll(changeOf(cell, record));
                }
            }
            return changes.stream()
                    .filter(change ->
                            !change.time().isBefore(from) && !change.time().isAfter(to))
                    .distinct()
                    .toList();
        }
    }

    private static List<StatusChanged> changeOf(Cell cell, ConsumerRecord<String, byte[]> record) {
        return cell.toString().equals(record.key())
                        && CloudEvents.read(record) instanceof Known(StatusChanged change, var _, var _)
                ? List.of(change)
                : List.of();
    }
}
