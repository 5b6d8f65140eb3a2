package dev.tocsin.benchmarks.process;

import dev.tocsin.stack.kafka.BrokerSettings;
import dev.tocsin.stack.kafka.KafkaBroker;
import dev.tocsin.stack.postgres.PostgresServer;
import dev.tocsin.stack.postgres.PostgresSettings;
import dev.tocsin.stack.process.ChildProcess;
import dev.tocsin.stack.process.Ports;
import dev.tocsin.standalone.Health;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.Consumer;
import org.apache.commons.io.file.PathUtils;
import org.apache.kafka.clients.CommonClientConfigs;

/// The broker, the database and the service of a benchmark of a whole service, each in a process of its own and on the
/// loopback. The service runs as it is packaged, with the settings that ship. Logs stay; data is deleted at the end.
public final class Stage implements AutoCloseable {

    private static final Duration START_LIMIT = Duration.ofMinutes(2);

    private final PackagedService packaged;
    private final Path folder;
    private final Deque<AutoCloseable> open = new ArrayDeque<>();
    private final int port = Ports.free();
    private final int management = Ports.free();
    private final String token = secret();
    private final String password = secret();
    private String bootstrap = "";
    private String jdbcUrl = "";
    private ProcessTree service = new ProcessTree(0);
    private ProcessTree database = new ProcessTree(0);

    private Stage(PackagedService packaged, Path folder) {
        this.packaged = packaged;
        this.folder = folder;
    }

    /// @param home the project's folder, where the service was built
    /// @param folder for catalog, logs and data
    /// @param options of the service's JVM, besides those of its image
    public static Stage start(Path home, Path folder, String catalog, List<String> options, HttpClient client)
            throws IOException {
        return start(home, folder, catalog, options, client, _ -> {});
    }

    /// @param before runs once the broker is up and before the service starts; receives the settings for clients
    public static Stage start(
            Path home,
            Path folder,
            String catalog,
            List<String> options,
            HttpClient client,
            Consumer<Map<String, Object>> before)
            throws IOException {
        var catalogFile = folder.resolve("catalog.yaml");
        Files.createDirectories(folder);
        Files.writeString(catalogFile, catalog);
        var environment = Map.of(
                "TOCSIN_CATALOG_FILE",
                catalogFile.toString(),
                "TOCSIN_DETECTION_STATE_DIRECTORY",
                folder.resolve("data/streams").toString(),
                "TOCSIN_FIGURES_STREAM_STATE_DIRECTORY",
                folder.resolve("data/figures").toString());
        return start(PackagedService.INCIDENT, home, folder, options, environment, client, before);
    }

    /// A stage with notifier-service and without incident-service; the benchmark writes the events of the latter.
    ///
    /// @param environment of the service, besides the addresses of broker and database
    /// @param before runs once the broker is up and before the service starts; receives the settings for clients
    public static Stage notifier(
            Path home,
            Path folder,
            List<String> options,
            Map<String, String> environment,
            HttpClient client,
            Consumer<Map<String, Object>> before)
            throws IOException {
        return start(PackagedService.NOTIFIER, home, folder, options, environment, client, before);
    }

    private static Stage start(
            PackagedService packaged,
            Path home,
            Path folder,
            List<String> options,
            Map<String, String> environment,
            HttpClient client,
            Consumer<Map<String, Object>> before)
            throws IOException {
        var stage = new Stage(packaged, folder);
        Runtime.getRuntime().addShutdownHook(new Thread(stage::close, "stop"));
        try {
            stage.start(home, options, environment, new Health(client), before);
        } catch (IOException | RuntimeException e) {
            stage.close();
            throw e;
        }
        return stage;
    }

    private void start(
            Path home,
            List<String> options,
            Map<String, String> environment,
            Health health,
            Consumer<Map<String, Object>> before)
            throws IOException {
        PathUtils.createParentDirectories(folder.resolve("data/any"));
        keep(() -> PathUtils.deleteDirectory(folder.resolve("data")));
        var settings = new BrokerSettings(Ports.LOOPBACK, Ports.free(), Ports.free(), folder.resolve("data/kafka"));
        bootstrap = keep(KafkaBroker.start(settings, log("kafka"))).bootstrapServers();
        before.accept(kafka());
        var postgres = keep(PostgresServer.start(
                new PostgresSettings(
                        Ports.free(),
                        folder.resolve("data/postgres"),
                        Map.of("incident", password, "notifier", password)),
                log("postgres")));
        jdbcUrl = postgres.jdbcUrl();
        database = new ProcessTree(postgres.process().pid());
        var process = keep(ChildProcess.start(packaged.launch(home, options, log(packaged.name()))
                .with(environment())
                .with(environment)));
        service = new ProcessTree(process.pid());
        process.awaitReady(
                START_LIMIT,
                () -> health.isReady(URI.create("http://%s:%d/q/health/ready".formatted(Ports.LOOPBACK, management))));
    }

    private Map<String, String> environment() {
        return packaged.environment(bootstrap, jdbcUrl, password, port, management, token, url());
    }

    private Path log(String name) {
        return folder.resolve(name + ".log");
    }

    /// The JVM option for a flight recording.
    public static String flightRecording(Path file) {
        return "-XX:StartFlightRecording=settings=profile,dumponexit=true,filename=" + file.toAbsolutePath();
    }

    /// A random secret for a run.
    public static String secret() {
        var bytes = new byte[24];
        ThreadLocalRandom.current().nextBytes(bytes);
        return HexFormat.of().formatHex(bytes);
    }

    private synchronized <T extends AutoCloseable> T keep(T part) {
        open.push(part);
        return part;
    }

    public String bootstrapServers() {
        return bootstrap;
    }

    /// The settings for clients of its broker.
    public Map<String, Object> kafka() {
        return Map.of(CommonClientConfigs.BOOTSTRAP_SERVERS_CONFIG, bootstrap);
    }

    /// The address of the service.
    public URI url() {
        return URI.create("http://%s:%d".formatted(Ports.LOOPBACK, port));
    }

    public String token() {
        return token;
    }

    /// The processor time that the service's process has used so far.
    public Duration computed() {
        return service.computed();
    }

    public ProcessTree service() {
        return service;
    }

    public ProcessTree database() {
        return database;
    }

    /// A connection to the service's schema, with the service's role.
    public Connection connect() throws SQLException {
        return DriverManager.getConnection(jdbcUrl, packaged.role(), password);
    }

    /// Stops everything, in reverse order of starting.
    @Override
    public synchronized void close() {
        while (!open.isEmpty()) {
            try {
                open.pop().close();
            } catch (Exception e) {
                System.err.println("A part could not be stopped cleanly: " + e);
            }
        }
    }
}
