package dev.tocsin.benchmarks.faults.command;

import static java.util.stream.Collectors.toSet;

import dev.tocsin.benchmarks.faults.Audit;
import dev.tocsin.benchmarks.faults.FaultPlan;
import dev.tocsin.benchmarks.faults.FaultRound;
import dev.tocsin.benchmarks.faults.NoticeCopies;
import dev.tocsin.benchmarks.faults.PartRestart;
import dev.tocsin.benchmarks.faults.PlannedIncident;
import dev.tocsin.benchmarks.faults.Subscriber;
import dev.tocsin.benchmarks.faults.http.FaultyEndpoints;
import dev.tocsin.benchmarks.faults.postgres.SubscriptionTable;
import dev.tocsin.benchmarks.faults.process.FaultyStage;
import dev.tocsin.benchmarks.faults.smtp.FaultyMailServer;
import dev.tocsin.benchmarks.notices.Endpoints;
import dev.tocsin.benchmarks.notices.kafka.IncidentTopic;
import dev.tocsin.benchmarks.notices.postgres.NotifierTables;
import dev.tocsin.benchmarks.suite.Report;
import dev.tocsin.benchmarks.suite.Report.Figure;
import dev.tocsin.benchmarks.suite.command.MachineLoad;
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
import java.util.Map;
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
        description = "checks that each affected subscriber gets each notice once and in order, although notifiers,"
                + " broker and database are killed, and endpoints and the mail server misbehave",
        footer = {
            "",
            "The same seed plans the same round. Logs stay in benchmarks/target/faults.",
            "--subscribers 5000 --mailboxes 5000 --incidents 50 --rounds 20 --patience 30 is the whole of it."
        })
public final class FaultsCommand extends SuiteCommand {

    private static final Path HOME = Path.of(System.getProperty("tocsin.home", "."));
    private static final Path FOLDER = HOME.resolve("benchmarks/target/faults").toAbsolutePath();
    private static final int MOST_NOTES = 20;

    @Option(names = "--seed", paramLabel = "N", description = "of the first round; ${DEFAULT-VALUE} by default")
    private long seed = 1;

    @Option(names = "--rounds", paramLabel = "N", description = "each with the next seed; ${DEFAULT-VALUE} by default")
    private int rounds = 3;

    @Option(names = "--subscribers", paramLabel = "N", description = "by webhook; ${DEFAULT-VALUE} by default")
    private int subscribers = 200;

    @Option(names = "--mailboxes", paramLabel = "N", description = "subscribers by mail; ${DEFAULT-VALUE} by default")
    private int mailboxes = 100;

    @Option(names = "--incidents", paramLabel = "N", description = "in a round; ${DEFAULT-VALUE} by default")
    private int incidents = 20;

    @Option(names = "--kills", paramLabel = "N", description = "in a round; ${DEFAULT-VALUE} by default")
    private int kills = 5;

    @Option(
            names = "--patience",
            paramLabel = "MINUTES",
            description = "in which all notices must be sent after a round's last event; ${DEFAULT-VALUE} by default")
    private int patience = 8;

    private final Clock clock = Clock.systemUTC();

    @Override
    public Report run(Consumer<String> progress) throws IOException, InterruptedException {
        Files.createDirectories(FOLDER);
        var load = MachineLoad.now();
        var all = FaultPlan.subscribers(seed, subscribers, mailboxes);
        var endpoints = new Endpoints(Ports.free(), 50, subscribers);
        var mailPort = Ports.free();
        var copies = new NoticeCopies();
        progress.accept("starting a broker, a database and two notifiers");
        try (var client = HttpClient.newBuilder()
                        .version(HttpClient.Version.HTTP_1_1)
                        .build();
                var _ = new FaultyEndpoints(endpoints, all, copies);
                var _ = new FaultyMailServer(mailPort, copies);
                var stage = FaultyStage.start(
                        HOME,
                        FOLDER,
                        Map.of(
                                "TOCSIN_WEBHOOKS_ALLOW",
                                endpoints.allowed(),
                                "QUARKUS_MAILER_MOCK",
                                "false",
                                "QUARKUS_MAILER_HOST",
                                Ports.LOOPBACK,
                                "QUARKUS_MAILER_PORT",
                                Integer.toString(mailPort)),
                        client,
                        kafka -> IncidentTopic.prepare(kafka, FaultPlan.REGIONS, clock.instant()));
                var topic = new IncidentTopic(stage.kafka())) {
            try (var connection = stage.connect()) {
                SubscriptionTable.confirm(connection, endpoints, all);
            }
            var done = new ArrayList<FaultRound>();
            for (var number = 0; number < rounds; number++) {
                var round = round(FaultPlan.of(seed + number, incidents, kills), all, stage, topic, copies);
                progress.accept("  " + round.line());
                done.add(round);
            }
            var figures = new ArrayList<>(figures(done));
            figures.add(MachineLoad.figure(load));
            return new Report("faults", figures, notes(done), done);
        } catch (SQLException e) {
            throw new Trouble("The notifier's tables cannot be used: " + e.getMessage(), e);
        }
    }

