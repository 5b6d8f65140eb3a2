package dev.tocsin.incident.catalog.topic;

import dev.tocsin.contract.catalog.CatalogEvent;
import dev.tocsin.contract.catalog.CatalogVersionPublished;
import dev.tocsin.engine.catalog.Catalog;
import dev.tocsin.incident.catalog.CurrentCatalog;
import dev.tocsin.support.kafka.CatchUp;
import dev.tocsin.support.kafka.Closing;
import dev.tocsin.support.kafka.CloudEvents;
import dev.tocsin.support.kafka.DeadLetters;
import dev.tocsin.support.kafka.Received.Known;
import dev.tocsin.support.kafka.Received.Tombstone;
import dev.tocsin.support.kafka.Received.Unreadable;
import dev.tocsin.support.progress.ChannelProgress;
import dev.tocsin.support.progress.ProgressWatch;
import io.quarkus.runtime.StartupEvent;
import io.smallrye.common.annotation.Blocking;
import io.smallrye.common.annotation.Identifier;
import io.smallrye.reactive.messaging.kafka.KafkaClientService;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.util.SortedMap;
import java.util.TreeMap;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.eclipse.microprofile.reactive.messaging.Incoming;
import org.jboss.logging.Logger;

/// Follows the catalog's topic. A version takes effect with its last record.
@ApplicationScoped
class CatalogFollower implements CurrentCatalog {

    private static final String CHANNEL = "catalog";
    private static final Logger LOG = Logger.getLogger(CatalogFollower.class);

    private final CatchUp catchUp;
    private final ChannelProgress progress;
    private final DeadLetters deadLetters;
    private final SortedMap<String, CatalogEvent> entries = new TreeMap<>();
    private volatile Catalog current = Catalog.EMPTY;

    CatalogFollower(@Identifier(CHANNEL) CatchUp catchUp, KafkaClientService clients, DeadLetters deadLetters) {
        this.catchUp = catchUp;
        this.progress = new ChannelProgress(CHANNEL, clients);
        this.deadLetters = deadLetters;
    }

    @Singleton
    static class CatalogChannel {

        @Produces
        @Singleton
        @Identifier(CHANNEL)
        CatchUp catchUp(KafkaClientService clients, Closing closing) {
            return new CatchUp(CHANNEL, clients, closing);
        }
    }

    void start(@Observes StartupEvent event, ProgressWatch watch) {
        watch.watch(progress);
    }

    @Override
    public Catalog get() {
        return current;
    }

    @Incoming(CHANNEL)
    @Blocking
    void read(ConsumerRecords<String, byte[]> records) {
        progress.handle(() -> catchUp.handle(records, this::read, deadLetters));
    }

    /// Skips unreadable records: correlation sends them to the dead letters.
    private void read(ConsumerRecord<String, byte[]> record) {
        switch (CloudEvents.read(record)) {
            case Known(CatalogVersionPublished published, var _, var _) -> {
                entries.put(published.key(), published);
                current = new Catalog(entries);
                LOG.infof("Catalog version %d: %d entries", published.version(), published.entries());
            }
            case Known(CatalogEvent entry, var _, var _) -> entries.put(entry.key(), entry);
            case Tombstone(var key) -> entries.remove(key);
            case Known known -> LOG.warnf("Skipped %s on %s", known.event().eventId(), record.topic());
            case Unreadable(var reason) -> LOG.warnf("Skipped %s@%d: %s", record.topic(), record.offset(), reason);
        }
    }
}
