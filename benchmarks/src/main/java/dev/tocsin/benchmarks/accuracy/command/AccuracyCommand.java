package dev.tocsin.benchmarks.accuracy.command;

import dev.tocsin.benchmarks.accuracy.Accuracy;
import dev.tocsin.benchmarks.accuracy.Quiet;
import dev.tocsin.benchmarks.accuracy.Scoring;
import dev.tocsin.benchmarks.accuracy.WorldScore;
import dev.tocsin.benchmarks.simulation.Shape;
import dev.tocsin.benchmarks.simulation.Simulation;
import dev.tocsin.benchmarks.simulation.World;
import dev.tocsin.benchmarks.simulation.Worlds;
import dev.tocsin.benchmarks.suite.SuiteReport;
import dev.tocsin.benchmarks.suite.SuiteReport.Figure;
import dev.tocsin.benchmarks.suite.command.SuiteCommand;
import dev.tocsin.engine.replay.Replay;
import dev.tocsin.engine.replay.Replay.Ticks;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

@Command(
        name = "accuracy",
        description = "how well faults in simulated worlds are found, scored against the truth",
        footer = {
            "",
            "A seed determines a world: --seed N --worlds 1 runs one again, and bench simulate writes it to files."
        })
public final class AccuracyCommand extends SuiteCommand {

    private static final int WORST = 20;

    @Option(names = "--worlds", paramLabel = "N", description = "number of worlds; ${DEFAULT-VALUE} by default")
    private int worlds = 200;

    @Option(names = "--seed", paramLabel = "N", description = "seed of the first world; each next one is one more")
    private long seed = 1;

    @Option(
            names = "--shape",
            paramLabel = "SHAPE",
            description = "only worlds of this shape: ${COMPLETION-CANDIDATES}")
    private @Nullable Shape shape;

    @Option(
            names = "--days",
            paramLabel = "N",
            description = "days of the quiet world, where 1%% of checks fail; ${DEFAULT-VALUE} by default, 0 for none")
    private int days = 30;

    @Option(names = "--cells", paramLabel = "N", description = "cells of the quiet world; ${DEFAULT-VALUE} by default")
    private int cells = 1_000;

    @Override
    public SuiteReport run(Consumer<String> progress) {
        var began = System.nanoTime();
        var done = new AtomicInteger();
        var accuracy = new Accuracy(LongStream.range(seed, seed + worlds)
                .parallel()
                .mapToObj(this::world)
                .map(AccuracyCommand::score)
                .peek(_ -> told(done.incrementAndGet(), progress))
                .toList());
        var figures = new ArrayList<>(accuracy.figures());
        if (days > 0) {
            figures.add(quiet(progress));
        }
        var notes = new ArrayList<>(notes(accuracy));
        notes.add(String.format(Locale.ROOT, "It took %d s.", (System.nanoTime() - began) / 1_000_000_000L));
        return new SuiteReport("accuracy", figures, notes, accuracy.worlds());
    }

    private World world(long number) {
        return shape == null ? Worlds.of(number) : shape.world(number);
    }

    private static WorldScore score(World world) {
        var replay = new Replay(Ticks.WRITTEN);
        Simulation.play(world, replay::take);
        return Scoring.of(world.lastCatalog(), world.truth(), replay.result());
    }

    private void told(int done, Consumer<String> progress) {
        if (done % 20 == 0) {
            progress.accept("%d of %d worlds".formatted(done, worlds));
        }
    }

    private Figure quiet(Consumer<String> progress) {
        var quiet = new Quiet(seed, cells, Duration.ofDays(days), 0.01).replayed(progress);
        return new Figure(
                String.format(
                        Locale.ROOT,
                        "incidents in %d quiet days of %,d cells (%,d health events, %d status changes)",
                        days,
                        cells,
                        quiet.healthEvents(),
                        quiet.changes().size()),
                "none",
                Integer.toString(quiet.incidents().size()),
                quiet.incidents().isEmpty());
    }

    private List<String> notes(Accuracy accuracy) {
        var worst = accuracy.shortOfAim();
        var notes = new ArrayList<String>();
        notes.add("%d of %d worlds have shortfalls%s"
                .formatted(worst.size(), accuracy.worlds().size(), worst.isEmpty() ? "." : "; the worst first:"));
        worst.stream().limit(WORST).forEach(world -> {
            notes.add("  --seed %d%s  %s"
                    .formatted(world.seed(), shape == null ? "" : " --shape " + shape.name(), world.shape()));
            world.shortfalls().forEach(shortfall -> notes.add("      " + shortfall));
        });
        return notes;
    }
}
