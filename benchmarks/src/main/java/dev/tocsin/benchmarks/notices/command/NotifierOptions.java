package dev.tocsin.benchmarks.notices.command;

import dev.tocsin.benchmarks.process.PackagedService;
import dev.tocsin.benchmarks.process.Stage;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/// The JVM options of notifier-service while it is measured; a mixin of commands.
final class NotifierOptions {

    @Option(names = "--heap", paramLabel = "MB", description = "heap of notifier-service; ${DEFAULT-VALUE} by default")
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

    private List<String> unrecorded() {
        return List.of("-Xmx%dm".formatted(heap));
    }

    /// Options for a process that the service is compared with: the service's own, without the recording, which that
    /// process would overwrite.
    List<String> ofPeer() {
        return Stream.concat(PackagedService.NOTIFIER.options().stream(), unrecorded().stream())
                .toList();
    }
}
