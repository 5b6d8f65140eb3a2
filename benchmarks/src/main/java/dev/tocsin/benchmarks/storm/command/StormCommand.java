package dev.tocsin.benchmarks.storm.command;

import dev.tocsin.benchmarks.process.Stage;
import dev.tocsin.benchmarks.storm.Course;
import dev.tocsin.benchmarks.storm.Heard;
import dev.tocsin.benchmarks.storm.Heard.ReceivedEvent;
import dev.tocsin.benchmarks.storm.Looks;
import dev.tocsin.benchmarks.storm.Sample;
import dev.tocsin.benchmarks.storm.Storm;
import dev.tocsin.benchmarks.storm.StormWorld;
import dev.tocsin.benchmarks.storm.http.Readers;
import dev.tocsin.benchmarks.storm.http.StormPages;
import dev.tocsin.benchmarks.storm.http.StreamReader;
import dev.tocsin.benchmarks.storm.kafka.Follower;
import dev.tocsin.benchmarks.storm.kafka.Probes;
import dev.tocsin.benchmarks.suite.SuiteReport;
import dev.tocsin.benchmarks.suite.SuiteReport.Figure;
import dev.tocsin.benchmarks.suite.command.ServiceOptions;
import dev.tocsin.benchmarks.suite.command.SuiteCommand;
import dev.tocsin.contract.Verdict;
import dev.tocsin.contract.incident.IncidentEvent.Opened;
import dev.tocsin.contract.incident.IncidentEvent.Resolved;
import dev.tocsin.standalone.Trouble;
import java.io.IOException;
import java.net.http.HttpClient;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;
import java.util.function.Predicate;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(
        name = "storm",
        description = "a region whose cells all fail within a second, on a real broker, database and service",
        footer = {
            "",
            "--cells 1000 is a quick run. Logs stay in benchmarks/target/storm; requests.csv there has request times."
        })
public final class StormCommand extends SuiteCommand {

    private static final Path HOME = Path.of(System.getProperty("tocsin.home", "."));
    private static final Path FOLDER = HOME.resolve("benchmarks/target/storm").toAbsolutePath();
    private static final Duration CALM = Duration.ofSeconds(20);
    private static final Duration PATIENCE = Duration.ofMinutes(3);

    @Option(
            names = "--cells",
            paramLabel = "N",
            description = "cells of the failing region; ${DEFAULT-VALUE} by default")
    private int cells = 10_000;

    @Option(
            names = "--others",
            paramLabel = "N",
            description = "cells of each other region; ${DEFAULT-VALUE} by default")
    private int others = 100;

    @Option(
            names = "--end-hold",
            paramLabel = "SECONDS",
            description = "how long all cells must be up before the incident ends; ${DEFAULT-VALUE} by default")
    private int endHold = 20;

    @Mixin
    private final ServiceOptions service = new ServiceOptions();

    private final Clock clock = Clock.systemUTC();
    private final Heard heard = new Heard();

    @Override
    public SuiteReport run(Consumer<String> progress) throws IOException, InterruptedException {
        var world = StormWorld.of(cells, others, Duration.ofSeconds(endHold));
        progress.accept("starting a broker, a database and incident-service");
        try (var client = HttpClient.newBuilder()
                        .version(HttpClient.Version.HTTP_1_1)
                        .build();
                var stage = Stage.start(HOME, FOLDER, world.yaml(), service.ofJvm(), client);
                var _ = new Follower(stage.bootstrapServers(), heard, clock);
                var probes = new Probes(world, stage.bootstrapServers(), clock)) {
            return play(world, stage, probes, client, progress);
        }
    }

