package dev.tocsin.benchmarks.faults.command;

import static java.util.stream.Collectors.toSet;

import dev.tocsin.benchmarks.faults.Audit;
import dev.tocsin.benchmarks.faults.FaultPlan;
import dev.tocsin.benchmarks.faults.FaultRound;
import dev.tocsin.benchmarks.faults.FaultRun;
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
import dev.tocsin.benchmarks.suite.SuiteReport;
import dev.tocsin.benchmarks.suite.SuiteReport.Figure;
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
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

@Command(
        name = "faults",
        description = "checks that each affected subscriber gets each notice once and in order, although notifiers,"
                + " broker and database are killed, and endpoints and the mail server misbehave; a round begins while"
                + " notices of those before are still on their way",
        footer = {
            "",
            "The same seed plans the same round. Logs stay in benchmarks/target/faults.",
            "--subscribers 5000 --mailboxes 5000 --incidents 50 --rounds 20 --patience 30 is the full run."
        })
public final class FaultsCommand extends SuiteCommand {

    private static final Path HOME = Path.of(System.getProperty("tocsin.home", "."));
    private static final Path FOLDER = HOME.resolve("benchmarks/target/faults").toAbsolutePath();
    private static final int MOST_NOTES = 20;

    /// An endpoint that hangs may let several attempts at one notice fail.
    private static final int MOST_ENDED_WAITS = 8;

    private static final Duration ATTEMPT = Duration.ofSeconds(30);

    @Option(names = "--seed", paramLabel = "N", description = "seed of the first round; ${DEFAULT-VALUE} by default")
    private long seed = 1;

    @Option(
            names = "--rounds",
            paramLabel = "N",
            description = "number of rounds, each with the next seed; ${DEFAULT-VALUE} by default")
    private int rounds = 3;

    @Option(
            names = "--subscribers",
            paramLabel = "N",
            description = "subscribers by webhook; ${DEFAULT-VALUE} by default")
    private int subscribers = 200;

    @Option(names = "--mailboxes", paramLabel = "N", description = "subscribers by mail; ${DEFAULT-VALUE} by default")
    private int mailboxes = 100;

    @Option(names = "--incidents", paramLabel = "N", description = "incidents in a round; ${DEFAULT-VALUE} by default")
    private int incidents = 20;

    @Option(names = "--kills", paramLabel = "N", description = "kills in a round; ${DEFAULT-VALUE} by default")
    private int kills = 5;

    @Option(
            names = "--patience",
            paramLabel = "MINUTES",
            description = "time from the last event until waits between attempts end; ${DEFAULT-VALUE} by default")
    private int patience = 8;

    private final Clock clock = Clock.systemUTC();

