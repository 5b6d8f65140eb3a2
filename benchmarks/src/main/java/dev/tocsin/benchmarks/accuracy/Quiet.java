package dev.tocsin.benchmarks.accuracy;

import dev.tocsin.benchmarks.simulation.Simulation;
import dev.tocsin.benchmarks.simulation.Worlds;
import dev.tocsin.engine.replay.Replay;
import dev.tocsin.engine.replay.Replay.Ticks;
import dev.tocsin.engine.replay.ReplayResult;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.function.Consumer;

/// The world in which nothing ever happens, for a long time.
///
/// @param noise the share of requests that fail, each independently
public record Quiet(long seed, int cells, Duration lasts, double noise) {

    public ReplayResult replayed(Consumer<String> progress) {
        var world = Worlds.quiet(seed, cells, lasts, noise);
        var replay = new Replay(Ticks.WRITTEN);
        var day = new Object() {
            Instant next = world.from().plus(Duration.ofDays(1));
        };
        Simulation.play(world, recorded -> {
            replay.take(recorded);
            if (recorded.appendedAt().isAfter(day.next)) {
                progress.accept(String.format(
                        Locale.ROOT,
                        "quiet world: %d of %d days",
                        Duration.between(world.from(), day.next).toDays(),
                        lasts.toDays()));
                day.next = day.next.plus(Duration.ofDays(1));
            }
        });
        return replay.result();
    }
}