    private FaultRound round(
            FaultPlan plan, List<Subscriber> all, FaultyStage stage, IncidentTopic topic, NoticeCopies copies)
            throws InterruptedException, SQLException {
        var restarts = new ArrayList<PartRestart>();
        try (var publisher = Executors.newSingleThreadScheduledExecutor();
                var killer = Executors.newScheduledThreadPool(4)) {
            var steps = new ArrayList<Future<?>>();
            plan.incidents().forEach(incident -> steps.addAll(play(incident, topic, publisher)));
            var killed = plan.kills().stream()
                    .map(kill -> at(killer, kill.at(), () -> stage.kill(kill.part())))
                    .toList();
            for (var kill : killed) {
                restarts.add(result(kill));
            }
            for (var step : steps) {
                var _ = result(step);
            }
        }
        var ends = topic.flush();
        var ids = plan.incidents().stream().map(PlannedIncident::id).collect(toSet());
        boolean cameToRest;
        int givenUp;
        try (var connection = stage.connect();
                var tables = new NotifierTables(connection)) {
            cameToRest = tables.awaitRest(ends, Duration.ofMinutes(patience));
            givenUp = SubscriptionTable.givenUp(connection, ids);
        }
        var came = copies.of(ids);
        return new FaultRound(
                plan.seed(),
                came.size(),
                restarts,
                cameToRest,
                givenUp,
                copies.takeStrange(),
                Audit.of(plan.incidents(), all, came, restarts));
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

    private static List<Figure> figures(List<FaultRound> rounds) {
        return List.of(
                told("rounds", Integer.toString(rounds.size())),
                told("processes killed", total(rounds, round -> round.restarts().size())),
                told(
                        "pairs of an incident and a subscriber that it affects",
                        total(rounds, round -> round.audit().affected())),
                told("copies of notices that reached receivers", total(rounds, FaultRound::copies)),
                none(
                        "pairs without an opening or an end",
                        rounds,
                        round -> round.audit().missing().size()),
                none(
                        "subscribers notified of an incident that does not affect them",
                        rounds,
                        round -> round.audit().unaffected().size()),
                none(
                        "pairs whose notices came out of order",
                        rounds,
                        round -> round.audit().disordered().size()),
                none(
                        "mails that are no notice of ours",
                        rounds,
                        round -> round.strange().size()),
                told(
                        "notices taken twice, with the same id",
                        total(rounds, round -> round.audit().doubles())),
                none(
                        "of these, not in flight at a kill",
                        rounds,
                        round -> round.audit().unexplained().size()),
                told(
                        "notices that a mailbox refused for good",
                        total(rounds, round -> round.audit().refusedForGood())),
                none(
                        "difference between these and the notices that the notifier gave up",
                        rounds,
                        FaultRound::givenUpWithoutReason),
                none("rounds after which something was left to send", rounds, round -> round.cameToRest() ? 0 : 1));
    }

    private static Figure told(String what, String result) {
        return new Figure(what, null, result, null);
    }

    private static Figure none(String what, List<FaultRound> rounds, ToIntFunction<FaultRound> count) {
        var many = rounds.stream().mapToInt(count).sum();
        return new Figure(what, "0", "%,d".formatted(many), many == 0);
    }

    private static String total(List<FaultRound> rounds, ToIntFunction<FaultRound> count) {
        return "%,d".formatted(rounds.stream().mapToInt(count).sum());
    }

    private static List<String> notes(List<FaultRound> rounds) {
        return rounds.stream()
                .filter(round -> !round.isRight())
                .flatMap(round -> Stream.of(
                                round.strange(),
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
