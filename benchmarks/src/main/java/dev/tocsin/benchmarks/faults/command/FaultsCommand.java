package dev.tocsin.benchmarks.faults.command;

import static java.util.stream.Collectors.toSet;

import dev.tocsin.benchmarks.faults.Audit;
import dev.tocsin.benchmarks.faults.FaultPlan;
import dev.tocsin.benchmarks.faults.Outage;
import dev.tocsin.benchmarks.faults.PlannedIncident;
import dev.tocsin.benchmarks.faults.Round;
import dev.tocsin.benchmarks.faults.Subscriber;
import dev.tocsin.benchmarks.faults.http.Receivers;
import dev.tocsin.benchmarks.faults.postgres.SubscriptionTable;
import dev.tocsin.benchmarks.faults.process.FaultyStage;
import dev.tocsin.benchmarks.notices.Endpoints;
import dev.tocsin.benchmarks.notices.kafka.IncidentTopic;
import dev.tocsin.benchmarks.notices.postgres.NotifierTables;
import dev.tocsin.benchmarks.suite.Report;
import dev.tocsin.benchmarks.suite.Report.Figure;
import dev.tocsin.benchmarks.suite.command.SuiteCommand;
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
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.ToIntFunction;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

@Command(
        name = "faults",
        description = "whether each affected subscriber is told once and in order while notifiers, broker and database"
                + " are killed and endpoints misbehave",
        footer = {"", "The same seed plans the same round. Logs stay in benchmarks/target/faults."})
public final class FaultsCommand extends SuiteCommand {

    private static final Path HOME = Path.of(System.getProperty("tocsin.home", "."));
    private static final Path FOLDER = HOME.resolve("benchmarks/target/faults").toAbsolutePath();
    private static final Duration PATIENCE = Duration.ofMinutes(8);
    private static final int MOST_NOTES = 20;

    @Option(names = "--seed", paramLabel = "N", description = "of the first round; ${DEFAULT-VALUE} by default")
    private long seed = 1;

    @Option(names = "--rounds", paramLabel = "N", description = "each with the next seed; ${DEFAULT-VALUE} by default")
    private int rounds = 3;

    @Option(names = "--subscribers", paramLabel = "N", description = "by webhook; ${DEFAULT-VALUE} by default")
    private int subscribers = 300;

    @Option(names = "--incidents", paramLabel = "N", description = "in a round; ${DEFAULT-VALUE} by default")
    private int incidents = 20;

    @Option(names = "--kills", paramLabel = "N", description = "in a round; ${DEFAULT-VALUE} by default")
    private int kills = 5;

    private final Clock clock = Clock.systemUTC();

    @Override
    public Report run(Consumer<String> progress) throws IOException, InterruptedException {
        Files.createDirectories(FOLDER);
        var all = FaultPlan.subscribers(seed, subscribers);
        var endpoints = new Endpoints(Ports.free(), 50, subscribers);
        progress.accept("starting a broker, a database and two notifiers");
        try (var client = HttpClient.newBuilder()
                        .version(HttpClient.Version.HTTP_1_1)
                        .build();
                var receivers = new Receivers(endpoints, all);
                var stage = FaultyStage.start(
                        HOME,
                        FOLDER,
                        endpoints.allowed(),
                        client,
                        kafka -> IncidentTopic.prepare(kafka, FaultPlan.REGIONS, clock.instant()));
                var topic = new IncidentTopic(stage.kafka())) {
            try (var connection = stage.connect()) {
                SubscriptionTable.confirm(connection, endpoints, all);
            }
            var done = new ArrayList<Round>();
            for (var number = 0; number < rounds; number++) {
                var round = round(FaultPlan.of(seed + number, incidents, kills), all, stage, topic, receivers);
                progress.accept("  " + round.line());
                done.add(round);
            }
            return new Report("faults", figures(done), notes(done), done);
        } catch (SQLException e) {
            throw new Trouble("The notifier's tables cannot be used: " + e.getMessage(), e);
        }
    }

