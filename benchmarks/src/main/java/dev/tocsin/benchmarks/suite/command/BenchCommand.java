package dev.tocsin.benchmarks.suite.command;

import dev.tocsin.benchmarks.suite.Suite;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/// Its subcommands that are a [Suite] are the benchmarks.
@Command(
        name = "bench",
        description =
                "Runs the benchmarks, or the one that is named, and writes tables and JSON into benchmarks/target.",
        synopsisSubcommandLabel = "[NAME]",
        mixinStandardHelpOptions = true)
@SuppressWarnings("NullAway.Init") // picocli fills in the specification
public final class BenchCommand implements Callable<Integer> {

    @Spec
    private CommandSpec spec;

    @Option(names = "--list", description = "only lists the benchmarks")
    private boolean list;

    @Override
    public Integer call() {
        var worst = CommandLine.ExitCode.OK;
        for (var command : spec.subcommands().values()) {
            if (command.getCommand() instanceof Suite) {
                var usage = command.getCommandSpec().usageMessage();
                spec.commandLine().getOut().println(command.getCommandName() + "  " + usage.description()[0]);
                worst = list ? worst : Math.max(worst, command.execute());
            }
        }
        return worst;
    }
}
