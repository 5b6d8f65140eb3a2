package dev.tocsin.standalone.past;

import com.fasterxml.jackson.core.type.TypeReference;
import dev.tocsin.contract.Json;
import dev.tocsin.stack.process.ChildProcess;
import dev.tocsin.stack.process.Launch;
import dev.tocsin.stack.process.Pause;
import dev.tocsin.standalone.Trouble;
import dev.tocsin.standalone.folder.DataFolder;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;
import java.util.regex.Pattern;

/// Writes the past's log into a broker that nothing else uses yet, with the program that simulates worlds, in a
/// process of its own.
///
/// @param home the project's folder, where that program was built
/// @param say shows the user its progress
public record PastWriting(Path home, DataFolder folder, PastRequest past, Consumer<String> say) {

    private static final int DAYS_A_LINE = 10;
    private static final Pattern DAY = Pattern.compile("day (\\d+) of \\d+");

    /// Returns when the log is written, and detection has read all of it.
    ///
    /// @throws dev.tocsin.stack.process.StartFailure with its last output, when it fails
    public void write(String bootstrap) {
        var process = ChildProcess.start(launch(bootstrap));
        var told = 0;
        while (process.isAlive()) {
            var day = day(process.launch().log());
            if (day >= told + DAYS_A_LINE) {
                told = day - day % DAYS_A_LINE;
                say.accept("  %-18s day %d of %d".formatted("history", told, past.days()));
            }
            Pause.shortly();
        }
        process.awaitEnd(Duration.ZERO);
    }

    /// The incidents that the services will find in it.
    public List<KnownIncident> incidents() {
        try {
            return Json.mapper()
                    .readValue(folder.history().resolve("incidents.json").toFile(), new TypeReference<>() {});
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Launch launch(String bootstrap) {
        var options = List.of(
                "-Xmx512m",
                "-XX:+UseSerialGC",
                "-XX:+ExitOnOutOfMemoryError",
                "--enable-native-access=ALL-UNNAMED",
                "-Djava.util.logging.manager=org.jboss.logmanager.LogManager");
        var arguments = List.of(
                "history",
                "--bootstrap",
                bootstrap,
                "--catalog",
                folder.catalog().toString(),
                "--seed",
                Long.toString(past.seed()),
                "--days",
                Integer.toString(past.days()),
                "--out",
                folder.history().toString());
        return Launch.java(
                "history", options, built(), "dev.tocsin.benchmarks.Workbench", arguments, folder.log("history"));
    }

    private String built() {
        var jar = home.resolve("benchmarks/target/benchmarks.jar");
        if (!Files.exists(jar)) {
            throw new Trouble("benchmarks is not built: there is no %s. ./tocsin up builds it.".formatted(jar));
        }
        return jar.toString();
    }

    private static int day(Path log) {
        try (var lines = Files.lines(log)) {
            return lines.map(DAY::matcher)
                    .filter(line -> line.matches())
                    .mapToInt(line -> Integer.parseInt(line.group(1)))
                    .max()
                    .orElse(0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
