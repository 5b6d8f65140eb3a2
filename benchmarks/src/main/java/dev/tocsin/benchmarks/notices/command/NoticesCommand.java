package dev.tocsin.benchmarks.notices.command;

import dev.tocsin.benchmarks.notices.Announcement;
import dev.tocsin.benchmarks.notices.Arrivals;
import dev.tocsin.benchmarks.notices.Arrivals.Kind;
import dev.tocsin.benchmarks.notices.BareRound;
import dev.tocsin.benchmarks.notices.Endpoints;
import dev.tocsin.benchmarks.notices.Fanout;
import dev.tocsin.benchmarks.notices.IncidentScript;
import dev.tocsin.benchmarks.notices.http.BareClient;
import dev.tocsin.benchmarks.notices.http.Sink;
import dev.tocsin.benchmarks.notices.kafka.IncidentTopic;
import dev.tocsin.benchmarks.notices.postgres.NotifierTables;
import dev.tocsin.benchmarks.process.PeakMemory;
import dev.tocsin.benchmarks.process.Stage;
import dev.tocsin.benchmarks.suite.Report;
import dev.tocsin.benchmarks.suite.command.MachineLoad;
import dev.tocsin.benchmarks.suite.command.SuiteCommand;
import dev.tocsin.contract.incident.IncidentEvent;
import dev.tocsin.stack.process.Ports;
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
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

@Command(
        name = "notices",
        description = "webhooks a second when an incident touches every subscriber, beside the HTTP client alone",
        footer = {"", "--subscribers 2000 is a quick run. Logs stay in benchmarks/target/notices."})
public final class NoticesCommand extends SuiteCommand {

    private static final Path HOME = Path.of(System.getProperty("tocsin.home", "."));
    private static final Path FOLDER = HOME.resolve("benchmarks/target/notices").toAbsolutePath();
    private static final Duration PATIENCE = Duration.ofMinutes(2);

    @Option(names = "--subscribers", paramLabel = "N", description = "by webhook; ${DEFAULT-VALUE} by default")
    private int subscribers = 10_000;

    @Option(
            names = "--hosts",
            paramLabel = "N",
            description = "among which their endpoints are spread, at most 250; ${DEFAULT-VALUE} by default")
    private int hosts = 100;

    @Option(names = "--incidents", paramLabel = "N", description = "one after another; ${DEFAULT-VALUE} by default")
    private int incidents = 2;

    @Option(
            names = "--in-flight",
            paramLabel = "N",
            description = "requests at a time of the HTTP client alone; ${DEFAULT-VALUE} by default, 0 leaves it out")
    private int inFlight = 128;

    @Option(names = "--heap", paramLabel = "MB", description = "of notifier-service; ${DEFAULT-VALUE} by default")
    private int heap = 192;

    @Option(names = "--jfr", paramLabel = "FILE", description = "where to write a flight recording of notifier-service")
    private @Nullable Path jfr;

    private final Clock clock = Clock.systemUTC();

    @Override
    public Report run(Consumer<String> progress) throws IOException, InterruptedException {
        Files.createDirectories(FOLDER);
        var endpoints = new Endpoints(Ports.free(), hosts, subscribers);
        var arrivals = new Arrivals(subscribers);
        var load = MachineLoad.now();
        progress.accept("starting a broker, a database and notifier-service");
        try (var client = HttpClient.newBuilder()
                        .version(HttpClient.Version.HTTP_1_1)
                        .build();
                var _ = new Sink(endpoints, arrivals);
                var stage = Stage.notifier(
                        HOME,
                        FOLDER,
                        options(),
                        Map.of("TOCSIN_WEBHOOKS_ALLOW", endpoints.allowed()),
                        client,
                        kafka -> IncidentTopic.prepare(kafka, List.of("na"), clock.instant()));
                var topic = new IncidentTopic(stage.kafka());
                var tables = new NotifierTables(stage.connect());
                var memory = new PeakMemory(stage.service())) {
            tables.subscribe(endpoints);
            var announcements = new ArrayList<Announcement>();
            for (var number = 1; number <= incidents; number++) {
                var script = IncidentScript.number(number);
                announcements.add(announce(
                        number,
                        script.id(),
                        Kind.OPENED,
                        script.opening(clock.instant()),
                        stage,
                        topic,
                        tables,
                        arrivals,
                        progress));
                announcements.add(announce(
                        number,
                        script.id(),
                        Kind.CLOSED,
                        script.closing(clock.instant(), false),
                        stage,
                        topic,
                        tables,
                        arrivals,
                        progress));
            }
            var fanout = new Fanout(
                    announcements, arrivals.outOfOrder(), memory.kilobytes(), bare(endpoints, arrivals, progress));
            var figures = new ArrayList<>(fanout.figures());
            figures.add(MachineLoad.figure(load));
            return new Report("notices", figures, List.of(), fanout);
        } catch (SQLException e) {
            throw new Trouble("The notifier's tables cannot be used: " + e.getMessage(), e);
        }
    }

    private List<String> options() {
        var options = new ArrayList<>(List.of("-Xmx%dm".formatted(heap)));
        if (jfr != null) {
            options.add(Stage.flightRecording(jfr));
        }
        return options;
    }

    private static Announcement announce(
            int number,
            String incident,
            Kind kind,
            List<IncidentEvent> events,
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
            progress.accept("  it did not come to rest");
        }
        var announcement = new Announcement(
                number,
                kind,
                arrivals.spread(incident, kind, since),
                stage.service().computed().minus(notifier).toMillis(),
                stage.database().computed().minus(database).toMillis());
        announcement.figures().forEach(figure -> progress.accept("  %s: %s".formatted(figure.what(), figure.result())));
        return announcement;
    }

    private List<BareRound> bare(Endpoints endpoints, Arrivals arrivals, Consumer<String> progress) throws IOException {
        if (inFlight == 0) {
            return List.of();
        }
        progress.accept("the HTTP client alone");
        return BareClient.run(FOLDER, endpoints, arrivals.sample(), inFlight, 3, List.of("-Xmx%dm".formatted(heap)));
    }
}