    private Round round(
            FaultPlan plan, List<Subscriber> all, FaultyStage stage, IncidentTopic topic, Receivers receivers)
            throws InterruptedException, SQLException {
        var outages = new ArrayList<Outage>();
        try (var publisher = Executors.newSingleThreadScheduledExecutor();
                var killer = Executors.newScheduledThreadPool(4)) {
            var steps = new ArrayList<Future<?>>();
            plan.incidents().forEach(incident -> steps.addAll(play(incident, topic, publisher)));
            var killed = plan.kills().stream()
                    .map(kill -> at(killer, kill.at(), () -> stage.kill(kill.part())))
                    .toList();
            for (var kill : killed) {
                outages.add(result(kill));
            }
            for (var step : steps) {
                var _ = result(step);
            }
        }
        var ends = topic.flush();
        boolean cameToRest;
        try (var tables = new NotifierTables(stage.connect())) {
            cameToRest = tables.awaitRest(ends, PATIENCE);
        }
        var receipts = receivers.receipts(
                plan.incidents().stream().map(PlannedIncident::id).collect(toSet()));
        return new Round(
                plan.seed(), receipts.size(), outages, cameToRest, Audit.of(plan.incidents(), all, receipts, outages));
    }

    private List<Future<?>> play(PlannedIncident incident, IncidentTopic topic, ScheduledExecutorService publisher) {
        var steps = new ArrayList<Future<?>>();
        var script = incident.script();
        steps.add(at(publisher, incident.opensAt(), () -> topic.send(script.opening(clock.instant()))));
        if (incident.worsensAt() != null) {
            steps.add(at(publisher, incident.worsensAt(), () -> topic.send(script.worsening(clock.instant()))));
        }
        steps.add(at(
                publisher,
                incident.closesAt(),
                () -> topic.send(script.closing(clock.instant(), incident.worsensAt() != null))));
        return steps;
    }

    private static Future<?> at(ScheduledExecutorService executor, Duration after, Runnable step) {
        return executor.schedule(step, after.toMillis(), TimeUnit.MILLISECONDS);
    }

    private static <T> Future<T> at(ScheduledExecutorService executor, Duration after, Callable<T> step) {
        return executor.schedule(step, after.toMillis(), TimeUnit.MILLISECONDS);
    }

    private static <T> T result(Future<T> future) throws InterruptedException {
        try {
            return future.get();
        } catch (ExecutionException e) {
            throw new Trouble("A step of the round failed: " + e.getCause(), e);
        }
    }

    private static List<Figure> figures(List<Round> rounds) {
        return List.of(
                told("rounds", Integer.toString(rounds.size())),
                told("parts killed", total(rounds, round -> round.outages().size())),
                told(
                        "pairs of an incident and a subscriber that it affects",
                        total(rounds, round -> round.audit().affected())),
                told("copies of notices that reached endpoints", total(rounds, Round::copies)),
                none(
                        "without an opening or an end",
                        rounds,
                        round -> round.audit().missing().size()),
                none(
                        "told of what does not affect them",
                        rounds,
                        round -> round.audit().unaffected().size()),
                none("out of order", rounds, round -> round.audit().disordered().size()),
                told(
                        "taken twice, with the same id",
                        total(rounds, round -> round.audit().doubles())),
                none(
                        "of these not in flight at a kill",
                        rounds,
                        round -> round.audit().unexplained().size()),
                none("rounds after which something was left to send", rounds, round -> round.cameToRest() ? 0 : 1));
    }

    private static Figure told(String what, String result) {
        return new Figure(what, null, result, null);
    }

    private static Figure none(String what, List<Round> rounds, ToIntFunction<Round> count) {
        var many = rounds.stream().mapToInt(count).sum();
        return new Figure(what, "0", "%,d".formatted(many), many == 0);
    }

    private static String total(List<Round> rounds, ToIntFunction<Round> count) {
        return "%,d".formatted(rounds.stream().mapToInt(count).sum());
    }

    private static List<String> notes(List<Round> rounds) {
        return rounds.stream()
                .filter(round -> !round.isRight())
                .flatMap(round -> Stream.of(
                                round.audit().missing(),
                                round.audit().unaffected(),
                                round.audit().disordered(),
                                round.audit().unexplained())
                        .flatMap(List::stream)
                        .map(problem -> "seed %d: %s".formatted(round.seed(), problem)))
                .limit(MOST_NOTES)
                .toList();
    }
}
