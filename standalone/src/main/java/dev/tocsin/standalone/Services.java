package dev.tocsin.standalone;

import dev.tocsin.stack.kafka.BrokerSettings;
import dev.tocsin.stack.kafka.KafkaBroker;
import dev.tocsin.stack.postgres.PostgresServer;
import dev.tocsin.stack.postgres.PostgresSettings;
import dev.tocsin.stack.process.ChildProcess;
import dev.tocsin.stack.process.QuarkusLaunch;
import dev.tocsin.stack.process.StartFailure;
import dev.tocsin.standalone.folder.DataFolder;
import dev.tocsin.standalone.folder.FirstError;
import dev.tocsin.standalone.folder.RunFile.RunningPart;
import dev.tocsin.standalone.part.Part;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// The processes of a run and the start of each. Secrets reach them in their environment only.
///
/// @param home the project's folder, where the services were built
/// @param catalog the file that incident-service reads
/// @param beforeServices called with the broker's address before anything else uses the broker
/// @param probesFirst whether incident-service waits for the probes
record Services(
        Path home,
        DataFolder folder,
        RunPorts ports,
        Path catalog,
        String operatorToken,
        Health health,
        Consumer<String> beforeServices,
        boolean probesFirst) {

    /// The time that a service may make no progress while it starts.
    private static final Duration START_PATIENCE = Duration.ofMinutes(1);

    private static final String HOST = "127.0.0.1";
    private static final String KAFKA = "kafka";
    private static final String POSTGRES = "postgres";
    private static final String BOOTSTRAP = "kafka.bootstrap.servers";

    /// The vantage point at which a probe in development mode runs too.
    private static final String DEVELOPED_PROBE = "us-east";

    /// One of our own programs.
    ///
    /// @param heap at most, in megabytes
    private record ServiceProcess(String name, String module, int heap, Port port, Port management) {}

    private static final ServiceProcess INCIDENT =
            new ServiceProcess("incident-service", "incident-service", 256, Port.INCIDENT, Port.INCIDENT_MANAGEMENT);
    private static final ServiceProcess NOTIFIER =
            new ServiceProcess("notifier-service", "notifier-service", 192, Port.NOTIFIER, Port.NOTIFIER_MANAGEMENT);
    private static final Map<String, ServiceProcess> PROBES = Map.of(
            "us-east", probe("us-east", Port.PROBE_US_EAST, Port.PROBE_US_EAST_MANAGEMENT),
            "eu-west", probe("eu-west", Port.PROBE_EU_WEST, Port.PROBE_EU_WEST_MANAGEMENT),
            "ap-south", probe("ap-south", Port.PROBE_AP_SOUTH, Port.PROBE_AP_SOUTH_MANAGEMENT));

    private static final Map<String, ServiceProcess> OURS = Stream.concat(
                    Stream.of(INCIDENT, NOTIFIER), PROBES.values().stream())
            .collect(Collectors.toUnmodifiableMap(ServiceProcess::name, service -> service));

    private static ServiceProcess probe(String vantagePoint, Port port, Port management) {
        return new ServiceProcess("probe-" + vantagePoint, "probe-service", 96, port, management);
    }

    List<Part> parts() {
        var probes = PROBES.entrySet().stream()
                .map(probe -> new Part(
                        probe.getValue().name(), Set.of(KAFKA), () -> startProbe(probe.getKey(), probe.getValue())));
        return Stream.concat(
                        Stream.of(
                                new Part(POSTGRES, Set.of(), this::startPostgres),
                                new Part(KAFKA, Set.of(), this::startKafka),
                                new Part(INCIDENT.name(), incidentNeeds(), this::startIncident),
                                new Part(NOTIFIER.name(), Set.of(KAFKA, POSTGRES), this::startNotifier)),
                        probes)
                .toList();
    }

    private Set<String> incidentNeeds() {
        return Stream.concat(
                        Stream.of(KAFKA, POSTGRES), PROBES.values().stream().map(ServiceProcess::name))
                .filter(need -> probesFirst || !need.startsWith("probe-"))
                .collect(Collectors.toUnmodifiableSet());
    }

    /// The part as `run.json` lists it.
    RunningPart running(String part, long pid) {
        var service = OURS.get(part);
        var log = folder.log(part).toString();
        if (service == null) {
            return new RunningPart(part, pid, ports.of(part.equals(KAFKA) ? Port.KAFKA : Port.POSTGRES), null, log);
        }
        var ready = Health.address(ports.of(service.management()));
        return new RunningPart(part, pid, ports.of(service.port()), ready, log);
    }

    private ChildProcess startKafka() {
        var settings = new BrokerSettings(HOST, ports.of(Port.KAFKA), ports.of(Port.KAFKA_CONTROLLER), folder.kafka());
        var broker = onData(() -> KafkaBroker.start(settings, folder.log(KAFKA)).process());
        beforeServices.accept(settings.bootstrapServers());
        return broker;
    }

    private ChildProcess startPostgres() {
        var passwords = Map.of("incident", password("incident"), "notifier", password("notifier"));
        var settings = new PostgresSettings(ports.of(Port.POSTGRES), folder.postgres(), passwords);
        return onData(() -> PostgresServer.start(settings, folder.log(POSTGRES)).process());
    }

    /// A part that keeps its data in the folder usually fails because of that data.
    private ChildProcess onData(Supplier<ChildProcess> start) {
        try {
            return start.get();
        } catch (StartFailure | UncheckedIOException failure) {
            throw new Trouble(String.valueOf(failure.getMessage()).stripTrailing() + "\n" + folder.wayOut(), failure);
        }
    }

    private ChildProcess startIncident() {
        var settings = settingsWithDatabase("incident");
        settings.put("tocsin.catalog.file", catalog.toString());
        settings.put("tocsin.notifier.api", ports.url(Port.NOTIFIER));
        settings.put("tocsin.snapshot.folder", folder.snapshot().toString());
        settings.put(
                "tocsin.access.first-password-file",
                folder.secrets().firstPasswordFile().toString());
        forDevelopment(INCIDENT, settings, Map.of());
        return start(INCIDENT, settings);
    }

    private ChildProcess startNotifier() {
        var settings = settingsWithDatabase("notifier");
        settings.put("tocsin.webhooks.allow", "%s:%d-%d".formatted(HOST, 9000 + ports.offset(), 9999 + ports.offset()));
        forDevelopment(NOTIFIER, settings, Map.of());
        return start(NOTIFIER, settings);
    }

    private ChildProcess startProbe(String vantagePoint, ServiceProcess probe) {
        var settings = mailer();
        settings.put("tocsin.probe.vantage-point", vantagePoint);
        settings.put("tocsin.probe.spool.directory", folder.spool(vantagePoint).toString());
        settings.put("tocsin.operator.token", "");
        if (vantagePoint.equals(DEVELOPED_PROBE)) {
            var id = vantagePoint + "-development";
            forDevelopment(
                    probe,
                    settings,
                    Map.of(
                            "tocsin.probe.id",
                            id,
                            "tocsin.probe.spool.directory",
                            folder.spool(id).toString()));
        }
        return start(probe, settings);
    }

    /// Writes the settings for an instance in development mode beside this one. That instance has ports of its own,
    /// follows the catalog that this one publishes, and leaves the snapshot to this one.
    private void forDevelopment(ServiceProcess service, Map<String, String> settings, Map<String, String> own) {
        var all = new TreeMap<>(settings);
        all.put(BOOTSTRAP, HOST + ":" + ports.of(Port.KAFKA));
        all.putAll(own);
        all.keySet()
                .removeAll(
                        List.of("tocsin.catalog.file", "tocsin.snapshot.folder", "tocsin.access.first-password-file"));
        folder.development().write(service.module(), all);
    }

    private Map<String, String> mailer() {
        var settings = new HashMap<String, String>();
        settings.put("quarkus.mailer.host", HOST);
        settings.put("quarkus.mailer.port", Integer.toString(ports.of(Port.SMTP)));
        settings.put("quarkus.mailer.from", "Harbour CRM <status@harbour.example>");
        return settings;
    }

    private Map<String, String> settingsWithDatabase(String role) {
        var settings = mailer();
        settings.put(
                "quarkus.datasource.jdbc.url",
                "jdbc:postgresql://%s:%d/tocsin".formatted(HOST, ports.of(Port.POSTGRES)));
        settings.put("quarkus.datasource.username", role);
        settings.put("quarkus.datasource.password", password(role));
        settings.put("tocsin.operator.token", operatorToken);
        settings.put("tocsin.incident.url", ports.url(Port.INCIDENT));
        settings.put("tocsin.notifier.url", ports.url(Port.NOTIFIER));
        return settings;
    }

    private String password(String role) {
        return folder.secrets().password(role);
    }

    private ChildProcess start(ServiceProcess service, Map<String, String> settings) {
        var options = List.of("-Xmx" + service.heap() + "m", "-Xss512k", "-XX:TieredStopAtLevel=1");
        var launch = QuarkusLaunch.of(service.name(), built(service), options, folder.log(service.name()))
                .with(asEnvironment(settings))
                .with(asEnvironment(common(service)));
        var logStart = size(launch.log());
        try {
            return ChildProcess.start(launch)
                    .awaitReady(START_PATIENCE, () -> health.isReady(Health.address(ports.of(service.management()))));
        } catch (StartFailure failure) {
            throw FirstError.in(launch.log(), logStart)
                    .<RuntimeException>map(error -> new Trouble(
                            "%s did not start: %s%nIts full log is %s.".formatted(service.name(), error, launch.log()),
                            failure))
                    .orElse(failure);
        }
    }

    /// The settings under the names by which Quarkus reads keys from the environment.
    private static Map<String, String> asEnvironment(Map<String, String> settings) {
        return settings.entrySet().stream()
                .collect(Collectors.toMap(
                        setting -> setting.getKey().toUpperCase(Locale.ROOT).replaceAll("[^A-Z0-9]", "_"),
                        Map.Entry::getValue));
    }

    private static long size(Path log) {
        try {
            return Files.exists(log) ? Files.size(log) : 0;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Map<String, String> common(ServiceProcess service) {
        return Map.of(
                BOOTSTRAP,
                HOST + ":" + ports.of(Port.KAFKA),
                "quarkus.http.host",
                HOST,
                "quarkus.http.port",
                Integer.toString(ports.of(service.port())),
                "quarkus.management.host",
                HOST,
                "quarkus.management.port",
                Integer.toString(ports.of(service.management())),
                "quarkus.log.console.json.enabled",
                "false",
                // otherwise each of our readiness checks while a service starts leaves a line in its log
                "quarkus.log.category.\"io.smallrye.health\".level",
                "WARN");
    }

    private Path built(ServiceProcess service) {
        var jar = home.resolve(service.module()).resolve("target/quarkus-app/quarkus-run.jar");
        if (!Files.exists(jar)) {
            throw new Trouble(
                    "%s is not built: there is no %s. ./tocsin up builds it.".formatted(service.module(), jar));
        }
        return jar;
    }
}
