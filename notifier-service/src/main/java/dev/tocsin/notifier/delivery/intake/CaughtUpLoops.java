package dev.tocsin.notifier.delivery.intake;

import dev.tocsin.notifier.background.Loop;
import dev.tocsin.notifier.delivery.outbox.DeliveryRecovery;
import dev.tocsin.notifier.intake.TopicIntake;
import io.quarkus.runtime.ShutdownEvent;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;

/// Loops that decide about notices while a topic is read to its end, until the service stops. They wait for the
/// recovery, without which notices that were sent would be decided again.
@Singleton
public final class CaughtUpLoops {

    private final DeliveryRecovery recovery;
    private final List<Loop> loops = new CopyOnWriteArrayList<>();

    CaughtUpLoops(DeliveryRecovery recovery) {
        this.recovery = recovery;
    }

    /// @param pause between two steps
    /// @param step is given the partitions that this instance reads
    public void start(String name, Duration pause, TopicIntake<?> intake, Consumer<Set<Integer>> step) {
        loops.add(Loop.start(name, pause, () -> {
            var partitions = intake.caughtUp();
            if (!partitions.isEmpty() && recovery.isDone()) {
                step.accept(partitions);
            }
            return false;
        }));
    }

    void stop(@Observes ShutdownEvent event) {
        loops.forEach(Loop::close);
    }
}
