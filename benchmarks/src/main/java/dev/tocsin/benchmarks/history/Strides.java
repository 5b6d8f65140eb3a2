package dev.tocsin.benchmarks.history;

import dev.tocsin.contract.Topic;
import dev.tocsin.contract.health.ClockTicked;
import dev.tocsin.contract.health.HealthLogEvent;
import dev.tocsin.contract.status.StatusChanged;
import dev.tocsin.engine.detection.Detection;
import dev.tocsin.engine.detection.PartitionMemory;
import dev.tocsin.engine.replay.Recorded;
import dev.tocsin.engine.replay.Replay;
import dev.tocsin.engine.replay.Replay.Ticks;
import dev.tocsin.engine.replay.ReplayResult;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;

/// Plays a log onto a tape in strides. At the end of a stride all partitions of the log have reached the same time.
///
/// A stride is a day long while no cell changes status. From a status change until its consequences are decided,
/// strides are shorter than the minute by which one clock may be behind another: if the log was read all at once, a
/// partition with one cell would be weeks ahead of one with three, and correlation would not wait so long. Detection's
/// own plain code finds the status changes beforehand.
public final class Strides {

    private static final Duration SHORT = Duration.ofSeconds(30);
    private static final Duration LONG = Duration.ofDays(1);

    private static final Set<Topic> PLAYED = Set.of(Topic.CATALOG, Topic.CHANGES, Topic.HEALTH_EVENTS);

    private final Tape tape;
    private final Replay replay = new Replay(Ticks.RECORDED);
    private final List<Detection> foresight = IntStream.range(0, Topic.HEALTH_EVENTS.partitions())
            .mapToObj(PartitionMemory::new)
            .map(Detection::new)
            .toList();
    private final List<Recorded> step = new ArrayList<>();
    private Instant stepEnds;
    private Instant strideBegan;

    public Strides(Instant from, Tape tape) {
        this.tape = tape;
        strideBegan = from;
        stepEnds = from.plus(SHORT);
    }

    /// Leaves out records that detection and correlation do not need.
    public void take(Recorded recorded) {
        while (!recorded.appendedAt().isBefore(stepEnds)) {
            endStep();
        }
        if (PLAYED.contains(recorded.topic())) {
            step.add(recorded);
        }
    }

    /// @return the result of detection and correlation for the log
    public ReplayResult end() {
        endStep();
        endStride(stepEnds);
        return replay.result();
    }

    private void endStep() {
        var turns = turns();
        if (turns) {
            endStride(stepEnds.minus(SHORT));
        }
        step.forEach(this::write);
        step.clear();
        if (turns || replay.waitsForClocks() || !stepEnds.isBefore(strideBegan.plus(LONG))) {
            endStride(stepEnds);
        }
        stepEnds = stepEnds.plus(SHORT);
    }

    /// Looks at the whole step, even after a status change was found.
    private boolean turns() {
        var turned = false;
        for (var recorded : step) {
            turned |= turns(recorded);
        }
        return turned;
    }

    private boolean turns(Recorded recorded) {
        return recorded.event() instanceof HealthLogEvent event
                && foresight.get(recorded.partition()).take(recorded.appendedAt(), event).changes().stream()
                        .anyMatch(StatusChanged.class::isInstance);
    }

    private void endStride(Instant time) {
        if (time.isAfter(strideBegan)) {
            for (var partition = 0; partition < foresight.size(); partition++) {
                var tick = new ClockTicked(partition, time);
                write(new Recorded(Topic.HEALTH_EVENTS, partition, tick.key(), time, tick));
            }
            tape.awaitDetection(time);
            strideBegan = time;
        }
    }

    private void write(Recorded recorded) {
        replay.take(recorded);
        tape.write(recorded);
    }
}
