package dev.tocsin.benchmarks.history.command;

import static java.time.temporal.ChronoUnit.DAYS;

import dev.tocsin.benchmarks.history.DemoHistory;
import dev.tocsin.benchmarks.history.PublishedPostmortem;
import dev.tocsin.benchmarks.history.Strides;
import dev.tocsin.benchmarks.history.kafka.KafkaTape;
import dev.tocsin.benchmarks.simulation.Simulation;
import dev.tocsin.contract.Json;
import dev.tocsin.contract.incident.Suspect.Confidence;
import dev.tocsin.engine.catalog.file.CatalogFile;
import dev.tocsin.engine.catalog.file.CatalogReading.Invalid;
import dev.tocsin.engine.catalog.file.CatalogReading.Valid;
import dev.tocsin.engine.replay.ReplayResult;
import dev.tocsin.engine.replay.ReplayResult.ReplayedIncident;
import dev.tocsin.standalone.Trouble;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

@Command(
        name = "history",
        hidden = true,
        description = "Fills an unused broker with a simulated history; ./tocsin demo --history starts this command.",
        mixinStandardHelpOptions = true)
public final class HistoryCommand implements Callable<Integer> {

    /// The gap between the end of the history and the present. The service, which continues from there, sees a clock
    /// that jumped, and so does not take its own start-up time for blindness.
    private static final Duration UNHEARD = Duration.ofSeconds(62);

    @Option(names = "--bootstrap", paramLabel = "HOST:PORT", required = true, description = "address of the broker")
    private String bootstrap = "";

    @Option(names = "--catalog", paramLabel = "FILE", required = true, description = "catalog of the history")
    private Path catalog = Path.of("");

    @Option(names = "--seed", paramLabel = "N", required = true, description = "seed of the history")
    private long seed;

    @Option(names = "--days", paramLabel = "N", required = true, description = "days of history")
    private int days;

    @Option(names = "--out", paramLabel = "DIR", required = true, description = "folder for incidents.json and notes")
    private Path out = Path.of("");

    private final Clock clock = Clock.systemUTC();
    private long dayTold = -1;

    /// An incident that the services must find too.
    record ExpectedIncident(
            String id, String title, @Nullable PublishedPostmortem postmortem) {

        static ExpectedIncident of(ReplayedIncident incident) {
            return new ExpectedIncident(
                    incident.id(),
                    incident.title(),
                    incident.suspects().stream()
                            .filter(suspect -> suspect.confidence() == Confidence.CONFIRMED)
                            .flatMap(suspect -> PublishedPostmortem.of(suspect.title()).stream())
                            .findFirst()
                            .orElse(null));
        }
    }

    @Override
    public Integer call() throws IOException {
        var yaml = Files.readString(catalog);
        var history = new DemoHistory(
                seed,
                yaml,
                switch (CatalogFile.read(catalog)) {
                    case Valid(var read, var _, var _) -> read;
                    case Invalid invalid -> throw new Trouble(invalid.text());
                },
                clock.instant(),
                days);
        Files.createDirectories(out);
        try (var tape = KafkaTape.start(bootstrap, out.resolve("streams"), clock)) {
            var strides = new Strides(history.from(), tape);
            Simulation.play(history.world(), () -> clock.instant().minus(UNHEARD), recorded -> {
                tell(history.from(), recorded.appendedAt());
                strides.take(recorded);
            });
            var result = strides.end();
            tape.finish();
            write(result);
        }
        return CommandLine.ExitCode.OK;
    }

    private void tell(Instant from, Instant come) {
        var day = DAYS.between(from, come);
        if (day > dayTold) {
            dayTold = day;
            System.out.println("day %d of %d".formatted(day, days));
        }
    }

    private void write(ReplayResult result) throws IOException {
        var found = result.incidents().stream().map(ExpectedIncident::of).toList();
        Files.write(out.resolve("incidents.json"), Json.mapper().writeValueAsBytes(found));
        System.out.println("%,d health events, %d incidents".formatted(result.healthEvents(), found.size()));
    }
}
