package dev.tocsin.benchmarks.speed.command;

import dev.tocsin.benchmarks.process.Stage;
import dev.tocsin.benchmarks.speed.Latencies;
import dev.tocsin.benchmarks.speed.kafka.Outages;
import dev.tocsin.benchmarks.suite.SuiteReport;
import dev.tocsin.benchmarks.suite.SuiteReport.Figure;
import dev.tocsin.benchmarks.suite.command.MachineLoad;
import dev.tocsin.benchmarks.suite.command.ServiceOptions;
import dev.tocsin.benchmarks.suite.command.SuiteCommand;
import java.io.IOException;
import java.net.http.HttpClient;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Consumer;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(
        name = "latency",
        description =
                "the time from the append of a health event to the events that incident-service publishes about it",
        footer = {
            "",
            "Cells go down one after the other, each an incident of its own, with no hold. The service, its PostgreSQL",
            "and its Kafka are processes as they ship; an event counts when a reader of committed records has it."
        })
public final class LatencyCommand extends SuiteCommand {

    private static final Path HOME = Path.of(System.getProperty("tocsin.home", "."));
    private static final Path FOLDER = HOME.resolve("benchmarks/target/latency").toAbsolutePath();
    private static final double MEDIAN = 0.5;
    private static final double MOST = 0.99;

    @Option(names = "--outages", paramLabel = "N", description = "measured outages; ${DEFAULT-VALUE} by default")
    private int outages = 200;

    @Option(names = "--warm-up", paramLabel = "N", description = "outages before these; ${DEFAULT-VALUE} by default")
    private int warmUp = 100;

    @Option(
            names = "--between",
            paramLabel = "MILLIS",
            description = "time from one outage to the next, on average; ${DEFAULT-VALUE} by default")
    private long between = 300;

    @Mixin
    private final ServiceOptions service = new ServiceOptions();

    @Override
    public SuiteReport run(Consumer<String> progress) throws IOException, InterruptedException {
        var cells = warmUp + outages;
        try (var client = HttpClient.newHttpClient();
                var stage = Stage.start(HOME, FOLDER, Outages.catalog(cells), service.ofJvm(), client);
                var world = new Outages(stage.kafka(), cells)) {
            progress.accept("waiting until %d cells are up".formatted(cells));
            world.begin();
            var before = MachineLoad.now();
            progress.accept("breaking them one after the other");
            world.breakAll(Duration.ofMillis(between));
            var changes = Latencies.of(world.statusChanges(warmUp));
            var incidents = Latencies.of(world.incidents(warmUp));
            var figures = new ArrayList<Figure>();
            figures.addAll(figures("the status change", changes, 50, 150));
            figures.addAll(figures("the incident event, without a hold", incidents, 150, 400));
            figures.add(MachineLoad.figure(before));
            return new SuiteReport(
                    "latency", figures, List.of(), Map.of("statusChanges", changes, "incidents", incidents));
        }
    }

    private static List<Figure> figures(String what, Latencies found, long median, long most) {
        return List.of(figure(what, "p50", found, MEDIAN, median), figure(what, "p99", found, MOST, most));
    }

    private static Figure figure(String what, String name, Latencies found, double quantile, long aim) {
        return new Figure(
                String.format(Locale.ROOT, "from the append to %s, %s of %d", what, name, found.size()),
                "%d ms".formatted(aim),
                "%d ms".formatted(found.at(quantile)),
                found.at(quantile) <= aim);
    }
}
