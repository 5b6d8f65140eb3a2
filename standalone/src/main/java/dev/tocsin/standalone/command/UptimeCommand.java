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
                "Counts a month's uptime anew from the topic, with all that goes into it, beside what is published.",
        mixinStandardHelpOptions = true,
        exitCodeListHeading = "Exit codes:%n",
        exitCodeList = {"0:it is what is published, to the digit", "1:it is not, or it cannot be counted"})
public final class UptimeCommand implements Callable<Integer> {

    @Mixin
    private final RunOptions options = new RunOptions();

    @Option(names = "--month", paramLabel = "MONTH", description = "such as 2026-03; the present one by default")
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
