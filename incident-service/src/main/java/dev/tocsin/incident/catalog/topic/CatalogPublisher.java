package dev.tocsin.incident.catalog.topic;

import dev.tocsin.contract.Event;
import dev.tocsin.contract.Topic;
import dev.tocsin.contract.catalog.CatalogEvent;
import dev.tocsin.contract.health.CellChecksDefined;
import dev.tocsin.incident.catalog.Catalog;
import dev.tocsin.incident.catalog.CatalogUpdate;
import dev.tocsin.incident.catalog.file.CatalogReading.Valid;
import dev.tocsin.incident.kafka.AcknowledgedWriter;
import dev.tocsin.support.kafka.CloudEvents;
import dev.tocsin.support.kafka.KafkaSettings;
import dev.tocsin.support.kafka.Received.Known;
import dev.tocsin.support.kafka.Received.Tombstone;
import io.smallrye.common.annotation.Identifier;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;

/// Publishes a version of the catalog: first what detection must know, then all of it in one transaction.
///
/// A publisher that starts ends the transactions of one before it, and compares with what the topic really holds; one
/// that died in between is put right by the next.
@ApplicationScoped
class CatalogPublisher {

    private static final String TRANSACTIONS = "tocsin-catalog";
    private static final Duration TIMEOUT = Duration.ofSeconds(10);
    private static final Duration POLL = Duration.ofMillis(200);

    private final Map<String, Object> kafka;
    private final AcknowledgedWriter writer;
    private final Clock clock;

    CatalogPublisher(
            @Identifier("default-kafka-broker") Map<String, Object> kafka, AcknowledgedWriter writer, Clock clock) {
        this.kafka = kafka;
        this.writer = writer;
        this.clock = clock;
    }

    /// What the topic holds now.
    Catalog published() {
        try (var consumer = new KafkaConsumer<String, byte[]>(KafkaSettings.consumer(kafka))) {
            var partition = new TopicPartition(Topic.CATALOG.topicName(), 0);
            consumer.assign(List.of(partition));
            consumer.seekToBeginning(List.of(partition));
            var end = consumer.endOffsets(List.of(partition)).getOrDefault(partition, 0L);
            var entries = new TreeMap<String, CatalogEvent>();
            while (consumer.position(partition) < end) {
                for (var record : consumer.poll(POLL)) {
                    switch (CloudEvents.read(record)) {
                        case Known(CatalogEvent entry, var _, var _) -> entries.put(entry.key(), entry);
                        case Tombstone(var key) -> entries.remove(key);
                        default -> {}
                    }
                }
            }
            return new Catalog(entries);
        }
    }

    /// Does nothing when the file is the one that was published last.
    void publish(Valid file) {
        try (var producer = new KafkaProducer<String, byte[]>(transactional())) {
            producer.initTransactions();
            var running = published();
            if (!running.digest().equals(file.digest())) {
                var update = CatalogUpdate.between(running, file.catalog(), file.digest(), clock.instant());
                writeChecks(update.cells());
                write(producer, update);
            }
        }
    }

    /// Writes each cell's checks to its partition of detection's log.
    ///
    /// @throws KafkaException when Kafka does not have all of them
    void writeChecks(Collection<CellChecksDefined> cells) {
        var written = writer.write(cells.stream()
                .map(cell -> CloudEvents.record(Topic.HEALTH_EVENTS, AcknowledgedWriter.SOURCE, cell))
                .toList());
        if (!written) {
            throw new KafkaException("Kafka does not take the cells' checks");
        }
    }

    private static void write(Producer<String, byte[]> producer, CatalogUpdate update) {
        producer.beginTransaction();
        update.defined().forEach(entry -> send(producer, entry));
        update.gone().forEach(key -> send(producer, CloudEvents.tombstone(Topic.CATALOG, key)));
        send(producer, update.published());
        producer.commitTransaction();
    }

    private static void send(Producer<String, byte[]> producer, Event event) {
        send(producer, CloudEvents.record(Topic.CATALOG, AcknowledgedWriter.SOURCE, event));
    }

    /// What goes wrong with it, the commit tells.
    private static void send(Producer<String, byte[]> producer, ProducerRecord<String, byte[]> record) {
        var _ = producer.send(record);
    }

    private Map<String, Object> transactional() {
        var settings = new HashMap<>(KafkaSettings.producer(kafka));
        settings.put(ProducerConfig.TRANSACTIONAL_ID_CONFIG, TRANSACTIONS);
        settings.put(ProducerConfig.TRANSACTION_TIMEOUT_CONFIG, (int) TIMEOUT.toMillis());
        settings.put(ProducerConfig.MAX_BLOCK_MS_CONFIG, TIMEOUT.toMillis());
        return settings;
    }
}
