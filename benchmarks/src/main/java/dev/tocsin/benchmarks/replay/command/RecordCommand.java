package dev.tocsin.benchmarks.replay.command;

import dev.tocsin.benchmarks.replay.file.RecordingWriter;
import dev.tocsin.benchmarks.replay.kafka.Recorder;
import dev.tocsin.standalone.Port;
import dev.tocsin.standalone.RunPorts;
import dev.tocsin.standalone.Trouble;
import dev.tocsin.standalone.folder.DataFolder;
import dev.tocsin.standalone.folder.RunFile;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

@Command(
        name = "record",
        description = "Records the event log of a running Tocsin for ./tocsin replay, until Ctrl-C or --until.",
        mixinStandardHelpOptions = true)
@SuppressWarnings("NullAway.Init") // picocli fills in the specification
public final class RecordCommand implements Callable<Integer> {

    private static final Pattern AGO = Pattern.compile("(\\d{1,6})([smhd])");

    @Spec
    private CommandSpec spec;

    @Parameters(paramLabel = "FILE", description = "the file to write, with gzip if its name ends in .gz")
    private Path file = Path.of("");

    @Option(
            names = "--since",
            paramLabel = "TIME",
            description = "start of the recording: a time such as 2026-11-23T10:00:00Z, or how long ago, such as 30m; "
                    + "by default all that Kafka has")
    private @Nullable String since;

    @Option(
            names = "--until",
            paramLabel = "TIME",
            description = "end of the recording: a time, or now; by default Ctrl-C")
    private @Nullable String until;

    @Option(names = "--data", paramLabel = "DIR", description = "the run's data folder; by default .tocsin")
    private @Nullable Path data;

    @Option(names = "--bootstrap", paramLabel = "HOST:PORT", description = "another Kafka than that of ./tocsin up")
    private @Nullable String bootstrap;

    private final Clock clock = Clock.systemUTC();
    private volatile Instant end = Instant.MAX;

    @Override
    public Integer call() throws IOException {
        var begin = since == null ? null : time(since);
        var kafka = bootstrap();
        end = until == null ? Instant.MAX : time(until);
        var written = new CountDownLatch(1);
        Runtime.getRuntime().addShutdownHook(new Thread(() -> finish(written), "finish"));
        try (var writer = RecordingWriter.create(file)) {
            if (end.equals(Instant.MAX)) {
                System.err.println("Recording %s; Ctrl-C ends it.".formatted(kafka));
            }
            var unreadable = Recorder.record(kafka, begin, () -> end, writer::write, clock);
            System.err.println("%,d records were written to %s%s."
                    .formatted(
                            writer.lines(),
                            file,
                            unreadable == 0 ? "" : "; %d unreadable ones were skipped".formatted(unreadable)));
        } finally {
            written.countDown();
        }
        return CommandLine.ExitCode.OK;
    }

    /// On Ctrl-C, the records that were appended before are still written.
    private void finish(CountDownLatch written) {
        try {
            var now = clock.instant();
            end = end.isBefore(now) ? end : now;
            written.await();
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }

    private String bootstrap() {
        if (bootstrap != null) {
            return bootstrap;
        }
        var home = Path.of(System.getProperty("tocsin.home", "."));
        var folder = DataFolder.of(Objects.requireNonNullElse(data, home.resolve(".tocsin")));
        return RunFile.read(folder)
                .map(run -> "127.0.0.1:" + new RunPorts(run.portOffset()).of(Port.KAFKA))
                .orElseThrow(() -> new Trouble(
                        "No run uses the data folder %s. ./tocsin up starts one; --bootstrap ".formatted(folder.path())
                                + "names another Kafka."));
    }

    private Instant time(String text) {
        var ago = AGO.matcher(text);
        if (text.equals("now")) {
            return clock.instant();
        }
        if (ago.matches()) {
            var amount = Long.parseLong(ago.group(1));
            return clock.instant()
                    .minus(
                            switch (ago.group(2)) {
                                case "s" -> Duration.ofSeconds(amount);
                                case "m" -> Duration.ofMinutes(amount);
                                case "h" -> Duration.ofHours(amount);
                                default -> Duration.ofDays(amount);
                            });
        }
        try {
            return Instant.parse(text);
        } catch (DateTimeException e) {
            throw new ParameterException(
                    spec.commandLine(),
                    "\"%s\" is neither a time such as 2026-11-23T10:00:00Z nor how long ago, such as 30m"
                            .formatted(text),
                    e);
        }
    }
}
