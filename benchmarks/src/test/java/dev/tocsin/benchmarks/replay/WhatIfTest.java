package dev.tocsin.benchmarks.replay;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tocsin.benchmarks.simulation.Shape;
import dev.tocsin.benchmarks.simulation.Simulation;
import dev.tocsin.benchmarks.simulation.World;
import dev.tocsin.contract.Topic;
import dev.tocsin.contract.health.ClockTicked;
import dev.tocsin.engine.replay.Recorded;
import dev.tocsin.engine.replay.Replay;
import dev.tocsin.engine.replay.Replay.Ticks;
import dev.tocsin.engine.replay.ReplayComparison;
import dev.tocsin.engine.replay.ReplaySettings;
import dev.tocsin.engine.replay.WhatIf;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class WhatIfTest {

    private static final Duration BETWEEN_TICKS = Duration.ofSeconds(2);

    private final World world = Shape.CASCADE.world(1);
    private final List<Recorded> log = new ArrayList<>();
    private Instant nextTick = world.from();

    WhatIfTest() {
        Simulation.play(world, recorded -> {
            tickUntil(recorded.appendedAt());
            log.add(recorded);
        });
    }

    @Test
    void withoutAChangedSettingBothReplaysFindWhatAReplayFinds() {
        var replay = new Replay(Ticks.RECORDED);
        log.forEach(replay::take);

        var whatIf = whatIf();

        assertThat(whatIf.asIs().incidents())
                .isNotEmpty()
                .isEqualTo(whatIf.changed().incidents());
        assertThat(whatIf.asIs().incidents())
                .usingRecursiveComparison()
                .isEqualTo(replay.result().incidents());
        assertThat(whatIf.asIs().notices()).isEqualTo(replay.result().notices());
    }

    @Test
    void moreConfirmationsAreSeenLaterInTheSameIncident() {
        var whatIf = whatIf("checks.confirmations=10");

        var comparison = ReplayComparison.of(whatIf.asIs(), whatIf.changed());

        assertThat(comparison.onlyOne()).isEmpty();
        assertThat(comparison.both())
                .isNotEmpty()
                .allSatisfy(pair ->
                        assertThat(pair.other().openedAt()).isAfter(pair.one().openedAt()));
    }

    private WhatIf whatIf(String... settings) {
        var whatIf = new WhatIf(
                world.catalog(),
                ReplaySettings.parse(List.of(settings)),
                world.from(),
                Topic.HEALTH_EVENTS.partitions(),
                PlacedRecords::partitionOf,
                _ -> true);
        log.forEach(whatIf::take);
        return whatIf;
    }

    private void tickUntil(Instant time) {
        for (; nextTick.isBefore(time); nextTick = nextTick.plus(BETWEEN_TICKS)) {
            for (var partition = 0; partition < Topic.HEALTH_EVENTS.partitions(); partition++) {
                var tick = new ClockTicked(partition, nextTick);
                log.add(new Recorded(Topic.HEALTH_EVENTS, partition, tick.key(), nextTick, tick));
            }
        }
    }
}
