package dev.tocsin.benchmarks.web.kafka;

import dev.tocsin.benchmarks.web.ArchivedIncidents;
import dev.tocsin.benchmarks.web.OutageHistory;
import dev.tocsin.contract.Event;
import dev.tocsin.contract.Topic;
import dev.tocsin.support.kafka.CloudEvents;
import dev.tocsin.support.kafka.KafkaSettings;
import dev.tocsin.support.kafka.TopicCreator;
import java.util.EnumSet;
import java.util.Map;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;

/// Writes the records that a Tocsin leaves on its topics over years.
public final class PastYears implements AutoCloseable {

    private static final String SOURCE = "tocsin/incident-service";

    private final KafkaProducer<String, byte[]> producer;
    private long turns;

    private PastYears(KafkaProducer<String, byte[]> producer) {
        this.producer = producer;
    }

    /// Writes the last cell first: once the cells that the page shows are counted, all are.
    ///
    /// @return the number of status changes
    public static long write(Map<String, Object> kafka, OutageHistory history, ArchivedIncidents incidents) {
        try (var admin = Admin.create(kafka)) {
            new TopicCreator(admin).create(EnumSet.allOf(Topic.class));
        }
        var settings = KafkaSettings.producer(kafka);
        settings.put(ProducerConfig.LINGER_MS_CONFIG, 20);
        settings.put(ProducerConfig.BATCH_SIZE_CONFIG, 64 * 1024);
        try (var past = new PastYears(new KafkaProducer<>(settings))) {
            for (var cell : incidents.cells().reversed()) {
                history.of(cell).forEach(past::turn);
            }
            incidents.all().forEach(incident -> past.send(Topic.INCIDENTS, incident));
            return past.turns;
        }
    }

    private void turn(Event change) {
        turns++;
        send(Topic.STATUS_HISTORY, change);
    }

    private void send(Topic topic, Event event) {
        var _ = producer.send(CloudEvents.record(topic, SOURCE, event));
    }

    @Override
    public void close() {
        producer.close();
    }
}
