package dev.tocsin.incident.lifecycle;

import dev.tocsin.contract.Event;
import dev.tocsin.contract.Topic;
import dev.tocsin.incident.postgres.PlainDatabase;
import dev.tocsin.stack.kafka.BrokerSettings;
import dev.tocsin.stack.kafka.KafkaBroker;
import dev.tocsin.stack.postgres.PostgresServer;
import dev.tocsin.stack.postgres.PostgresSettings;
import dev.tocsin.stack.process.Ports;
import dev.tocsin.support.kafka.CloudEvents;
import dev.tocsin.support.kafka.KafkaSettings;
import dev.tocsin.support.kafka.Received;
import dev.tocsin.support.kafka.TopicCreator;
import dev.tocsin.support.kafka.WholeTopic;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.flywaydb.core.Flyway;
import org.jspecify.annotations.Nullable;

/// A real broker and a real database that no other test writes to, with the contract's topics and the schema.
final class OwnServers implements AutoCloseable {

    private static final String PASSWORD = "incident-in-tests";

    private final KafkaBroker broker;
    private final PostgresServer postgres;
    private KafkaProducer<String, byte[]> producer;
    private volatile @Nullable Exception unsent;

    private OwnServers(KafkaBroker broker, PostgresServer postgres) {
        this.broker = broker;
        this.postgres = postgres;
        this.producer = new KafkaProducer<>(KafkaSettings.producer(kafka()));
    }

    static OwnServers start(Path folder) {
        var broker = KafkaBroker.start(
                new BrokerSettings(Ports.LOOPBACK, Ports.free(), Ports.free(), folder.resolve("kafka")),
                folder.resolve("kafka.log"));
        var postgres = PostgresServer.start(
                new PostgresSettings(Ports.free(), folder.resolve("postgres"), Map.of("incident", PASSWORD)),
                folder.resolve("postgres.log"));
        return new OwnServers(broker, postgres);
    }

    /// New topics and a new schema.
    void clear() throws ExecutionException, InterruptedException {
        var flyway = Flyway.configure()
                .dataSource(database())
                .schemas("incident")
                .cleanDisabled(false)
                .load();
        producer.close();
        flyway.clean();
        flyway.migrate();
        try (var admin = Admin.create(kafka())) {
            admin.deleteTopics(admin.listTopics().names().get()).all().get();
            new TopicCreator(admin).create(EnumSet.allOf(Topic.class));
        }
        producer = new KafkaProducer<>(KafkaSettings.producer(kafka()));
    }

    Map<String, Object> kafka() {
        return Map.of("bootstrap.servers", broker.settings().bootstrapServers());
    }

    PlainDatabase database() {
        return new PlainDatabase(postgres.jdbcUrl(), "incident", PASSWORD);
    }

    void send(Topic topic, Event event) {
        send(CloudEvents.record(topic, "tocsin/test", event));
    }

    void send(ProducerRecord<String, byte[]> record) {
        var _ = producer.send(record, (_, failure) -> {
            unsent = failure == null ? unsent : failure;
        });
    }

    /// All that stands committed on the topic, in the order of its partitions.
    List<ConsumerRecord<String, byte[]>> records(Topic topic) {
        if (unsent != null) {
            throw new IllegalStateException("what the test sent did not arrive", unsent);
        }
        return new WholeTopic(kafka(), topic).records();
    }

    <E extends Event> List<E> events(Topic topic, Class<E> kind) {
        return records(topic).stream()
                .map(CloudEvents::read)
                .filter(Received.Known.class::isInstance)
                .map(received -> ((Received.Known) received).event())
                .filter(kind::isInstance)
                .map(kind::cast)
                .toList();
    }

    @Override
    public void close() {
        producer.close();
        broker.close();
        postgres.close();
    }
}