    private SuiteReport play(StormWorld world, Stage stage, Probes probes, HttpClient client, Consumer<String> progress)
            throws IOException, InterruptedException {
        var all = world.catalog().checks().size();
        progress.accept("%,d checks are asked; waiting until all cells are up".formatted(all));
        demand("cells are up", heard -> heard.standing(status -> status.verdict() == Verdict.UP) == all);

        var streams = new ArrayList<StreamReader>();
        try (var readers = new Readers(stage.url(), stage.token(), client, clock)) {
            readers.ask("/api/v1/incidents", "/api/v1/incidents");
            readers.ask("/api/v1/cells", "/api/v1/cells");
            readers.ask("/", "/");
            readers.ask(StormPages.asOperator("/ops"), "/ops");
            streams.add(new StreamReader(stage.url(), "/live", false, stage.token(), client, clock));
            streams.add(new StreamReader(stage.url(), "/ops/live", true, stage.token(), client, clock));
            streams.add(new StreamReader(stage.url(), "/api/v1/stream", false, stage.token(), client, clock));

            Thread.sleep(Duration.ofSeconds(10)); // the first requests compile and cache; they are not measured
            progress.accept("calm, for %d s".formatted(CALM.toSeconds()));
            var calm = clock.instant();
            var computed = stage.computed();
            Thread.sleep(CALM);

            var computedBefore = stage.computed().minus(computed);
            var failed = probes.turn(true);
            progress.accept("all of %s fails".formatted(StormWorld.REGION));
            if (heard.await(it -> it.told(Opened.class).findAny().isPresent(), failed.plus(PATIENCE), clock)) {
                var id = heard.told(Opened.class)
                        .findFirst()
                        .orElseThrow()
                        .incident()
                        .id();
                readers.ask("/api/v1/incidents/{id}", "/api/v1/incidents/" + id);
                readers.ask(StormPages.asOperator("its trace"), "/api/v1/incidents/" + id + "/trace");
                progress.accept("an incident is open");
            }
            var _ = heard.await(this::allAreNamed, failed.plus(PATIENCE), clock);
            var told = clock.instant();
            var computedIn = stage.computed().minus(computed).minus(computedBefore);

            var healed = probes.turn(false);
            progress.accept("all cells are named; the region heals");
            var _ = heard.await(it -> it.told(Resolved.class).findAny().isPresent(), healed.plus(PATIENCE), clock);
            Thread.sleep(Duration.ofSeconds(5)); // a second closing would come in this time
            var course = new Course(calm, failed, told, healed, clock.instant(), computedBefore, computedIn);

            Files.write(
                    FOLDER.resolve("requests.csv"),
                    readers.samples().stream().map(Sample::csv).toList());
            var figures = new ArrayList<Figure>();
            figures.addAll(new Storm(world, heard, course, hold(world), Duration.ofSeconds(endHold)).figures());
            figures.addAll(new Looks(readers.samples(), course).figures());
            for (var stream : streams) {
                figures.add(stream(stream, course));
            }
            return new SuiteReport("storm", figures, List.of(), figures);
        } finally {
            for (var stream : streams) {
                stream.close();
            }
        }
    }

    private void demand(String what, Predicate<Heard> so) throws InterruptedException {
        if (!heard.await(so, clock.instant().plus(PATIENCE), clock)) {
            throw new Trouble("Timed out before all %s; the logs are in %s.".formatted(what, FOLDER));
        }
    }

    private boolean allAreNamed(Heard so) {
        return so.story().stream()
                        .map(ReceivedEvent::event)
                        .mapToInt(Storm::named)
                        .sum()
                >= cells;
    }

    private static Duration hold(StormWorld world) {
        var settings = world.catalog().correlationSettings().orElseThrow();
        var every = world.catalog().checks().getFirst().timing().everyMillis();
        return Duration.ofMillis(Math.max(settings.openHoldMillis(), every));
    }

    private static Figure stream(StreamReader stream, Course course) {
        var events = stream.events().stream()
                .filter(event ->
                        event.at().isAfter(course.failed()) && event.at().isBefore(course.told()))
                .toList();
        var bytes = events.stream().mapToLong(event -> event.bytes()).sum();
        var most = events.stream().mapToLong(event -> event.bytes()).max().orElse(0);
        return new Figure(
                stream.what() + ", events in the storm",
                "never dropped",
                String.format(
                        Locale.ROOT,
                        "%,d, %,d kB, the largest %,d kB, connected %d times",
                        events.size(),
                        bytes / 1000,
                        most / 1000,
                        stream.connections()),
                stream.connections() == 1);
    }
}
