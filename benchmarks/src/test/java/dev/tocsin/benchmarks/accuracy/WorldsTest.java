package dev.tocsin.benchmarks.accuracy;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tocsin.benchmarks.simulation.Shape;
import dev.tocsin.benchmarks.simulation.Simulation;
import dev.tocsin.benchmarks.simulation.World;
import dev.tocsin.engine.replay.Replay;
import dev.tocsin.engine.replay.Replay.Ticks;
import dev.tocsin.engine.replay.ReplayResult;
import java.time.Duration;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/// Some worlds of each shape, understood. `./tocsin bench accuracy` asks many more.
class WorldsTest {

    static Stream<Arguments> worlds() {
        return Stream.of(Shape.values()).flatMap(shape -> Stream.of(1L, 2L).map(seed -> Arguments.of(shape, seed)));
    }

    @ParameterizedTest(name = "{0}, seed {1}")
    @MethodSource("worlds")
    void isUnderstood(Shape shape, long seed) {
        var world = shape.world(seed);

        var score = Scoring.of(world.lastCatalog(), world.truth(), replayed(world));

        assertThat(score.shortfalls()).isEmpty();
    }

    @ParameterizedTest
    @EnumSource(names = {"BAD_CHANGE_REVERTED", "POINT_CUT_FROM_REGION", "SILENT_PIPELINE"})
    void aReplayFindsTheSameAgain(Shape shape) {
        var world = shape.world(3);

        assertThat(replayed(world)).isEqualTo(replayed(world));
    }

    @Test
    void aQuietHourOpensNothing() {
        var quiet = new Quiet(1, 200, Duration.ofHours(1), 0.01).replayed(_ -> {});

        assertThat(quiet.healthEvents()).isGreaterThan(200 * 3 * 100);
        assertThat(quiet.incidents()).isEmpty();
    }

    private static ReplayResult replayed(World world) {
        var replay = new Replay(Ticks.WRITTEN);
        Simulation.play(world, replay::take);
        return replay.result();
    }
}
