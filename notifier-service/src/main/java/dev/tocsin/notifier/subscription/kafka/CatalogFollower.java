package dev.tocsin.notifier.subscription.kafka;

import dev.tocsin.contract.Topic;
import dev.tocsin.contract.catalog.CatalogEvent;
import dev.tocsin.contract.catalog.CatalogVersionPublished;
import dev.tocsin.contract.catalog.ComponentDefined;
import dev.tocsin.contract.catalog.PageDefined;
import dev.tocsin.contract.catalog.RegionDefined;
import dev.tocsin.notifier.subscription.KnownCatalog;
import dev.tocsin.notifier.subscription.KnownCatalog.Named;
import dev.tocsin.support.kafka.Received;
import dev.tocsin.support.kafka.Received.Known;
import dev.tocsin.support.kafka.Received.Tombstone;
import dev.tocsin.support.kafka.Received.Unreadable;
import dev.tocsin.support.kafka.TopicFollower;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.smallrye.common.annotation.Identifier;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.ZoneId;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The catalog as it was published last; entries are gathered and taken over a whole version at a time.
@ApplicationScoped
public class CatalogFollower implements TopicFollower.Listener {

    private static final Logger LOG = LoggerFactory.getLogger(CatalogFollower.class);

    private final TopicFollower follower;
    private final Map<String, CatalogEvent> entries = new LinkedHashMap<>();
    private volatile KnownCatalog known = KnownCatalog.NONE;

    CatalogFollower(@Identifier("default-kafka-broker") Map<String, Object> base) {
        this.follower = new TopicFollower(base, List.of(Topic.CATALOG), this);
    }

    void start(@Observes StartupEvent event) {
        follower.start();
    }

    void stop(@Observes ShutdownEvent event) {
        follower.close();
    }

    public KnownCatalog known() {
        return known;
    }

    @Override
    public void received(ConsumerRecord<String, byte[]> record, Received received) {
        switch (received) {
            case Known entry
            when entry.event() instanceof CatalogVersionPublished version -> {
                known = gathered();
                LOG.info("Catalog version {} is known", version.version());
            }
            case Known entry when entry.event() instanceof CatalogEvent event -> entries.put(event.key(), event);
            case Known _ -> LOG.warn("Not an entry of the catalog: {}", record.key());
            case Tombstone(var key) -> entries.remove(key);
            case Unreadable(var reason) -> LOG.warn("Entry {} of the catalog cannot be read: {}", record.key(), reason);
        }
    }

    private KnownCatalog gathered() {
        return new KnownCatalog(
                entries(PageDefined.class).map(PageDefined::name).findFirst().orElse(KnownCatalog.NONE.page()),
                entries(PageDefined.class)
                        .map(page -> ZoneId.of(page.timeZone()))
                        .findFirst()
                        .orElse(KnownCatalog.NONE.zone()),
                entries(RegionDefined.class)
                        .map(region -> new Named(region.id(), region.name()))
                        .toList(),
                entries(ComponentDefined.class)
                        .filter(ComponentDefined::isPublic)
                        .sorted(Comparator.comparingInt(ComponentDefined::position))
                        .map(component -> new Named(component.id(), component.name()))
                        .toList());
    }

    private <T> Stream<T> entries(Class<T> type) {
        return entries.values().stream().filter(type::isInstance).map(type::cast);
    }
}
