package dev.tocsin.incident.catalog.topic;

import dev.tocsin.contract.Event;
import dev.tocsin.contract.Topic;
import dev.tocsin.contract.catalog.CatalogEvent;
import dev.tocsin.contract.health.CellChecksDefined;
import dev.tocsin.engine.catalog.Catalog;
import dev.tocsin.engine.catalog.CatalogUpdate;
import dev.tocsin.engine.catalog.file.CatalogReading.Valid;
import dev.tocsin.incident.kafka.EventSource;
import dev.tocsin.support.kafka.CloudEvents;
import dev.tocsin.support.kafka.EventWriter;
import dev.tocsin.support.kafka.Received.Known;
import dev.tocsin.support.kafka.Received.Tombstone;
import dev.tocsin.support.kafka.TransactionalWriter;
import dev.tocsin.support.kafka.WholeTopic;
import dev.tocsin.support.kafka.WriteResult;
import dev.tocsin.support.kafka.WriteResult.Refused;
import dev.tocsin.support.kafka.WriteResult.Unavailable;
import dev.tocsin.support.kafka.WriteResult.Written;
import io.smallrye.common.annotation.Identifier;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;

/// Publishes a version of the catalog: first the checks for detection, then the whole version in one transaction.
///
/// A publisher that starts ends its predecessor's transactions and compares with the actual topic, so it corrects what
/// a crashed publisher left behind.
@ApplicationScoped
class CatalogPublisher {

    private static final String TRANSACTIONS = "tocsin-catalog";

    private final Map<String, Object> kafka;
    private final Function<List<CellChecksDefined>, WriteResult> checks;
    private final Clock clock;

    @Inject
    CatalogPublisher(@Identifier("default-kafka-broker") Map<String, Object> kafka, EventWriter writer, Clock clock) {
        this(kafka, cells -> writer.write(Topic.HEALTH_EVENTS, cells), clock);
    }

    /// @param checks writes each cell's checks to its partition of detection's log
    CatalogPublisher(Map<String, Object> kafka, Function<List<CellChecksDefined>, WriteResult> checks, Clock clock) {
        this.kafka = kafka;
        this.checks = checks;
        this.clock = clock;
    }

    /// The catalog that the topic holds.
    Catalog published() {
        var entries = new TreeMap<String, CatalogEvent>();
        new WholeTopic(kafka, Topic.CATALOG).read(record -> {
            switch (CloudEvents.read(record)) {
                case Known(CatalogEvent entry, var _, var _) -> entries.put(entry.key(), entry);
                case Tombstone(var key) -> entries.remove(key);
                default -> {}
            }
        });
        return new Catalog(entries);
    }

    /// Does nothing when the file is the one that was published last.
    void publish(Valid file) {
        try (var writer = new TransactionalWriter(kafka, TRANSACTIONS)) {
            demand(writer.takeOver());
            var running = published();
            if (!running.digest().equals(file.digest())) {
                var update = CatalogUpdate.between(running, file.catalog(), file.digest(), clock.instant());
                writeChecks(update.cells());
                demand(writer.write(records(update)));
            }
        }
    }

    /// @throws KafkaException when Kafka does not have all of them
    void writeChecks(Collection<CellChecksDefined> cells) {
        demand(checks.apply(List.copyOf(cells)));
    }

    private static List<ProducerRecord<String, byte[]>> records(CatalogUpdate update) {
        var records = new ArrayList<ProducerRecord<String, byte[]>>();
        update.defined().forEach(entry -> records.add(record(entry)));
        update.gone().forEach(key -> records.add(CloudEvents.tombstone(Topic.CATALOG, key)));
        records.add(record(update.published()));
        return records;
    }

    private static ProducerRecord<String, byte[]> record(Event event) {
        return CloudEvents.record(Topic.CATALOG, EventSource.NAME, event);
    }

    private static void demand(WriteResult result) {
        switch (result) {
            case Written _ -> {}
            case Unavailable(var reason) -> throw new KafkaException("Kafka does not accept the catalog: " + reason);
            case Refused(var reason) -> throw new KafkaException("Kafka refuses the catalog: " + reason);
        }
    }
}
