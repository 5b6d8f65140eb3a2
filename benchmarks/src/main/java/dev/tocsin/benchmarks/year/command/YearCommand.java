package dev.tocsin.benchmarks.year.command;

import dev.tocsin.benchmarks.notices.kafka.IncidentTopic;
import dev.tocsin.benchmarks.process.Stage;
import dev.tocsin.benchmarks.suite.SuiteReport;
import dev.tocsin.benchmarks.suite.command.SuiteCommand;
import dev.tocsin.benchmarks.year.Growth;
import dev.tocsin.benchmarks.year.TableSize;
import dev.tocsin.benchmarks.year.postgres.NotifierYear;
import dev.tocsin.standalone.Trouble;
import java.io.IOException;
import java.net.http.HttpClient;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

@Command(
        name = "year",
        description = "the size of the notifier's tables after a year of incidents, with and without retention",
        footer = {
            "",
            "Fewer than 100,000 subscribers are simulated; tables with rows for each subscriber are scaled.",
            "--subscribers 100 is a quick run. Logs stay in benchmarks/target/year."
        })
public final class YearCommand extends SuiteCommand {

    private static final Path HOME = Path.of(System.getProperty("tocsin.home", "."));
    private static final Path FOLDER = HOME.resolve("benchmarks/target/year").toAbsolutePath();
    private static final int MONTHS = 12;

    @Option(names = "--subscribers", paramLabel = "N", description = "subscribers by mail; ${DEFAULT-VALUE} by default")
    private int subscribers = 1_000;

    @Option(names = "--incidents", paramLabel = "N", description = "incidents in the year; ${DEFAULT-VALUE} by default")
    private int incidents = 150;

    @Option(
            names = "--kept",
            paramLabel = "DAYS",
            description = "age at which rows are removed in the second run; ${DEFAULT-VALUE} by default")
    private int kept = 90;

    @Override
    public SuiteReport run(Consumer<String> progress) throws IOException, InterruptedException {
        Files.createDirectories(FOLDER);
        progress.accept("starting a broker, a database and notifier-service");
        try (var client = HttpClient.newHttpClient();
                var stage = Stage.notifier(
                        HOME,
                        FOLDER,
                        List.of("-Xmx128m"),
                        Map.of(),
                        client,
                        kafka -> IncidentTopic.prepare(
                                kafka, List.of("na"), Clock.systemUTC().instant()));
                var tables = new NotifierYear(stage.connect())) {
            var all = year(tables, false, progress);
            var some = year(tables, true, progress);
            var growth = new Growth(subscribers, incidents, kept, all, some);
            return new SuiteReport("year", growth.figures(), List.of(), growth);
        } catch (SQLException e) {
            throw new Trouble("The notifier's tables cannot be used: " + e.getMessage(), e);
        }
    }

    private List<TableSize> year(NotifierYear tables, boolean removing, Consumer<String> progress)
            throws SQLException, InterruptedException {
        tables.subscribe(subscribers);
        for (var number = 0; number < incidents; number++) {
            tables.incident(number, incidents);
            if ((number + 1) * MONTHS / incidents > number * MONTHS / incidents) {
                if (removing) {
                    tables.removeOlder(number, incidents, kept);
                }
                progress.accept("  month %d of %d%s"
                        .formatted((number + 1) * MONTHS / incidents, MONTHS, removing ? ", with removal" : ""));
            }
        }
        return tables.sizes();
    }
}
