package dev.tocsin.benchmarks.notices.command;

import dev.tocsin.benchmarks.notices.Arrivals;
import dev.tocsin.benchmarks.notices.Arrivals.ArrivalKind;
import dev.tocsin.benchmarks.notices.BodyFormat;
import dev.tocsin.benchmarks.notices.EndpointState;
import dev.tocsin.benchmarks.notices.Endpoints;
import dev.tocsin.benchmarks.notices.IncidentScript;
import dev.tocsin.benchmarks.notices.Isolation;
import dev.tocsin.benchmarks.notices.Spread;
import dev.tocsin.benchmarks.notices.http.Sink;
import dev.tocsin.benchmarks.notices.kafka.IncidentTopic;
import dev.tocsin.benchmarks.notices.postgres.NotifierTables;
import dev.tocsin.benchmarks.notices.smtp.MailSink;
import dev.tocsin.benchmarks.process.Stage;
import dev.tocsin.benchmarks.suite.SuiteReport;
import dev.tocsin.benchmarks.suite.command.MachineLoad;
import dev.tocsin.benchmarks.suite.command.SuiteCommand;
import dev.tocsin.contract.Severity;
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
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(
        name = "isolation",
        description = "how long notices to healthy receivers take while other receivers hang or fail",
        footer = {"", "--subscribers 1000 --hanging 500 is a quick run. Logs stay in benchmarks/target/isolation."})
public final class IsolationCommand extends SuiteCommand {

    private static final Path HOME = Path.of(System.getProperty("tocsin.home", "."));
    private static final Path FOLDER =
            HOME.resolve("benchmarks/target/isolation").toAbsolutePath();
    private static final Duration PATIENCE = Duration.ofMinutes(2);
    private static final int TENTH = 10;

    /// The region of the subscribers who wait for notices. `HANGING_REGION` has the many endpoints that hang and one
    /// mailbox.
    private static final String REGION = "na";

    private static final String HANGING_REGION = "eu";

    @Option(
            names = "--subscribers",
            paramLabel = "N",
            description = "subscribers by webhook; ${DEFAULT-VALUE} by default")
    private int subscribers = 5_000;

    @Option(
            names = "--hanging",
            paramLabel = "N",
            description = "endpoints that hang while one mail leaves; ${DEFAULT-VALUE} by default")
    private int hanging = 5_000;

    @Option(
            names = "--incidents",
            paramLabel = "N",
            description = "incidents before some endpoints fail, and as many after that; ${DEFAULT-VALUE} by default")
    private int incidents = 2;

    @Option(
            names = "--hosts",
            paramLabel = "N",
            description = "hosts among which the endpoints are spread, at most 250; ${DEFAULT-VALUE} by default")
    private int hosts = 100;

    @Option(
            names = "--shared-hosts",
            description =
                    "spread the endpoints that hang or fail over all hosts; otherwise they have hosts of their own")
    private boolean sharedHosts;

    @Mixin
    private final NotifierOptions service = new NotifierOptions();

    private final Clock clock = Clock.systemUTC();
    private volatile boolean areSomeIll;

    @Override
    public SuiteReport run(Consumer<String> progress) throws IOException, InterruptedException {
        Files.createDirectories(FOLDER);
        var load = MachineLoad.now();
        var endpoints = new Endpoints(Ports.free(), hosts, subscribers + hanging);
        var mailPort = Ports.free();
        var webhooks = new Arrivals(subscribers, number -> whenIll(number) == EndpointState.ANSWERS);
        var mails = new Arrivals(1);
        progress.accept("starting a broker, a database and notifier-service");
        try (var client = HttpClient.newBuilder()
                        .version(HttpClient.Version.HTTP_1_1)
                        .build();
                var _ = new Sink(endpoints, webhooks, BodyFormat.TOCSIN, this::state);
                var _ = new MailSink(mailPort, mails);
                var stage = Stage.notifier(
                        HOME,
                        FOLDER,
                        service.ofJvm(),
                        environment(endpoints, mailPort),
                        client,
                        kafka -> IncidentTopic.prepare(kafka, List.of(REGION, HANGING_REGION), clock.instant()));
                var topic = new IncidentTopic(stage.kafka());
                var tables = new NotifierTables(stage.connect())) {
            tables.subscribe(endpoints, 0, subscribers, List.of(REGION));
            tables.subscribe(endpoints, subscribers, subscribers + hanging, List.of(HANGING_REGION));
            tables.subscribeMailboxes(1, List.of(HANGING_REGION));
            progress.accept("an incident that is not measured");
            announce(1, REGION, topic, webhooks);
            progress.accept("all endpoints answer");
            var alone = new ArrayList<Spread>();
            for (var number = 0; number < incidents; number++) {
                tables.awaitRest(PATIENCE);
                alone.addAll(announce(2 + number, REGION, topic, webhooks));
            }
            tables.awaitRest(PATIENCE);
            areSomeIll = true;
            progress.accept("a tenth of the endpoints hang and a tenth fail");
            var beside = new ArrayList<Spread>();
            for (var number = 0; number < incidents; number++) {
                beside.addAll(announce(2 + incidents + number, REGION, topic, webhooks));
            }
            progress.accept("%,d endpoints hang, and one mailbox does not".formatted(hanging));
            var left = announce(2 + 2 * incidents, HANGING_REGION, topic, mails);
            var isolation = new Isolation(healthy(), alone, beside, hanging, left);
            var figures = new ArrayList<>(isolation.figures());
            figures.add(MachineLoad.figure(load));
            return new SuiteReport("isolation", figures, List.of(), isolation);
        } catch (SQLException e) {
            throw new Trouble("The notifier's tables cannot be used: " + e.getMessage(), e);
        }
    }

    private static Map<String, String> environment(Endpoints endpoints, int mailPort) {
        return Map.of(
                "TOCSIN_WEBHOOKS_ALLOW",
                endpoints.allowed(),
                "QUARKUS_MAILER_MOCK",
                "false",
                "QUARKUS_MAILER_HOST",
                Ports.LOOPBACK,
                "QUARKUS_MAILER_PORT",
                Integer.toString(mailPort));
    }

    /// Publishes the opening and the closing, and waits for the arrivals of each.
    private List<Spread> announce(int number, String region, IncidentTopic topic, Arrivals arrivals)
            throws InterruptedException {
        var script = new IncidentScript(IncidentScript.number(number).id(), region, Severity.MAJOR);
        var spreads = new ArrayList<Spread>();
        for (var kind : ArrivalKind.values()) {
            var since = System.nanoTime();
            topic.publish(
                    kind == ArrivalKind.OPENED
                            ? script.opening(clock.instant())
                            : script.closing(clock.instant(), false));
            arrivals.await(script.id(), kind, PATIENCE);
            spreads.add(arrivals.spread(script.id(), kind, since));
        }
        return spreads;
    }

    private int healthy() {
        var many = 0;
        for (var number = 0; number < subscribers; number++) {
            many += whenIll(number) == EndpointState.ANSWERS ? 1 : 0;
        }
        return many;
    }

    private EndpointState state(int subscriber) {
        if (subscriber >= subscribers) {
            return EndpointState.HANGS;
        }
        return areSomeIll ? whenIll(subscriber) : EndpointState.ANSWERS;
    }

    private EndpointState whenIll(int subscriber) {
        var share = sharedHosts ? subscriber / hosts % TENTH : subscriber % hosts * TENTH / hosts;
        return switch (share) {
            case 0 -> EndpointState.HANGS;
            case 1 -> EndpointState.FAILS;
            default -> EndpointState.ANSWERS;
        };
    }
}
