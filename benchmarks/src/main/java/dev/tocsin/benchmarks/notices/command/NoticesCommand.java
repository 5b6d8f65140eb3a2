package dev.tocsin.benchmarks.notices.command;

import dev.tocsin.benchmarks.notices.AlertmanagerFanout;
import dev.tocsin.benchmarks.notices.Arrivals;
import dev.tocsin.benchmarks.notices.BareRound;
import dev.tocsin.benchmarks.notices.BodyFormat;
import dev.tocsin.benchmarks.notices.Endpoints;
import dev.tocsin.benchmarks.notices.Fanout.Client;
import dev.tocsin.benchmarks.notices.alertmanager.Alertmanager;
import dev.tocsin.benchmarks.notices.http.BareClient;
import dev.tocsin.benchmarks.notices.http.Sink;
import dev.tocsin.benchmarks.notices.postgres.NotifierTables;
import dev.tocsin.stack.process.Ports;
import java.io.IOException;
import java.net.http.HttpClient;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

@Command(
        name = "notices",
        description = "webhooks a second when an incident affects all subscribers, compared with the HTTP client alone",
        footer = {
            "",
            "--subscribers 2000 is a quick run. Logs stay in benchmarks/target/notices.",
            "--alertmanager 10000 also sends to 10,000 receivers of Debian's prometheus-alertmanager."
        })
public final class NoticesCommand extends FanoutCommand {

    private static final int ALERTS = 3;

    private final int port = Ports.free();

    @Option(
            names = "--hosts",
            paramLabel = "N",
            description = "hosts among which the endpoints are spread, at most 250; ${DEFAULT-VALUE} by default")
    private int hosts = 100;

    @Option(
            names = "--alertmanager",
            paramLabel = "N",
            description = "receivers of Alertmanager, for comparison; ${DEFAULT-VALUE} by default, 0 leaves it out")
    private int receivers;

    public NoticesCommand() {
        super("notices", Client.HTTP);
    }

    private Endpoints endpoints() {
        return new Endpoints(port, hosts, subscribers);
    }

    @Override
    AutoCloseable sink(Arrivals arrivals) {
        return new Sink(endpoints(), arrivals, BodyFormat.TOCSIN);
    }

    @Override
    Map<String, String> environment() {
        return Map.of("TOCSIN_WEBHOOKS_ALLOW", endpoints().allowed());
    }

    @Override
    void subscribe(NotifierTables tables) throws SQLException {
        tables.subscribe(endpoints());
    }

    @Override
    List<BareRound> bare(Path folder, Arrivals arrivals, int inFlight, List<String> options) throws IOException {
        return BareClient.run(folder, endpoints(), arrivals.sample(), inFlight, 3, options);
    }

    @Override
    @Nullable
    AlertmanagerFanout alertmanager(Path folder, HttpClient client, Consumer<String> progress)
            throws IOException, InterruptedException {
        if (receivers == 0) {
            return null;
        }
        progress.accept("Alertmanager");
        var arrivals = new Arrivals(receivers);
        var endpoints = new Endpoints(Ports.free(), hosts, receivers);
        try (var _ = new Sink(endpoints, arrivals, BodyFormat.ALERTMANAGER);
                var alertmanager = Alertmanager.start(folder, endpoints, client)) {
            return alertmanager.fire(ALERTS, endpoints, arrivals);
        }
    }
}
