package dev.tocsin.benchmarks.speed.command;

import dev.tocsin.benchmarks.speed.takeover.Takeover;
import dev.tocsin.benchmarks.suite.SuiteReport;
import dev.tocsin.benchmarks.suite.SuiteReport.Figure;
import dev.tocsin.benchmarks.suite.command.MachineLoad;
import dev.tocsin.benchmarks.suite.command.SuiteCommand;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

@Command(
        name = "takeover",
        description = "how soon an instance of detection takes over from one that was killed, and what is lost",
        footer = {
            "",
            "Signal 9 kills the older of two instances, again and again, while the log is written. Its status changes",
            "are then compared with those that one undisturbed detection finds in the same log."
        })
public final class TakeoverCommand extends SuiteCommand {

    /// The session's time-out is 10 s, and so is an open transaction's.
    private static final Duration AIM = Duration.ofSeconds(15);

    @Option(
            names = "--cells",
            paramLabel = "N",
            description = "number of cells, each asked every 2 s; ${DEFAULT-VALUE} by default")
    private int cells = 1_000;

    @Option(names = "--kills", paramLabel = "N", description = "number of kills; ${DEFAULT-VALUE} by default")
    private int kills = 3;

    @Override
    public SuiteReport run(Consumer<String> progress) throws IOException, InterruptedException {
        var before = MachineLoad.now();
        var found = Takeover.run(cells, kills, progress);
        var longest = found.gaps().stream().max(Duration::compareTo).orElse(Duration.ZERO);
        var verdicts = found.verdicts();
        return new SuiteReport(
                "takeover",
                List.of(
                        new Figure(
                                "from a kill until all partitions are read again, the longest of %d".formatted(kills),
                                "%d s".formatted(AIM.toSeconds()),
                                String.format(Locale.ROOT, "%.1f s", longest.toMillis() / 1_000.0),
                                longest.compareTo(AIM) <= 0),
                        new Figure(
                                String.format(Locale.ROOT, "of %,d status changes", verdicts.expected()),
                                "each published once",
                                "%d lost, %d doubled, %d invented, %d partitions in another order"
                                        .formatted(
                                                verdicts.lost(),
                                                verdicts.doubled(),
                                                verdicts.invented(),
                                                verdicts.misplaced()),
                                verdicts.areAllThereOnce()),
                        MachineLoad.figure(before)),
                List.of(),
                found);
    }
}
