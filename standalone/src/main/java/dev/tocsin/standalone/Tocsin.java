package dev.tocsin.standalone;

import dev.tocsin.stack.process.StartFailure;
import dev.tocsin.standalone.command.BreakCommand;
import dev.tocsin.standalone.command.DemoCommand;
import dev.tocsin.standalone.command.DownCommand;
import dev.tocsin.standalone.command.HealCommand;
import dev.tocsin.standalone.command.LogsCommand;
import dev.tocsin.standalone.command.StatusCommand;
import dev.tocsin.standalone.command.UpCommand;
import dev.tocsin.standalone.command.UptimeCommand;
import dev.tocsin.standalone.sample.SampleFault;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.TypeConversionException;

/// The program behind `./tocsin`. Exit codes: 0 for success, 1 for a failure, 2 for wrong arguments.
@Command(
        name = "tocsin",
        description = "An event-driven incident pipeline: probes, outages by region with their cause, one notice each.",
        synopsisSubcommandLabel = "COMMAND",
        mixinStandardHelpOptions = true,
        version = "Tocsin 0.1.0",
        footer = {
            "",
            "./tocsin record FILE records the event log, and ./tocsin replay FILE replays a recording.",
            "./tocsin bench runs the benchmarks, and ./tocsin test runs all tests.",
            "./tocsin COMMAND --help shows the options of a command."
        },
        subcommands = {
            UpCommand.class,
            DemoCommand.class,
            StatusCommand.class,
            DownCommand.class,
            LogsCommand.class,
            BreakCommand.class,
            HealCommand.class,
            UptimeCommand.class
        })
public final class Tocsin {

    private Tocsin() {}

    public static void main(String[] arguments) {
        System.exit(commandLine().execute(arguments));
    }

    static CommandLine commandLine() {
        return new CommandLine(new Tocsin())
                .setUsageHelpAutoWidth(true)
                .registerConverter(SampleFault.class, Tocsin::fault)
                .setExecutionExceptionHandler((failure, command, _) -> {
                    if (!(failure instanceof Trouble || failure instanceof StartFailure)) {
                        throw failure;
                    }
                    command.getErr().println(failure.getMessage());
                    return CommandLine.ExitCode.SOFTWARE;
                });
    }

    private static SampleFault fault(String how) {
        try {
            return SampleFault.of(how);
        } catch (IllegalArgumentException e) {
            throw new TypeConversionException(e.getMessage());
        }
    }
}
