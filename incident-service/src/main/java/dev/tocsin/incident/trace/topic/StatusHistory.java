package dev.tocsin.incident.trace.topic;

import dev.tocsin.contract.Cell;
import dev.tocsin.contract.Topic;
import dev.tocsin.contract.status.StatusChanged;
import dev.tocsin.incident.kafka.BoundedConsumer;
import dev.tocsin.support.kafka.CloudEvents;
import dev.tocsin.support.kafka.Received.Known;
import io.smallrye.common.annotation.Identifier;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;

/// Looks up a cell's changes in a span of time in `tocsin.status-history`.
///
/// Reading begins at the records that were appended when the span began. While detection catches up, it
/// appends a change later than the time of the change, so the reading goes on for [#LATE] after the span.
@ApplicationScoped
public class StatusHistory {

    private static final Duration LATE = Duration.ofMinutes(15);
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private final Map<String, Object> kafka;

    StatusHistory(@Identifier("default-kafka-broker") Map<String, Object> kafka) {
        this.kafka = kafka;
    }

    /// In the order of their numbers, each once.
    ///
    /// @throws org.apache.kafka.common.KafkaException when Kafka does not answer in time
    public List<StatusChanged> of(Cell cell, Instant from, Instant to) {
        try (var consumer = new BoundedConsumer(kafka, PATIENCE)) {
            var partition = new TopicPartition(Topic.STATUS_HISTORY.topicName(), 0);
            var start = consumer.offsetAt(partition, from);
            if (start.isEmpty()) {
                return List.of();
            }
            var changes = new ArrayList<StatusChanged>();
            var last = to.plus(LATE).toEpochMilli();
            consumer.read(partition, start.getAsLong(), consumer.end(partition), record -> {
                changes.addAll(changeOf(cell, record));
                return record.timestamp() <= last;
            });
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
