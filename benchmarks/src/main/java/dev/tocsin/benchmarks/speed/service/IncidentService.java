package dev.tocsin.benchmarks.speed.service;

import dev.tocsin.benchmarks.speed.kafka.TemporaryBroker;
import dev.tocsin.stack.postgres.PostgresServer;
import dev.tocsin.stack.postgres.PostgresSettings;
import dev.tocsin.stack.process.ChildProcess;
import dev.tocsin.stack.process.Launch;
import dev.tocsin.stack.process.Ports;
import dev.tocsin.standalone.Health;
import dev.tocsin.standalone.Trouble;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/// The service with a PostgreSQL of its own, in processes as the images run them.
public final class IncidentService implements AutoCloseable {

    private static final Duration START_LIMIT = Duration.ofMinutes(2);
    private static final String PASSWORD = "of-a-benchmark";

    private final PostgresServer postgres;
    private final ChildProcess service;

    private IncidentService(PostgresServer postgres, ChildProcess service) {
        this.postgres = postgres;
        this.service = service;
    }

    /// @param home the project's folder, where the service was built
    /// @param catalog what it watches, as YAML
    public static IncidentService start(Path home, TemporaryBroker broker, String catalog) throws IOException {
        var jar = home.resolve("incident-service/target/quarkus-app/quarkus-run.jar");
        if (!Files.exists(jar)) {
            throw new Trouble("incident-service is not built: there is no " + jar);
        }
        var folder = broker.folder();
        var file = Files.writeString(folder.resolve("catalog.yaml"), catalog);
        var postgres = PostgresServer.start(
                new PostgresSettings(
                        Ports.free(), folder.resolve("postgres"), Map.of("incident", PASSWORD, "notifier", PASSWORD)),
                folder.resolve("postgres.log"));
        try {
            return new IncidentService(postgres, start(jar, folder, broker, postgres, file));
        } catch (RuntimeException e) {
            postgres.close();
            throw e;
        }
    }

    private static ChildProcess start(
            Path jar, Path folder, TemporaryBroker broker, PostgresServer postgres, Path catalog) {
        var options = List.of(
                "-Xmx512m",
                "-XX:+UseSerialGC",
                "-XX:+ExitOnOutOfMemoryError",
                "--enable-native-access=ALL-UNNAMED",
                "--add-opens=java.base/java.lang=ALL-UNNAMED",
                "-Djava.util.logging.manager=org.jboss.logmanager.LogManager");
        var management = Ports.free();
        var launch = Launch.java(
                        "incident-service",
                        options,
                        jar.toString(),
                        "io.quarkus.bootstrap.runner.QuarkusEntryPoint",
                        List.of(),
                        folder.resolve("incident-service.log"))
                .with(Map.of(
                        "KAFKA_BOOTSTRAP_SERVERS",
                        broker.bootstrap(),
                        "QUARKUS_DATASOURCE_JDBC_URL",
                        postgres.jdbcUrl(),
                        "QUARKUS_DATASOURCE_USERNAME",
                        "incident",
                        "QUARKUS_DATASOURCE_PASSWORD",
                        PASSWORD,
                        "QUARKUS_HTTP_PORT",
                        Integer.toString(Ports.free()),
                        "QUARKUS_MANAGEMENT_PORT",
                        Integer.toString(management),
                        "TOCSIN_OPERATOR_TOKEN",
                        "operator-token-of-a-benchmark",
                        "TOCSIN_CATALOG_FILE",
                        catalog.toString(),
                        "TOCSIN_DETECTION_STATE_DIRECTORY",
                        folder.resolve("streams").toString()))
                .with(Map.of("QUARKUS_MAILER_MOCK", "true"));
        var ready = URI.create("http://127.0.0.1:%d/q/health/ready".formatted(management));
        var health = new Health(HttpClient.newHttpClient());
        return ChildProcess.start(launch).awaitReady(START_LIMIT, () -> health.isReady(ready));
    }

    @Override
    public void close() {
        service.close();
        postgres.close();
    }
}
