package dev.tocsin.benchmarks.accuracy.command;

import com.fasterxml.jackson.databind.SerializationFeature;
import dev.tocsin.benchmarks.replay.file.RecordingWriter;
import dev.tocsin.benchmarks.simulation.Shape;
import dev.tocsin.benchmarks.simulation.Simulation;
import dev.tocsin.benchmarks.simulation.Worlds;
import dev.tocsin.contract.Json;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

@Command(
        name = "simulate",
        description = "Writes a simulated world to files: recording.jsonl.gz, truth.json and catalog.yaml.",
        mixinStandardHelpOptions = true)
public final class SimulateCommand implements Callable<Integer> {

    @Option(names = "--seed", paramLabel = "N", required = true, description = "seed of the world")
    private long seed;

    @Option(
            names = "--shape",
            paramLabel = "SHAPE",
            description = "shape of the world, instead of the one that the seed gives: ${COMPLETION-CANDIDATES}")
    private @Nullable Shape shape;

    @Option(names = "--out", paramLabel = "DIR", required = true, description = "the folder to write into")
    private Path out = Path.of("");

    @Override
    public Integer call() throws IOException {
        var world = shape == null ? Worlds.of(seed) : shape.world(seed);
        Files.createDirectories(out);
        var recording = out.resolve("recording.jsonl.gz");
        try (var writer = RecordingWriter.create(recording)) {
            Simulation.play(world, writer::write);
        }
        Json.mapper()
                .writer()
                .with(SerializationFeature.INDENT_OUTPUT)
                .writeValue(out.resolve("truth.json").toFile(), world.truth());
        Files.writeString(out.resolve("catalog.yaml"), world.yaml());
        System.out.println(
                "%s, seed %d: ./tocsin replay %s".formatted(world.truth().shape(), seed, recording));
        return CommandLine.ExitCode.OK;
    }
}
