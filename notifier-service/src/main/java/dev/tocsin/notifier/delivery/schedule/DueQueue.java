package dev.tocsin.notifier.delivery.schedule;

import dev.tocsin.contract.delivery.Channel;
import dev.tocsin.notifier.background.Loop;
import dev.tocsin.notifier.delivery.store.DueDeliveries;
import dev.tocsin.notifier.delivery.store.DueDeliveries.DueCount;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// The queue of notices, which is counted at intervals, not for each reader.
@ApplicationScoped
public class DueQueue {

    private static final Duration PAUSE = Duration.ofSeconds(15);

    private final DueDeliveries deliveries;
    private final Clock clock = Clock.systemUTC();
    private volatile CountedQueue counted = new CountedQueue(Map.of(), null);
    private @Nullable Loop loop;

    DueQueue(DueDeliveries deliveries) {
        this.deliveries = deliveries;
    }

    /// @param countedAt null before it was counted for the first time
    public record CountedQueue(
            Map<Channel, DueCount> due, @Nullable Instant countedAt) {}

    void start(@Observes StartupEvent event) {
        loop = Loop.start("due-deliveries", PAUSE, this::count);
    }

    void stop(@Observes ShutdownEvent event) {
        if (loop != null) {
            loop.close();
        }
    }

    public CountedQueue counted() {
        return counted;
    }

    private boolean count() {
        var now = clock.instant();
        counted = new CountedQueue(deliveries.byChannel(), now);
        return false;
    }
}
