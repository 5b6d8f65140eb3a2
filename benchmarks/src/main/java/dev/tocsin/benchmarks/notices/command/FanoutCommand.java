package dev.tocsin.benchmarks.notices.command;

import dev.tocsin.benchmarks.notices.AlertmanagerFanout;
import dev.tocsin.benchmarks.notices.AnnouncementCost;
import dev.tocsin.benchmarks.notices.Arrivals;
import dev.tocsin.benchmarks.notices.Arrivals.ArrivalKind;
import dev.tocsin.benchmarks.notices.BareRound;
import dev.tocsin.benchmarks.notices.Fanout;
import dev.tocsin.benchmarks.notices.Fanout.Client;
import dev.tocsin.benchmarks.notices.IncidentScript;
import dev.tocsin.benchmarks.notices.kafka.IncidentTopic;
import dev.tocsin.benchmarks.notices.postgres.NotifierTables;
import dev.tocsin.benchmarks.process.PeakMemory;
import dev.tocsin.benchmarks.process.Stage;
import dev.tocsin.benchmarks.suite.SuiteReport;
import dev.tocsin.benchmarks.suite.command.MachineLoad;
import dev.tocsin.benchmarks.suite.command.SuiteCommand;
import dev.tocsin.contract.incident.PublicIncidentSnapshot;
import dev.tocsin.standalone.Trouble;
import java.io.IOException;
import java.net.http.HttpClient;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/// Measures an incident that affects every subscriber of one channel, beside the client of that channel alone.
abstract class FanoutCommand extends SuiteCommand {

    private static final Path HOME = Path.of(System.getProperty("tocsin.home", "."));
    private static final Duration PATIENCE = Duration.ofMinutes(2);

    @Option(
            names = "--subscribers",
            paramLabel = "N",
            description = "number of subscribers; ${DEFAULT-VALUE} by default")
    int subscribers = 10_000;

    @Option(
            names = "--incidents",
            paramLabel = "N",
            description = "incidents, one after another; ${DEFAULT-VALUE} by default")
    private int incidents = 2;

    @Option(
            names = "--in-flight",
            paramLabel = "N",
            description = "notices at a time from the client alone; ${DEFAULT-VALUE} by default, 0 leaves it out")
    private int inFlight = 128;

    @Mixin
    private final NotifierOptions service = new NotifierOptions();

    private final Clock clock = Clock.systemUTC();
    private final String name;
    private final Client channel;

    /// @param name of the benchmark
    FanoutCommand(String name, Client channel) {
        this.name = name;
        this.channel = channel;
    }

    /// The receiver of the notices.
    abstract AutoCloseable sink(Arrivals arrivals) throws IOException;

    /// The settings of notifier-service for this receiver.
    abstract Map<String, String> environment();

    abstract void subscribe(NotifierTables tables) throws SQLException;

    abstract List<BareRound> bare(Path folder, Arrivals arrivals, int inFlight, List<String> options)
            throws IOException;

    /// @return null when Alertmanager was not requested, or has no such channel
    @Nullable
    AlertmanagerFanout alertmanager(Path folder, HttpClient client, Consumer<String> progress)
            throws IOException, InterruptedException {
        return null;
    }

    @Override
    public SuiteReport run(Consumer<String> progress) throws IOException, InterruptedException {
        Files.createDirectories(folder());
        var arrivals = new Arrivals(subscribers);
        var load = MachineLoad.now();
        progress.accept("starting a broker, a database and notifier-service");
        try (var client = HttpClient.newBuilder()
                        .version(HttpClient.Version.HTTP_1_1)
                        .build();
                var _ = UncheckedCloseable.of(sink(arrivals));
                var stage = Stage.notifier(
                        HOME,
                        folder(),
                        service.ofJvm(),
                        environment(),
                        client,
                        kafka -> IncidentTopic.prepare(kafka, List.of("na"), clock.instant()));
                var topic = new IncidentTopic(stage.kafka());
                var tables = new NotifierTables(stage.connect());
                var memory = new PeakMemory(stage.service())) {
            subscribe(tables);
            var announcements = new ArrayList<AnnouncementCost>();
            for (var number = 1; number <= incidents; number++) {
                var script = IncidentScript.number(number);
                for (var kind : ArrivalKind.values()) {
                    var events = kind == ArrivalKind.OPENED
                            ? script.opening(clock.instant())
                            : script.closing(clock.instant(), false);
                    announcements.add(
                            announce(number, script.id(), kind, events, stage, topic, tables, arrivals, progress));
                }
            }
            var fanout = new Fanout(
                    channel,
                    announcements,
                    arrivals.outOfOrder(),
                    memory.kilobytes(),
                    bare(arrivals, progress),
                    alertmanager(folder(), client, progress));
            var figures = new ArrayList<>(fanout.figures());
            figures.add(MachineLoad.figure(load));
            return new SuiteReport(name, figures, List.of(), fanout);
        } catch (SQLException e) {
            throw new Trouble("The notifier's tables cannot be used: " + e.getMessage(), e);
        }
    }

    /// The folder for logs and data.
    private Path folder() {
        return HOME.resolve("benchmarks/target/" + name).toAbsolutePath();
    }

    private static AnnouncementCost announce(
            int number,
            String incident,
            ArrivalKind kind,
            List<PublicIncidentSnapshot> events,
            Stage stage,
            IncidentTopic topic,
            NotifierTables tables,
            Arrivals arrivals,
            Consumer<String> progress)
            throws SQLException, InterruptedException {
        var notifier = stage.service().computed();
        var database = stage.database().computed();
        var since = System.nanoTime();
        topic.publish(events);
        arrivals.await(incident, kind, PATIENCE);
        if (!tables.awaitRest(PATIENCE)) {
            progress.accept("  notices were still waiting to be sent");
        }
        var announcement = new AnnouncementCost(
                number,
                kind,
                arrivals.spread(incident, kind, since),
                stage.service().computed().minus(notifier).toMillis(),
                stage.database().computed().minus(database).toMillis());
        announcement.figures().forEach(figure -> progress.accept("  %s: %s".formatted(figure.what(), figure.result())));
        return announcement;
    }

    private List<BareRound> bare(Arrivals arrivals, Consumer<String> progress) throws IOException {
        if (inFlight == 0) {
            return List.of();
        }
        progress.accept("the %s client alone".formatted(channel.words()));
        return bare(folder(), arrivals, inFlight, service.ofPeer());
    }

    /// Closes without a checked exception.
    private record UncheckedCloseable(AutoCloseable of) implements AutoCloseable {

        static UncheckedCloseable of(AutoCloseable of) {
            return new UncheckedCloseable(of);
        }

        @Override
        public void close() {
            try {
                of.close();
            } catch (Exception e) {
                throw new IllegalStateException(e);
            }
        }
    }
}
