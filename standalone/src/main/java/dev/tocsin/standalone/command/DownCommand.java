package dev.tocsin.standalone.command;

import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

@Command(name = "down", description = "Stops the run.", mixinStandardHelpOptions = true)
public final class DownCommand implements Callable<Integer> {

    private static final int PATIENCE_SECONDS = 60;

    @Mixin
    private final RunOptions options = new RunOptions();

    @Override
    public Integer call() throws InterruptedException, ExecutionException {
        var launcher = options.run().flatMap(run -> run.process());
        if (launcher.isEmpty()) {
            System.out.println(
                    "No run uses the data folder %s.".formatted(options.folder().path()));
            return CommandLine.ExitCode.OK;
        }
        launcher.get().destroy();
        try {
            launcher.get().onExit().get(PATIENCE_SECONDS, TimeUnit.SECONDS);
            System.out.println("Stopped.");
        } catch (TimeoutException _) {
            launcher.get().destroyForcibly();
            System.out.println("The run did not stop within %d s and was killed.".formatted(PATIENCE_SECONDS));
        }
        return CommandLine.ExitCode.OK;
    }
}
