package dev.tocsin.benchmarks.faults.process;

import static java.util.Objects.requireNonNull;

import dev.tocsin.benchmarks.faults.KillablePart;
import dev.tocsin.benchmarks.faults.PartRestart;
import dev.tocsin.benchmarks.process.PackagedService;
import dev.tocsin.benchmarks.process.Stage;
import dev.tocsin.stack.kafka.BrokerSettings;
import dev.tocsin.stack.kafka.KafkaBroker;
import dev.tocsin.stack.postgres.PostgresServer;
import dev.tocsin.stack.postgres.PostgresSettings;
import dev.tocsin.stack.process.ChildProcess;
import dev.tocsin.stack.process.Ports;
import dev.tocsin.stack.process.StartFailure;
import dev.tocsin.standalone.Health;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import org.apache.commons.io.file.PathUtils;
import org.apache.kafka.clients.CommonClientConfigs;

/// A broker, a database and two notifiers, each in a process of its own that can be killed.
public final class FaultyStage implements AutoCloseable {

    private static final Duration PATIENCE = Duration.ofMinutes(2);
    private static final int MOST_STARTS = 5;
    private static final List<String> OPTIONS = List.of("-Xmx192m", "-XX:TieredStopAtLevel=1");

    /// A part that runs.
    private interface Running {
        void kill();

        void close();
    }

    @FunctionalInterface
    private interface Starter {
        Running start();
    }

    private static final class Slot {

        private final Starter starter;
        private final ReentrantLock lock = new ReentrantLock();
        private Running running;

        private Slot(Starter starter) {
            this.starter = starter;
            this.running = starter.start();
        }
    }

    private final Path home;
    private final Path folder;
    private final Map<String, String> environment;
    private final Health health;
    private final String password = Stage.secret();
    private final String token = Stage.secret();
    private final BrokerSettings broker;
    private final PostgresSettings database;
    private final Map<KillablePart, Slot> slots = new EnumMap<>(KillablePart.class);

    private FaultyStage(Path home, Path folder, Map<String, String> environment, HttpClient client) {
        this.home = home;
        this.folder = folder;
        this.environment = environment;
        this.health = new Health(client);
        this.broker = new BrokerSettings(Ports.LOOPBACK, Ports.free(), Ports.free(), folder.resolve("data/kafka"));
        this.database = new PostgresSettings(
                Ports.free(), folder.resolve("data/postgres"), Map.of("incident", password, "notifier", password));
    }

    /// @param home the project's folder, where the notifier was built
    /// @param folder for logs and data
    /// @param environment of the notifiers, besides the addresses of broker and database
    /// @param before runs once the broker is up and before the notifiers start
    public static FaultyStage start(
            Path home,
            Path folder,
            Map<String, String> environment,
            HttpClient client,
            Consumer<Map<String, Object>> before)
            throws IOException {
        PathUtils.createParentDirectories(folder.resolve("data/any"));
        var stage = new FaultyStage(home, folder, environment, client);
        Runtime.getRuntime().addShutdownHook(new Thread(stage::close, "stop"));
        try {
            stage.slots.put(KillablePart.BROKER, new Slot(stage::startBroker));
            before.accept(stage.kafka());
            stage.slots.put(KillablePart.DATABASE, new Slot(stage::startDatabase));
            for (var notifier : List.of(KillablePart.FIRST_NOTIFIER, KillablePart.SECOND_NOTIFIER)) {
                var port = Ports.free();
                var management = Ports.free();
                stage.slots.put(notifier, new Slot(() -> stage.startNotifier(notifier, port, management)));
            }
            return stage;
        } catch (RuntimeException e) {
            stage.close();
            throw e;
        }
    }

    private Running startBroker() {
        var started = KafkaBroker.start(broker, log("kafka"));
        return running(started::kill, started::close);
    }

    private Running startDatabase() {
        var started = PostgresServer.start(database, log("postgres"));
        return running(started::kill, started::close);
    }

    private Running startNotifier(KillablePart part, int port, int management) {
        var service = PackagedService.NOTIFIER;
        var name = part.name().toLowerCase(Locale.ROOT).replace('_', '-');
        var process = ChildProcess.start(service.launch(home, OPTIONS, log(name))
                .with(service.environment(
                        broker.bootstrapServers(), jdbcUrl(), password, port, management, token, url(port)))
                .with(environment));
        process.awaitReady(PATIENCE, () -> health.isReady(URI.create("%s/q/health/live".formatted(url(management)))));
        return running(process::kill, process::close);
    }

    private static Running running(Runnable kill, Runnable close) {
        return new Running() {
            @Override
            public void kill() {
                kill.run();
            }

            @Override
            public void close() {
                close.run();
            }
        };
    }

    private static URI url(int port) {
        return URI.create("http://%s:%d".formatted(Ports.LOOPBACK, port));
    }

    private String jdbcUrl() {
        return "jdbc:postgresql://%s:%d/tocsin".formatted(Ports.LOOPBACK, database.port());
    }

    private Path log(String name) {
        return folder.resolve(name + ".log");
    }

    /// The settings for clients of its broker.
    public Map<String, Object> kafka() {
        return Map.of(CommonClientConfigs.BOOTSTRAP_SERVERS_CONFIG, broker.bootstrapServers());
    }

    /// A connection to the notifier's schema.
    public Connection connect() throws SQLException {
        return DriverManager.getConnection(jdbcUrl(), PackagedService.NOTIFIER.role(), password);
    }

    /// Kills the part with signal 9, starts it again, and returns when it is ready. A part that ends while it starts,
    /// because a part that it needs was killed, is started again, as a process supervisor does.
    public PartRestart kill(KillablePart part) {
        var slot = requireNonNull(slots.get(part));
        slot.lock.lock();
        try {
            var from = System.nanoTime();
            slot.running.kill();
            slot.running = started(slot.starter);
            return new PartRestart(part, from, System.nanoTime());
        } finally {
            slot.lock.unlock();
        }
    }

    private static Running started(Starter starter) {
        for (var attempt = 1; attempt < MOST_STARTS; attempt++) {
            try {
                return starter.start();
            } catch (StartFailure _) {
                // the log of the part says why
            }
        }
        return starter.start();
    }

    /// Stops everything and deletes the data; logs stay.
    @Override
    public synchronized void close() {
        for (var part : List.of(
                KillablePart.FIRST_NOTIFIER,
                KillablePart.SECOND_NOTIFIER,
                KillablePart.DATABASE,
                KillablePart.BROKER)) {
            var slot = slots.remove(part);
            if (slot != null) {
                slot.running.close();
            }
        }
        try {
            PathUtils.deleteDirectory(folder.resolve("data"));
        } catch (IOException _) {
            // it is gone already
        }
    }
}
