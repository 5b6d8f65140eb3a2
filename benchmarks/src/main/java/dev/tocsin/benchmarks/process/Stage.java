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

/// What a benchmark of a whole service runs on, each in a process of its own and on the loopback: a broker, a database,
/// and the service as it is packaged, with the settings that ship. Logs stay; data goes at the end.
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
    /// @param options of the service's JVM, beside those with which its image runs
    public static Stage start(Path home, Path folder, String catalog, List<String> options, HttpClient client)
            throws IOException {
        return start(home, folder, catalog, options, client, _ -> {});
    }

    /// @param before what is to happen once its broker is there, and before the service is; gets what clients need
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
                folder.resolve("data/streams").toString());
        return start(PackagedService.INCIDENT, home, folder, options, environment, client, before);
    }

    /// With notifier-service, and without incident-service: what that would publish, the benchmark writes.
    ///
    /// @param environment of the service, beside where broker and database are
    /// @param before what is to happen once its broker is there, and before the service is; gets what clients need
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

    /// The JVM's option for it.
    public static String flightRecording(Path file) {
        return "-XX:StartFlightRecording=settings=profile,dumponexit=true,filename=" + file.toAbsolutePath();
    }

    /// Of a run.
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

    /// For clients of its broker.
    public Map<String, Object> kafka() {
        return Map.of(CommonClientConfigs.BOOTSTRAP_SERVERS_CONFIG, bootstrap);
    }

    /// Of the service.
    public URI url() {
        return URI.create("http://%s:%d".formatted(Ports.LOOPBACK, port));
    }

    public String token() {
        return token;
    }

    /// What the service's process has computed so far.
    public Duration computed() {
        return service.computed();
    }

    public ProcessTree service() {
        return service;
    }

    public ProcessTree database() {
        return database;
    }

    /// To the service's schema, as its role.
    public Connection connect() throws SQLException {
        return DriverManager.getConnection(jdbcUrl, packaged.role(), password);
    }

    /// Stops everything, the last that was started first.
    @Override
    public synchronized void close() {
        while (!open.isEmpty()) {
            try {
                open.pop().close();
            } catch (Exception e) {
                System.err.println("Could not be stopped cleanly: " + e);
            }
        }
    }
}
