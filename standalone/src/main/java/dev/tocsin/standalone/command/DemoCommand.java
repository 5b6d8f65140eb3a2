package dev.tocsin.standalone.command;

import dev.tocsin.standalone.Console;
import dev.tocsin.standalone.Run;
import dev.tocsin.standalone.Run.RunRequest;
import dev.tocsin.standalone.past.PastRequest;
import java.io.IOException;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

@Command(
        name = "demo",
        description = "Starts everything, as up does, and plays a sample outage: a patch takes a region offline, and "
                + "reverting it ends the outage. With --history, Tocsin starts with three months of history "
                + "instead. Ctrl-C stops everything.",
        mixinStandardHelpOptions = true)
@SuppressWarnings("NullAway.Init") // picocli fills in the specification
public final class DemoCommand implements Callable<Integer> {

    @Spec
    private CommandSpec spec;

    @Mixin
    private final RunOptions options = new RunOptions();

    @Option(
            names = "--history",
            description = "fills an empty data folder with three months of simulated history, in which detection and "
                    + "correlation find the incidents, and continues live")
    private boolean history;

    @Option(
            names = "--seed",
            paramLabel = "N",
            defaultValue = PastRequest.USUAL_SEED,
            description = "the seed of the simulated history; ${DEFAULT-VALUE} by default")
    private long seed;

    @Option(
            names = "--days",
            paramLabel = "N",
            defaultValue = "" + PastRequest.MOST_DAYS,
            description = "days of history, from " + PastRequest.FEWEST_DAYS + " to ${DEFAULT-VALUE}, the default")
    private int days;

    @Option(names = "--detach", description = "with --history: returns once everything is ready, and leaves it running")
    private boolean detach;

    @Option(
            names = "--fast",
            negatable = true,
            description = "checks every second and short holds, as with up --fast; the default without --history. "
                    + "--no-fast: checks and holds of a real installation; the default with --history")
    private @Nullable Boolean fast;

    @Override
    public Integer call() throws IOException, InterruptedException {
        demandSense();
        if (detach) {
            return Detached.up(options.folder(), arguments());
        }
        var console = new Console(System.out);
        Run.started(wanted(), console);
        if (!history) {
            play(console).run();
        }
        Thread.currentThread().join();
        return CommandLine.ExitCode.OK;
    }

    private void demandSense() {
        if (days < PastRequest.FEWEST_DAYS || days > PastRequest.MOST_DAYS) {
            throw wrong(
                    "--days %d is not from %d to %d".formatted(days, PastRequest.FEWEST_DAYS, PastRequest.MOST_DAYS));
        }
        if (detach && !history) {
            throw wrong("--detach needs --history: without it, the demo is shown in the terminal");
        }
    }

    private ParameterException wrong(String why) {
        return new ParameterException(spec.commandLine(), why);
    }

    private List<String> arguments() {
        var arguments = new ArrayList<>(List.of("demo", "--history"));
        arguments.addAll(options.arguments());
        arguments.addAll(List.of("--seed", Long.toString(seed), "--days", Integer.toString(days)));
        arguments.add(isFast() ? "--fast" : "--no-fast");
        return arguments;
    }

    private boolean isFast() {
        return fast == null ? !history : fast;
    }

    private CachePlay play(Console console) {
        return new CachePlay(
                options.incidentService(),
                options.mailbox(),
                new SampleClient(options.ports()),
                options.ports(),
                isFast() ? CachePlay.Pace.FAST : CachePlay.Pace.USUAL,
                console,
                Clock.systemUTC());
    }

    private RunRequest wanted() {
        return new RunRequest(
                RunOptions.home(),
                options.folder(),
                options.ports(),
                isFast(),
                Optional.empty(),
                RunOptions.operatorToken(),
                history ? Optional.of(new PastRequest(seed, days)) : Optional.empty());
    }
}
