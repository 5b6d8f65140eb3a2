package dev.tocsin.benchmarks.notices.kafka;

import dev.tocsin.contract.Event;
import dev.tocsin.contract.Topic;
import dev.tocsin.contract.Weight;
import dev.tocsin.contract.catalog.CatalogVersionPublished;
import dev.tocsin.contract.catalog.ComponentDefined;
import dev.tocsin.contract.catalog.PageDefined;
import dev.tocsin.contract.catalog.RegionDefined;
import dev.tocsin.contract.incident.PublicIncidentSnapshot;
import dev.tocsin.support.kafka.CloudEvents;
import dev.tocsin.support.kafka.KafkaSettings;
import dev.tocsin.support.kafka.TopicCreator;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.producer.KafkaProducer;

/// Writes the catalog and the public snapshots of incidents in place of incident-service.
public final class IncidentTopic implements AutoCloseable {

    private static final String SOURCE = "tocsin/incident-service";

    private final KafkaProducer<String, byte[]> producer;
    private final Map<Integer, Long> ends = new ConcurrentHashMap<>();

    public IncidentTopic(Map<String, Object> kafka) {
        producer = new KafkaProducer<>(KafkaSettings.producer(kafka));
    }

    /// Creates every topic, and writes a catalog of three components in these regions.
    public static void prepare(Map<String, Object> kafka, List<String> regions, Instant now) {
        try (var admin = Admin.create(kafka)) {
            new TopicCreator(admin).create(EnumSet.allOf(Topic.class));
        }
        var events = new ArrayList<Event>();
        events.add(new PageDefined(1, now, "Notices", "https://trust.notices.example", "Etc/UTC", List.of()));
        regions.forEach(region -> events.add(new RegionDefined(1, now, region, region, 39.8, -98.6, 20_000)));
        for (var component : List.of("login", "api", "search")) {
            events.add(new ComponentDefined(
                    1,
                    now,
                    component,
                    component,
                    "Product",
                    null,
                    Weight.HIGH,
                    true,
                    events.size(),
                    regions,
                    List.of(),
                    List.of(),
                    null));
        }
        events.add(new CatalogVersionPublished(1, now, "0".repeat(64), events.size()));
        try (var topic = new IncidentTopic(kafka)) {
            events.forEach(event -> topic.send(Topic.CATALOG, event));
        }
    }

    /// Returns when the broker has the events.
    public void publish(List<PublicIncidentSnapshot> events) {
        send(events);
        flush();
    }

    /// Returns at once; [#flush] waits until the broker has the events.
    public void send(List<PublicIncidentSnapshot> events) {
        events.forEach(event -> send(Topic.PUBLIC_INCIDENTS, event));
    }

    /// @return the offset after the last event of each partition
    public Map<Integer, Long> flush() {
        producer.flush();
        return Map.copyOf(ends);
    }

    private void send(Topic topic, Event event) {
        var _ = producer.send(CloudEvents.record(topic, SOURCE, event), (written, failure) -> {
            if (failure == null && topic == Topic.PUBLIC_INCIDENTS) {
                ends.merge(written.partition(), written.offset() + 1, Math::max);
            }
        });
    }

    @Override
    public void close() {
        producer.close();
    }
}
