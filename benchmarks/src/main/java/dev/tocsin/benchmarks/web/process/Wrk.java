package dev.tocsin.benchmarks.web.process;

import dev.tocsin.benchmarks.web.LoadTarget;
import dev.tocsin.benchmarks.web.Served;
import dev.tocsin.standalone.Trouble;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;

/// The client that makes the load, a lightweight program: <https://github.com/wg/wrk>.
///
/// @param folder for its script
public record Wrk(Path program, Path folder, int connections) {

    private static final long LOOK_MILLIS = 50;

    /// One round of load, and the share of one processor that the client took.
    public record WrkRound(Served served, double share) {}

    /// @throws Trouble when it is not installed
    public static Wrk find(Path folder, int connections) {
        return Programs.find("wrk")
                .map(program -> new Wrk(program, folder, connections))
                .orElseThrow(
                        () -> new Trouble(
                                "The load is made by `wrk`, and there is none on the PATH. Get it: `apt install wrk`, or `brew install wrk`."));
    }

    /// Each connection sends its next request as soon as it has an answer.
    public WrkRound saturate(URI service, LoadTarget address, Duration time) throws IOException, InterruptedException {
        return run(service, address, time, List.of());
    }

    /// Connections pause at random, so that together they reach the rate.
    ///
    /// @param rate requests per second, if answers took no time
    public WrkRound ask(URI service, LoadTarget address, Duration time, double rate)
            throws IOException, InterruptedException {
        var script = folder.resolve("pauses.lua");
        Files.writeString(script, String.format(Locale.ROOT, """
                local pause = %f
                function setup(thread) math.randomseed(os.time()) end
                function delay() return math.floor(-pause * math.log(1 - math.random()) + 0.5) end
                """, connections * 1_000 / rate));
        return run(service, address, time, List.of("-s", script.toString()));
    }

    private WrkRound run(URI service, LoadTarget address, Duration time, List<String> more)
            throws IOException, InterruptedException {
        var command = new ArrayList<>(List.of(
                program.toString(),
                "-t1",
                "-c" + connections,
                "-d" + time.toSeconds() + "s",
                "--latency",
                "-H",
                "Accept-Encoding: " + address.encoding()));
        command.addAll(more);
        command.add(service.resolve(address.part().path()).toString());
        var began = System.nanoTime();
        var output = folder.resolve("wrk.log");
        var process = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(output.toFile())
                .start();
        var computed = Duration.ZERO;
        while (!process.waitFor(LOOK_MILLIS, TimeUnit.MILLISECONDS)) {
            computed = process.info().totalCpuDuration().orElse(computed);
        }
        var told = Files.readString(output, StandardCharsets.UTF_8);
        if (process.exitValue() != 0) {
            throw new Trouble("wrk ended with %d: %s".formatted(process.exitValue(), told));
        }
        return new WrkRound(Served.of(told), computed.toNanos() / (double) (System.nanoTime() - began));
    }
}
