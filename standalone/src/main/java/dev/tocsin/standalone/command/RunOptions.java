package dev.tocsin.standalone.command;

import dev.tocsin.standalone.Port;
import dev.tocsin.standalone.RunPorts;
import dev.tocsin.standalone.Trouble;
import dev.tocsin.standalone.folder.DataFolder;
import dev.tocsin.standalone.folder.RunFile;
import dev.tocsin.standalone.http.OperatorClient;
import java.net.URI;
import java.net.http.HttpClient;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/// The options that select a run.
final class RunOptions {

    @Option(
            names = "--data",
            paramLabel = "DIR",
            description = "the run's data folder; by default .tocsin in the project's folder")
    private @Nullable Path data;

    @Option(names = "--port-offset", paramLabel = "N", description = "a number to add to every port; 0 by default")
    private @Nullable Integer portOffset;

    /// The project's folder, where the services were built.
    static Path home() {
        return Path.of(System.getProperty("tocsin.home", ".")).toAbsolutePath().normalize();
    }

    DataFolder folder() {
        return DataFolder.of(data == null ? home().resolve(".tocsin") : data);
    }

    Optional<RunFile> run() {
        var run = RunFile.read(folder());
        run.filter(found -> portOffset != null && portOffset != found.portOffset())
                .ifPresent(found -> {
                    throw new Trouble("The run on the data folder %s has --port-offset %d, not %d."
                            .formatted(folder().path(), found.portOffset(), portOffset));
                });
        return run;
    }

    RunFile runningRun() {
        return run().orElseThrow(() ->
                new Trouble("No run uses the data folder %s. ./tocsin up starts one.".formatted(folder().path())));
    }

    /// The ports by the option, else those of the run on the data folder, else the usual ones.
    RunPorts ports() {
        return new RunPorts(
                portOffset != null
                        ? portOffset
                        : RunFile.read(folder()).map(RunFile::portOffset).orElse(0));
    }

    /// The same options as arguments for another process.
    List<String> arguments() {
        return List.of("--data", folder().path().toString(), "--port-offset", Integer.toString(ports().offset()));
    }

    OperatorClient incidentService() {
        return asOperator(Port.INCIDENT);
    }

    OperatorClient mailbox() {
        return asOperator(Port.MAILBOX);
    }

    private OperatorClient asOperator(Port port) {
        return new OperatorClient(
                HttpClient.newHttpClient(),
                URI.create(ports().url(port)),
                folder().secrets().operatorToken(operatorToken()));
    }

    /// The user's own token.
    static Optional<String> operatorToken() {
        return Optional.ofNullable(System.getenv("TOCSIN_OPERATOR_TOKEN")).filter(token -> !token.isBlank());
    }
}
