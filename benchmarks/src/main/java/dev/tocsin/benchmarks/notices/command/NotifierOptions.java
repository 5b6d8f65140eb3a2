package dev.tocsin.benchmarks.notices.command;

import dev.tocsin.benchmarks.process.Stage;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/// How the JVM of notifier-service runs while it is measured; a mixin of commands.
final class NotifierOptions {

    @Option(names = "--heap", paramLabel = "MB", description = "of notifier-service; ${DEFAULT-VALUE} by default")
    private int heap = 192;

    @Option(names = "--jfr", paramLabel = "FILE", description = "where to write a flight recording of notifier-service")
    private @Nullable Path jfr;

    List<String> ofJvm() {
        var options = new ArrayList<>(unrecorded());
        if (jfr != null) {
            options.add(Stage.flightRecording(jfr));
        }
        return options;
    }

    /// For another process of the same command, which would overwrite the recording of the first.
    List<String> unrecorded() {
        return List.of("-Xmx%dm".formatted(heap));
    }
}
