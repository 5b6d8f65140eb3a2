package dev.tocsin.benchmarks.notices.alertmanager;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.tocsin.benchmarks.notices.AlertmanagerFanout;
import dev.tocsin.benchmarks.notices.Arrivals;
import dev.tocsin.benchmarks.notices.Arrivals.ArrivalKind;
import dev.tocsin.benchmarks.notices.Endpoints;
import dev.tocsin.benchmarks.notices.IncidentScript;
import dev.tocsin.benchmarks.notices.Spread;
import dev.tocsin.benchmarks.process.PeakMemory;
import dev.tocsin.benchmarks.process.ProcessTree;
import dev.tocsin.stack.process.ChildProcess;
import dev.tocsin.stack.process.Launch;
import dev.tocsin.stack.process.Ports;
import dev.tocsin.standalone.Health;
import dev.tocsin.standalone.Trouble;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/// An Alertmanager with a receiver and a route for each endpoint. A route matches every alert and lets the next one
/// match too.
public final class Alertmanager implements AutoCloseable {

    private static final Path PROGRAM = Path.of("/usr/bin/prometheus-alertmanager");
    private static final Duration PATIENCE = Duration.ofMinutes(2);

    private final HttpClient client;
    private final URI address;
    private final ChildProcess process;

    private Alertmanager(HttpClient client, URI address, ChildProcess process) {
        this.client = client;
        this.address = address;
        this.process = process;
    }

    /// @throws Trouble when it is not installed
    public static Alertmanager start(Path folder, Endpoints endpoints, HttpClient client) throws IOException {
        if (!Files.isExecutable(PROGRAM)) {
            throw new Trouble("There is no %s. Debian's package prometheus-alertmanager has it.".formatted(PROGRAM));
        }
        var address = URI.create("http://%s:%d".formatted(Ports.LOOPBACK, Ports.free()));
        var file = Files.writeString(folder.resolve("alertmanager.yml"), configuration(endpoints));
        var process = ChildProcess.start(Launch.program(
                "alertmanager",
                List.of(
                        PROGRAM.toString(),
                        "--config.file=" + file,
                        "--storage.path=" + folder.resolve("data/alertmanager"),
                        "--web.listen-address=" + address.getAuthority(),
                        "--cluster.listen-address=",
                        "--log.level=error"),
                folder.resolve("alertmanager.log")));
        var health = new Health(client);
        process.awaitReady(PATIENCE, () -> health.isReady(address.resolve("/-/ready")));
        return new Alertmanager(client, address, process);
    }

    private static String configuration(Endpoints endpoints) {
        var text = new StringBuilder("""
                route:
                  receiver: nobody
                  group_by: [alertname]
                  group_wait: 0s
                  group_interval: 1s
                  repeat_interval: 24h
                  routes:
                """);
        for (var number = 0; number < endpoints.subscribers(); number++) {
            text.append("  - { receiver: r%d, continue: true }\n".formatted(number));
        }
        text.append("receivers:\n- name: nobody\n");
        for (var number = 0; number < endpoints.subscribers(); number++) {
            text.append("- { name: r%1$d, webhook_configs: [{ url: \"http://%2$s:%3$d/subscriber/%1$d\" }] }\n"
                    .formatted(number, endpoints.addressOf(number), endpoints.port()));
        }
        return text.toString();
    }

    /// Posts alerts, one after another, and waits until every endpoint has each.
    ///
    /// @param arrivals at the endpoints
    public AlertmanagerFanout fire(int alerts, Endpoints endpoints, Arrivals arrivals)
            throws IOException, InterruptedException {
        var tree = new ProcessTree(process.pid());
        var before = tree.computed();
        var spreads = new ArrayList<Spread>();
        try (var memory = new PeakMemory(tree)) {
            for (var number = 1; number <= alerts; number++) {
                var name = IncidentScript.number(number).id();
                var since = System.nanoTime();
                post(name);
                arrivals.await(name, ArrivalKind.OPENED, PATIENCE);
                spreads.add(arrivals.spread(name, ArrivalKind.OPENED, since));
            }
            return new AlertmanagerFanout(
                    endpoints.subscribers(),
                    spreads,
                    tree.computed().minus(before).toMillis(),
                    memory.kilobytes());
        }
    }

    private void post(String name) throws IOException, InterruptedException {
        var alert = """
                [{"labels": {"alertname": "%s", "severity": "major", "region": "na"},
                  "annotations": {"summary": "Log in and 2 more are down in North America"}}]""".formatted(name);
        var answer = client.send(
                HttpRequest.newBuilder(address.resolve("/api/v2/alerts"))
                        .header("content-type", "application/json")
                        .POST(BodyPublishers.ofString(alert, UTF_8))
                        .build(),
                BodyHandlers.ofString());
        if (answer.statusCode() / 100 != 2) {
            throw new Trouble("Alertmanager refused an alert: " + answer.body());
        }
    }

    @Override
    public void close() {
        process.close();
    }
}