    @Override
    public SuiteReport run(Consumer<String> progress) throws IOException, InterruptedException {
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
            var played = new ArrayList<Played>();
            for (var number = 0; number < rounds; number++) {
                var plan = FaultPlan.of(seed + number, incidents, kills);
                var restarts = play(plan, stage, topic);
                progress.accept("  seed %d: %d incidents, %d killed"
                        .formatted(plan.seed(), plan.incidents().size(), restarts.size()));
                played.add(new Played(plan, restarts));
            }
            progress.accept("waiting until nothing is left to send");
            var run = audit(played, all, stage, topic.flush(), copies);
            run.rounds().forEach(round -> progress.accept("  " + round.line()));
            var figures = new ArrayList<>(figures(run));
            figures.add(MachineLoad.figure(load));
            return new SuiteReport("faults", figures, notes(run), run);
        } catch (SQLException e) {
            throw new Trouble("The notifier's tables cannot be used: " + e.getMessage(), e);
        }
    }

    private record Played(FaultPlan plan, List<PartRestart> restarts) {}

    private List<PartRestart> play(FaultPlan plan, FaultyStage stage, IncidentTopic topic) throws InterruptedException {
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
        return restarts;
    }

    /// @param ends the end offsets of the topic's partitions after everything was published
    private FaultRun audit(
            List<Played> played, List<Subscriber> all, FaultyStage stage, Map<Integer, Long> ends, NoticeCopies copies)
            throws InterruptedException, SQLException {
        var restarts = played.stream().flatMap(each -> each.restarts().stream()).toList();
        try (var connection = stage.connect();
                var tables = new NotifierTables(connection)) {
            var cameToRest = tables.awaitRest(ends, Duration.ofMinutes(patience));
            var waits = cameToRest ? 0 : endWaits(tables, ends);
            cameToRest = cameToRest || tables.awaitRest(ends, ATTEMPT);
            var audited = new ArrayList<FaultRound>();
            for (var each : played) {
                var incidents = each.plan().incidents();
                var ids = incidents.stream().map(PlannedIncident::id).collect(toSet());
                var came = copies.of(ids);
                audited.add(new FaultRound(
                        each.plan().seed(),
                        came.size(),
                        each.restarts(),
                        SubscriptionTable.ended("given-up", connection, ids),
                        SubscriptionTable.ended("covered", connection, ids),
                        Audit.of(incidents, all, came, restarts)));
            }
            return new FaultRun(audited, cameToRest, waits, copies.strange());
        }
    }

    /// A notice that failed three times waits half an hour for its next attempt. When nothing else is left to send,
    /// these waits are ended.
    ///
    /// @return the number of waits that were ended
    private int endWaits(NotifierTables tables, Map<Integer, Long> ends) throws SQLException, InterruptedException {
        var waits = 0;
        for (var attempt = 0; attempt < MOST_ENDED_WAITS; attempt++) {
            waits += tables.endWaits(ends);
            if (tables.awaitRest(ends, ATTEMPT)) {
                return waits;
            }
        }
        return waits;
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

    private static List<Figure> figures(FaultRun run) {
        return List.of(
                told("rounds", run.rounds().size()),
                told("processes killed", run.total(round -> round.restarts().size())),
                told(
                        "pairs of an incident and a subscriber that it affects",
                        run.total(round -> round.audit().affected())),
                told("copies of notices that reached receivers", run.total(FaultRound::copies)),
                none(
                        "pairs without an opening or an end",
                        run.total(round -> round.audit().missing().size())),
                none(
                        "subscribers notified of an incident that does not affect them",
                        run.total(round -> round.audit().unaffected().size())),
                none(
                        "pairs whose notices came out of order",
                        run.total(round -> round.audit().disordered().size())),
                none("mails that are not notices of Tocsin", run.strange().size()),
                told(
                        "notices taken twice, with the same id",
                        run.total(round -> round.audit().doubles())),
                none(
                        "of these, not in flight at a kill",
                        run.total(round -> round.audit().unexplained().size())),
                told(
                        "notices that a mailbox refused for good",
                        run.total(round -> round.audit().refusedForGood().size())),
                none(
                        "of these, neither given up nor covered by a later notice",
                        run.total(FaultRound::refusedAndNotEnded)),
                none(
                        "notices that the notifier gave up though no mailbox refused them for good",
                        run.total(FaultRound::givenUpWithoutReason)),
                told("waits between attempts that the benchmark ended", run.endedWaits()),
                none("runs that ended with something left to send", run.cameToRest() ? 0 : 1));
    }

    private static Figure told(String what, int result) {
        return new Figure(what, null, "%,d".formatted(result), null);
    }

    private static Figure none(String what, int result) {
        return new Figure(what, "0", "%,d".formatted(result), result == 0);
    }

    private static List<String> notes(FaultRun run) {
        return Stream.concat(
                        run.strange().stream(),
                        run.rounds().stream().filter(round -> !round.isRight()).flatMap(FaultsCommand::problems))
                .limit(MOST_NOTES)
                .toList();
    }

    private static Stream<String> problems(FaultRound round) {
        var audit = round.audit();
        return Stream.of(audit.missing(), audit.unaffected(), audit.disordered(), audit.unexplained())
                .flatMap(List::stream)
                .map(problem -> "seed %d: %s".formatted(round.seed(), problem));
    }
}
