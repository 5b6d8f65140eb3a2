package dev.tocsin.standalone.command;

import dev.tocsin.standalone.uptime.Recomputed;
import java.time.YearMonth;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(
        name = "uptime",
        description =
                "Recomputes a month's uptime from the status history, and compares it with the published figures.",
        mixinStandardHelpOptions = true,
        exitCodeListHeading = "Exit codes:%n",
        exitCodeList = {"0:the figures are the same, to the digit", "1:they differ, or cannot be computed"})
public final class UptimeCommand implements Callable<Integer> {

    @Mixin
    private final RunOptions options = new RunOptions();

    @Option(names = "--month", paramLabel = "MONTH", description = "such as 2026-03; by default the current month")
    private @Nullable YearMonth month;

    @Override
    public Integer call() throws InterruptedException {
        options.runningRun();
        var recomputed = new Recomputed(options.incidentService()
                .get("/api/v1/uptime/recomputation" + (month == null ? "" : "?month=" + month)));
        System.out.println(recomputed.text());
        return recomputed.isAsPublished() ? CommandLine.ExitCode.OK : CommandLine.ExitCode.SOFTWARE;
    }
}
