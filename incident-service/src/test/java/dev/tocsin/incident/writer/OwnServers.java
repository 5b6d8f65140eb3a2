package dev.tocsin.incident.writer;

import static org.awaitility.Awaitility.await;

import dev.tocsin.contract.Event;
import dev.tocsin.contract.Topic;
import dev.tocsin.incident.postgres.PlainDatabase;
import dev.tocsin.stack.TocsinStack;
import dev.tocsin.stack.kafka.BrokerSettings;
import dev.tocsin.stack.kafka.KafkaBroker;
import dev.tocsin.stack.postgres.DatabaseProxy;
import dev.tocsin.stack.postgres.PostgresServer;
import dev.tocsin.stack.postgres.PostgresSettings;
import dev.tocsin.stack.process.Ports;
import dev.tocsin.support.kafka.CloudEvents;
import dev.tocsin.support.kafka.KafkaSettings;
import dev.tocsin.support.kafka.Received;
import dev.tocsin.support.kafka.TopicCreator;
import dev.tocsin.support.kafka.WholeTopic;
import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.io.IOException;
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
import org.flywaydb.core.internal.exception.FlywaySqlException;
import org.jspecify.annotations.Nullable;

/// A real broker and a real database that no other test writes to, with the contract's topics and the schema.
public final class OwnServers implements AutoCloseable {

    private static final String KAFKA = "tocsin.test.own.kafka";
    private static final String KAFKA_PROCESS = "tocsin.test.own.kafka.process";
    private static final String DATABASE = "tocsin.test.own.database";
    private static final String PASSWORD = "incident-in-tests";

    private KafkaProducer<String, byte[]> producer;
    private volatile @Nullable Exception unsent;

    private OwnServers() {
        this.producer = new KafkaProducer<>(KafkaSettings.producer(kafka()));
    }

    /// Those that [Start] has started for this test.
    public static OwnServers connect() {
        return new OwnServers();
    }

    /// Starts them, and a service on that database. The service finds no Kafka, so that its own writer does nothing
    /// and a test can start writers, and end them, as it likes. Between the service and the database is a
    /// [DatabaseProxy].
    ///
    /// Where they are stands in system properties, because Quarkus loads a test and what it needs by different
    /// class loaders.
    public static class Start implements QuarkusTestResourceLifecycleManager {

        private static final Path FOLDER = Path.of(
                "target", "own-servers", Long.toString(ProcessHandle.current().pid()));

        private @Nullable KafkaBroker broker;
        private @Nullable PostgresServer postgres;
        private @Nullable DatabaseProxy proxy;

        @Override
        public Map<String, String> start() {
            var kafka = KafkaBroker.start(
                    new BrokerSettings(Ports.LOOPBACK, Ports.free(), Ports.free(), FOLDER.resolve("kafka")),
                    FOLDER.resolve("kafka.log"));
            var database = PostgresServer.start(
                    new PostgresSettings(Ports.free(), FOLDER.resolve("postgres"), Map.of("incident", PASSWORD)),
                    FOLDER.resolve("postgres.log"));
            broker = kafka;
            postgres = database;
            System.setProperty(KAFKA, kafka.settings().bootstrapServers());
            System.setProperty(KAFKA_PROCESS, Long.toString(kafka.process().pid()));
            System.setProperty(DATABASE, database.jdbcUrl());
            var between = DatabaseProxy.to(database.settings().port());
            proxy = between;
            return Map.of(
                    "tocsin.operator.token",
                    TocsinStack.OPERATOR_TOKEN,
                    "tocsin.access.first-password-file",
                    FOLDER.resolve("first-password").toString(),
                    "kafka.bootstrap.servers",
                    kafkaOfService(kafka),
                    "quarkus.log.category.\"org.apache.kafka\".level",
                    "ERROR",
                    "quarkus.datasource.jdbc.url",
                    "jdbc:postgresql://%s:%d/tocsin".formatted(Ports.LOOPBACK, between.port()),
                    "quarkus.datasource.username",
                    "incident",
                    "quarkus.datasource.password",
                    PASSWORD);
        }

        String kafkaOfService(KafkaBroker kafka) {
            return "%s:%d".formatted(Ports.LOOPBACK, Ports.free());
        }

        @Override
        public void stop() {
            try (var _ = broker;
                    var _ = postgres;
                    var _ = proxy) {
                System.clearProperty(KAFKA);
            }
        }
    }

    /// Starts them, and a service that finds them both.
    public static final class StartAll extends Start {

        @Override
        String kafkaOfService(KafkaBroker kafka) {
            return kafka.settings().bootstrapServers();
        }
    }

    /// Stops the broker's process where it stands, so that it keeps its connections and says nothing, or lets it go on.
    public static void silenceKafka(boolean isSilent) throws IOException, InterruptedException {
        var kill = new ProcessBuilder("kill", isSilent ? "-STOP" : "-CONT", System.getProperty(KAFKA_PROCESS)).start();
        if (kill.waitFor() != 0) {
            throw new IllegalStateException("the broker's process cannot be signalled");
        }
    }

    /// The schema as it was at a version, without any row but those that its migrations make. Tried again where the
    /// service asks for something just then, which PostgreSQL may call a deadlock.
    public void clearDatabase(String version) {
        await().ignoreException(FlywaySqlException.class).until(() -> {
            flyway("latest").clean();
            return flyway(version).migrate().success;
        });
    }

    /// To the newest version.
    public void migrate() {
        flyway("latest").migrate();
    }

    private Flyway flyway(String version) {
        return Flyway.configure()
                .dataSource(database())
                .schemas("incident")
                .target(version)
                .cleanDisabled(false)
                .load();
    }

    /// New topics and a new schema.
    public void clear() throws ExecutionException, InterruptedException {
        producer.close();
        clearDatabase("latest");
        try (var admin = Admin.create(kafka())) {
            admin.deleteTopics(admin.listTopics().names().get()).all().get();
            // a broker lists a topic for a moment longer
            await().until(() -> admin.listTopics().names().get().isEmpty());
            new TopicCreator(admin).create(EnumSet.allOf(Topic.class));
        }
        producer = new KafkaProducer<>(KafkaSettings.producer(kafka()));
    }

    public Map<String, Object> kafka() {
        return Map.of("bootstrap.servers", bootstrapServers());
    }

    public static String bootstrapServers() {
        return System.getProperty(KAFKA);
    }

    /// Past the proxy.
    public PlainDatabase database() {
        return new PlainDatabase(System.getProperty(DATABASE), "incident", PASSWORD);
    }

    public void send(Topic topic, Event event) {
        send(CloudEvents.record(topic, "tocsin/test", event));
    }

    public void send(ProducerRecord<String, byte[]> record) {
        var _ = producer.send(record, (_, failure) -> {
            unsent = failure == null ? unsent : failure;
        });
    }

    /// All that stands committed on the topic, in the order of its partitions.
    public List<ConsumerRecord<String, byte[]>> records(Topic topic) {
        if (unsent != null) {
            throw new IllegalStateException("what the test sent did not arrive", unsent);
        }
        return new WholeTopic(kafka(), topic).records();
    }

    public <E extends Event> List<E> events(Topic topic, Class<E> kind) {
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
    }
}
