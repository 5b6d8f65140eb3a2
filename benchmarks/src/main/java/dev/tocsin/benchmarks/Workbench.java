package dev.tocsin.benchmarks;

import dev.tocsin.benchmarks.accuracy.command.AccuracyCommand;
import dev.tocsin.benchmarks.accuracy.command.SimulateCommand;
import dev.tocsin.benchmarks.faults.command.FaultsCommand;
import dev.tocsin.benchmarks.history.command.HistoryCommand;
import dev.tocsin.benchmarks.notices.command.IsolationCommand;
import dev.tocsin.benchmarks.notices.command.MailsCommand;
import dev.tocsin.benchmarks.notices.command.NoticesCommand;
import dev.tocsin.benchmarks.process.LoggingAsConfigured;
import dev.tocsin.benchmarks.replay.command.RecordCommand;
import dev.tocsin.benchmarks.replay.command.ReplayCommand;
import dev.tocsin.benchmarks.speed.command.DetectionCommand;
import dev.tocsin.benchmarks.speed.command.LatencyCommand;
import dev.tocsin.benchmarks.speed.command.TakeoverCommand;
import dev.tocsin.benchmarks.storm.command.StormCommand;
import dev.tocsin.benchmarks.suite.command.BenchCommand;
import dev.tocsin.benchmarks.web.command.WebCommand;
import dev.tocsin.benchmarks.year.command.YearCommand;
import dev.tocsin.standalone.Trouble;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/// The program behind `./tocsin replay`, `record` and `bench`: commands that run the services' decisions in-process.
///
/// Exit codes: 0 success, 1 failure, 2 wrong usage.
@Command(
        name = "tocsin",
        subcommands = {ReplayCommand.class, RecordCommand.class, HistoryCommand.class})
public final class Workbench {

    private Workbench() {}

    public static void main(String[] arguments) {
        LoggingAsConfigured.begin();
        System.exit(commandLine().execute(arguments));
    }

    public static CommandLine commandLine() {
        return new CommandLine(new Workbench())
                .addSubcommand(new CommandLine(new BenchCommand())
                        .addSubcommand(new AccuracyCommand())
                        .addSubcommand(new DetectionCommand())
                        .addSubcommand(new LatencyCommand())
                        .addSubcommand(new TakeoverCommand())
                        .addSubcommand(new StormCommand())
                        .addSubcommand(new WebCommand())
                        .addSubcommand(new NoticesCommand())
                        .addSubcommand(new IsolationCommand())
                        .addSubcommand(new FaultsCommand())
                        .addSubcommand(new MailsCommand())
                        .addSubcommand(new YearCommand())
                        .addSubcommand(new SimulateCommand()))
                .setUsageHelpAutoWidth(true)
                .setCaseInsensitiveEnumValuesAllowed(true)
                .setExecutionExceptionHandler((failure, command, _) -> {
                    if (!(failure instanceof Trouble)) {
                        throw failure;
                    }
                    command.getErr().println(failure.getMessage());
                    return CommandLine.ExitCode.SOFTWARE;
                });
    }
}
