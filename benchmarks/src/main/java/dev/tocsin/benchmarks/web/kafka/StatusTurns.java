package dev.tocsin.benchmarks.web.kafka;

import dev.tocsin.contract.Topic;
import dev.tocsin.contract.Verdict;
import dev.tocsin.contract.status.StatusChanged;
import dev.tocsin.support.kafka.CloudEvents;
import dev.tocsin.support.kafka.KafkaSettings;
import java.time.Instant;
import java.util.Map;
import org.apache.kafka.clients.producer.KafkaProducer;

/// Publishes changes of status in detection's place, so that the steps after them are measured without those before.
public final class StatusTurns implements AutoCloseable {

    private static final String SOURCE = "tocsin/incident-service";

    private final KafkaProducer<String, byte[]> producer;

    public StatusTurns(Map<String, Object> kafka) {
        producer = new KafkaProducer<>(KafkaSettings.producer(kafka));
    }

    /// @return the published change
    public StatusChanged turn(StatusChanged last, Verdict to, Instant now) {
        var next = new StatusChanged(
                last.cell(),
                last.number() + 1,
                to,
                last.verdict(),
                now,
                now,
                last.partition(),
                last.marks(),
                last.reason(),
                last.checks(),
                last.votes());
        var _ = producer.send(CloudEvents.record(Topic.CELL_STATUS, SOURCE, next));
        producer.flush();
        return next;
    }

    @Override
    public void close() {
        producer.close();
    }
}
