package dev.tocsin.benchmarks.suite.command;

import dev.tocsin.benchmarks.process.Stage;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/// The JVM options of incident-service while it is measured; a mixin of commands.
public final class ServiceOptions {

    /// As in its container.
    @Option(names = "--heap", paramLabel = "MB", description = "heap of incident-service; ${DEFAULT-VALUE} by default")
    private int heap = 384;

    @Option(names = "--jfr", paramLabel = "FILE", description = "where to write a flight recording of incident-service")
    private @Nullable Path jfr;

    public List<String> ofJvm() {
        var options = new ArrayList<>(unrecorded());
        if (jfr != null) {
            options.add(Stage.flightRecording(jfr));
        }
        return options;
    }

    /// The options for another service of the same command, which would overwrite the recording of the first.
    public List<String> unrecorded() {
        return List.of("-Xmx" + heap + "m");
    }
}
