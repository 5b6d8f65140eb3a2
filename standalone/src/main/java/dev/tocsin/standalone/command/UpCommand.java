package dev.tocsin.standalone.command;

import dev.tocsin.standalone.Console;
import dev.tocsin.standalone.Run;
import dev.tocsin.standalone.Run.RunRequest;
import dev.tocsin.standalone.Trouble;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(
        name = "up",
        description = "Starts everything on this machine; Ctrl-C stops all of it.",
        mixinStandardHelpOptions = true)
public final class UpCommand implements Callable<Integer> {

    @Mixin
    private final RunOptions options = new RunOptions();

    @Option(names = "--detach", description = "returns once everything is ready, and leaves it running")
    private boolean detach;

    @Option(
            names = "--catalog",
            paramLabel = "FILE",
            description =
                    "your own catalog instead of the sample product's; vantage points: us-east, eu-west, ap-south")
    private @Nullable Path catalog;

    @Option(
            names = "--fast",
            description = "checks the sample product every second; incidents open after 2 s and end after 5 s")
    private boolean fast;

    @Override
    public Integer call() throws IOException, InterruptedException {
        if (detach) {
            return Detached.up(options.folder(), arguments());
        }
        Run.started(wanted(), new Console(System.out));
        Thread.currentThread().join();
        return CommandLine.ExitCode.OK;
    }

    /// The same command as arguments for another process.
    private List<String> arguments() {
        var arguments = new ArrayList<>(List.of("up"));
        arguments.addAll(options.arguments());
        if (catalog != null) {
            arguments.addAll(List.of("--catalog", catalog.toAbsolutePath().toString()));
        }
        if (fast) {
            arguments.add("--fast");
        }
        return arguments;
    }

    private RunRequest wanted() {
        return new RunRequest(
                RunOptions.home(),
                options.folder(),
                options.ports(),
                fast,
                Optional.ofNullable(catalog).map(UpCommand::readable),
                RunOptions.operatorToken(),
                Optional.empty());
    }

    private static Path readable(Path catalog) {
        if (!Files.isReadable(catalog) || Files.isDirectory(catalog)) {
            throw new Trouble("The catalog %s is not a file that can be read.".formatted(catalog));
        }
        return catalog.toAbsolutePath();
    }
}
