package dev.tocsin.notifier;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Objects.requireNonNull;

import dev.tocsin.contract.Event;
import dev.tocsin.contract.Topic;
import dev.tocsin.contract.Weight;
import dev.tocsin.contract.catalog.CatalogVersionPublished;
import dev.tocsin.contract.catalog.ComponentDefined;
import dev.tocsin.contract.catalog.OperatorChannel;
import dev.tocsin.contract.catalog.PageDefined;
import dev.tocsin.contract.catalog.PageDefined.Accent;
import dev.tocsin.contract.catalog.PageDefined.FooterLink;
import dev.tocsin.contract.catalog.RegionDefined;
import dev.tocsin.support.kafka.CloudEvents;
import dev.tocsin.support.kafka.KafkaSettings;
import dev.tocsin.support.kafka.TopicCreator;
import dev.tocsin.support.kafka.WholeTopic;
import jakarta.enterprise.inject.spi.CDI;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.eclipse.microprofile.config.ConfigProvider;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/// What other services and readers do with Kafka. When a test begins, the service knows the catalog, and no incident
/// stands.
///
/// Opens nothing before the test begins, since Quarkus makes each test class twice and drops one of the two.
final class KafkaSide implements BeforeEachCallback, AfterEachCallback {

    /// The service whose events are written here.
    static final String SOURCE = "tocsin/incident-service";

    private static final AtomicLong VERSIONS = new AtomicLong(1);

    private Map<String, Object> base = Map.of();
    private @Nullable KafkaProducer<String, byte[]> producer;

    @Override
    public void beforeEach(ExtensionContext context) {
        base = Map.of(
                "bootstrap.servers", ConfigProvider.getConfig().getValue("kafka.bootstrap.servers", String.class));
        try (var admin = Admin.create(base)) {
            new TopicCreator(admin).create(List.of(Topic.values()));
        }
        producer = new KafkaProducer<>(KafkaSettings.producer(base));
        publishCatalog();
        NotifierSide.awaitCatalog();
        CDI.current().select(Database.class).get().endIncidents();
    }

    @Override
    public void afterEach(ExtensionContext context) {
        if (producer != null) {
            producer.close();
        }
    }

    void write(Topic topic, List<? extends Event> events) {
        events.forEach(event -> write(CloudEvents.record(topic, SOURCE, event)));
    }

    void write(Topic topic, Event... events) {
        write(topic, List.of(events));
    }

    void write(ProducerRecord<String, byte[]> record) {
        try {
            requireNonNull(producer).send(record).get();
        } catch (ExecutionException | InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    /// Publishes a further version of the catalog with these channels of operators, and no others.
    void publishOperators(OperatorChannel... channels) {
        var version = VERSIONS.incrementAndGet();
        var at = Instant.now();
        write(
                Topic.CATALOG,
                new PageDefined(
                        version,
                        at,
                        "Harbour CRM",
                        "https://trust.harbour.example",
                        "Etc/UTC",
                        List.of(),
                        null,
                        List.of(),
                        List.of(channels)),
                new CatalogVersionPublished(version, at, "0".repeat(64), 6));
    }

    private void publishCatalog() {
        var at = Instant.parse("2026-01-01T00:00:00Z");
        write(
                Topic.CATALOG,
                new PageDefined(
                        1,
                        at,
                        "Harbour CRM",
                        "https://trust.harbour.example",
                        "Etc/UTC",
                        List.of(),
                        new Accent("#0b5cad", "#7db4ff"),
                        List.of(new FooterLink("Imprint", "https://harbour.example/imprint"))),
                new RegionDefined(1, at, "na", "North America", 39.8, -98.6, 20_000),
                new RegionDefined(1, at, "eu", "Europe", 50.1, 8.7, 12_000),
                component("login", "Log in", true, 0),
                component("api", "API", true, 1),
                component("cache", "Cache", false, 2),
                new CatalogVersionPublished(1, at, "0".repeat(64), 6));
    }

    private static ComponentDefined component(String id, String name, boolean isPublic, int position) {
        return new ComponentDefined(
                1,
                Instant.parse("2026-01-01T00:00:00Z"),
                id,
                name,
                "Product",
                null,
                Weight.HIGH,
                isPublic,
                position,
                List.of("na", "eu"),
                List.of(),
                List.of(),
                null);
    }

    /// All that is in the topic now.
    List<ConsumerRecord<String, byte[]>> read(Topic topic) {
        return new WholeTopic(base, topic).records();
    }

    /// Those with this key.
    List<ConsumerRecord<String, byte[]>> read(Topic topic, String key) {
        return read(topic).stream().filter(record -> key.equals(record.key())).toList();
    }

    /// The operator alerts on one subject, as JSON: raised, and then cleared.
    List<String> alerts(String subject) {
        return read(Topic.OPERATOR_ALERTS, subject).stream()
                .map(record -> new String(record.value(), UTF_8))
                .toList();
    }

    static String header(ConsumerRecord<String, byte[]> record, String name) {
        return new String(
                requireNonNull(record.headers().lastHeader(name), name).value(), UTF_8);
    }
}
