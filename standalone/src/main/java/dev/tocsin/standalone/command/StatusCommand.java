package dev.tocsin.standalone.command;

import dev.tocsin.standalone.EntryPages;
import dev.tocsin.standalone.Health;
import dev.tocsin.standalone.folder.RunFile.RunningPart;
import java.net.http.HttpClient;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

@Command(
        name = "status",
        description = "Shows the parts of the run, and whether all of them are ready.",
        mixinStandardHelpOptions = true,
        exitCodeListHeading = "Exit codes:%n",
        exitCodeList = {"0:all parts are ready", "1:a part is not ready, or there is no run"})
public final class StatusCommand implements Callable<Integer> {

    @Mixin
    private final RunOptions options = new RunOptions();

    private final Health health = new Health(HttpClient.newHttpClient());

    @Override
    public Integer call() {
        var run = options.runningRun();
        System.out.println(EntryPages.table(run.addresses()));
        System.out.println();
        var allReady = run.ready() != null;
        for (var part : run.parts()) {
            var state = state(part);
            System.out.println(
                    "  %-18s %-10s port %-6d process %d".formatted(part.name(), state, part.port(), part.pid()));
            allReady &= state.equals("ready");
        }
        if (run.ready() == null) {
            System.out.println("Tocsin is still starting.");
        }
        return allReady ? CommandLine.ExitCode.OK : CommandLine.ExitCode.SOFTWARE;
    }

    private String state(RunningPart part) {
        if (!part.isAlive()) {
            return "dead";
        }
        return part.health() == null || health.isReady(part.health()) ? "ready" : "not ready";
    }
}
