package dev.tocsin.incident.catalog.topic;

import dev.tocsin.contract.Topic;
import dev.tocsin.contract.catalog.CatalogEvent;
import dev.tocsin.contract.catalog.CatalogVersionPublished;
import dev.tocsin.incident.catalog.Catalog;
import dev.tocsin.incident.catalog.CurrentCatalog;
import dev.tocsin.support.kafka.Received;
import dev.tocsin.support.kafka.Received.Known;
import dev.tocsin.support.kafka.Received.Tombstone;
import dev.tocsin.support.kafka.Received.Unreadable;
import dev.tocsin.support.kafka.TopicFollower;
import io.quarkus.runtime.StartupEvent;
import io.smallrye.common.annotation.Identifier;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jboss.logging.Logger;

/// Follows the topic; a version counts from its last record on.
@ApplicationScoped
class CatalogFollower implements CurrentCatalog, TopicFollower.Listener {

    private static final Logger LOG = Logger.getLogger(CatalogFollower.class);

    private final TopicFollower follower;
    private final SortedMap<String, CatalogEvent> entries = new TreeMap<>();
    private volatile Catalog current = Catalog.EMPTY;

    CatalogFollower(@Identifier("default-kafka-broker") Map<String, Object> kafka) {
        follower = new TopicFollower(kafka, List.of(Topic.CATALOG), this);
    }

    void start(@Observes StartupEvent event) {
        follower.start();
    }

    @PreDestroy
    void stop() {
        follower.close();
    }

    @Override
    public Catalog get() {
        return current;
    }

    @Override
    public void received(ConsumerRecord<String, byte[]> record, Received received) {
        switch (received) {
            case Known(CatalogVersionPublished published, var _, var _) -> {
                entries.put(published.key(), published);
                current = new Catalog(entries);
                LOG.infof("Catalog version %d: %d entries", published.version(), published.entries());
            }
            case Known(CatalogEvent entry, var _, var _) -> entries.put(entry.key(), entry);
            case Tombstone(var key) -> entries.remove(key);
            case Known known -> LOG.warnf("Passed over %s on %s", known.event().eventId(), record.topic());
            case Unreadable(var reason) -> LOG.warnf("Passed over %s@%d: %s", record.topic(), record.offset(), reason);
        }
    }
}
