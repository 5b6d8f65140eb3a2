package dev.tocsin.notifier.subscription.kafka;

import static java.util.stream.Collectors.toMap;

import dev.tocsin.contract.catalog.CatalogEvent;
import dev.tocsin.contract.catalog.CatalogVersionPublished;
import dev.tocsin.contract.catalog.ComponentDefined;
import dev.tocsin.contract.catalog.PageDefined;
import dev.tocsin.contract.catalog.RegionDefined;
import dev.tocsin.notifier.subscription.KnownCatalog;
import dev.tocsin.notifier.subscription.KnownCatalog.Named;
import dev.tocsin.notifier.subscription.OperatorCatalog;
import dev.tocsin.support.kafka.CatchUp;
import dev.tocsin.support.kafka.Closing;
import dev.tocsin.support.kafka.CloudEvents;
import dev.tocsin.support.kafka.Received.Known;
import dev.tocsin.support.kafka.Received.Tombstone;
import dev.tocsin.support.kafka.Received.Unreadable;
import io.smallrye.common.annotation.Blocking;
import io.smallrye.common.annotation.Identifier;
import io.smallrye.reactive.messaging.kafka.KafkaClientService;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.time.ZoneId;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.eclipse.microprofile.reactive.messaging.Incoming;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The catalog as it was published last; entries are gathered and applied a whole version at a time.
@ApplicationScoped
public class PublishedCatalog {

    private static final Logger LOG = LoggerFactory.getLogger(PublishedCatalog.class);

    private static final String CHANNEL = "catalog";

    private final CatchUp catchUp;
    private final Map<String, CatalogEvent> entries = new LinkedHashMap<>();
    private volatile KnownCatalog known = KnownCatalog.NONE;
    private volatile OperatorCatalog operators = OperatorCatalog.NONE;
    private volatile @Nullable PageDefined page;

    PublishedCatalog(@Identifier(CHANNEL) CatchUp catchUp) {
        this.catchUp = catchUp;
    }

    @Singleton
    static class PublishedCatalogChannel {

        @Produces
        @Singleton
        @Identifier(CHANNEL)
        CatchUp catchUp(KafkaClientService clients, Closing closing) {
            return new CatchUp(CHANNEL, clients, closing);
        }
    }

    public KnownCatalog known() {
        return known;
    }

    /// The part that is for operators alone.
    public OperatorCatalog operators() {
        return operators;
    }

    /// The page as it was published last, with its looks.
    public Optional<PageDefined> page() {
        return Optional.ofNullable(page);
    }

    /// Whether everything that was published before this process started is known.
    public boolean isRead() {
        return catchUp.isDone();
    }

    @Incoming(CHANNEL)
    @Blocking
    void read(ConsumerRecords<String, byte[]> records) {
        catchUp.handle(records, this::read);
    }

    private void read(ConsumerRecord<String, byte[]> record) {
        switch (CloudEvents.read(record)) {
            case Known entry
            when entry.event() instanceof CatalogVersionPublished version -> {
                known = gathered();
                page = entries(PageDefined.class).findFirst().orElse(null);
                operators = operators(version);
                LOG.info("Catalog version {} is loaded", version.version());
            }
            case Known entry when entry.event() instanceof CatalogEvent event -> entries.put(event.key(), event);
            case Known _ -> LOG.warn("Skipped {}: it is not an entry of the catalog", record.key());
            case Tombstone(var key) -> entries.remove(key);
            case Unreadable(var reason) -> LOG.warn("Skipped entry {} of the catalog: {}", record.key(), reason);
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

    private OperatorCatalog operators(CatalogVersionPublished published) {
        return new OperatorCatalog(
                published.version(),
                published.time(),
                entries(PageDefined.class)
                        .flatMap(defined -> Stream.ofNullable(defined.operatorChannels()))
                        .flatMap(List::stream)
                        .toList(),
                entries(ComponentDefined.class).collect(toMap(ComponentDefined::id, ComponentDefined::name)));
    }

    private <T> Stream<T> entries(Class<T> type) {
        return entries.values().stream().filter(type::isInstance).map(type::cast);
    }
}
