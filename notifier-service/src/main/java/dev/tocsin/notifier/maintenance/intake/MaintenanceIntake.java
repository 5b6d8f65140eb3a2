package dev.tocsin.notifier.maintenance.intake;

import dev.tocsin.contract.Topic;
import dev.tocsin.contract.maintenance.MaintenanceEvent;
import dev.tocsin.contract.maintenance.MaintenanceEvent.WindowUpdated;
import dev.tocsin.notifier.background.Loop;
import dev.tocsin.notifier.delivery.outbox.DeliveryRecovery;
import dev.tocsin.notifier.intake.Intakes;
import dev.tocsin.notifier.intake.Taker;
import dev.tocsin.notifier.intake.TopicIntake;
import dev.tocsin.notifier.maintenance.store.WindowFanOut;
import dev.tocsin.notifier.subscription.kafka.PublishedCatalog;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.smallrye.common.annotation.Blocking;
import io.smallrye.common.annotation.Identifier;
import io.smallrye.reactive.messaging.kafka.api.IncomingKafkaRecordBatchMetadata;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.eclipse.microprofile.reactive.messaging.Incoming;
import org.jspecify.annotations.Nullable;

/// Reads `tocsin.maintenance` and, while the topic is read to its end, has the notices queued that are due by its
/// events and by the clock.
@ApplicationScoped
class MaintenanceIntake implements Taker<MaintenanceEvent> {

    private static final String CHANNEL = "maintenance";
    private static final Duration IDLE = Duration.ofMillis(500);

    /// The longest delay of a notice by the clock, or to a subscriber who has just confirmed: each look has a cost.
    private static final Duration PACE = Duration.ofSeconds(3);

    private final TopicIntake<MaintenanceEvent> intake;
    private final DeliveryRecovery recovery;
    private final WindowFanOut fanOut;
    private final PublishedCatalog catalog;
    private final Clock clock;
    private volatile Instant lookAt = Instant.EPOCH;
    private @Nullable Loop looking;

    MaintenanceIntake(
            @Identifier(CHANNEL) TopicIntake<MaintenanceEvent> intake,
            DeliveryRecovery recovery,
            WindowFanOut fanOut,
            PublishedCatalog catalog,
            Clock clock) {
        this.intake = intake;
        this.recovery = recovery;
        this.fanOut = fanOut;
        this.catalog = catalog;
        this.clock = clock;
    }

    @Singleton
    static class MaintenanceChannel {

        @Produces
        @Singleton
        @Identifier(CHANNEL)
        TopicIntake<MaintenanceEvent> intake(Intakes intakes) {
            return intakes.of(CHANNEL, Topic.MAINTENANCE, MaintenanceEvent.class);
        }
    }

    void start(@Observes StartupEvent event) {
        looking = Loop.start("maintenance-notices", IDLE, this::look);
    }

    void stop(@Observes ShutdownEvent event) {
        if (looking != null) {
            looking.close();
        }
    }

    @Incoming(CHANNEL)
    @Blocking
    void read(ConsumerRecords<String, byte[]> records, IncomingKafkaRecordBatchMetadata<String, byte[]> batch) {
        intake.read(batch, this);
        lookAt = Instant.EPOCH;
    }

    @Override
    public void take(MaintenanceEvent event, int partition, String traceparent) {
        switch (event) {
            case WindowUpdated window -> fanOut.take(window);
        }
    }

    /// Waits for the catalog, which says what is public, and for the recovery, without which notices that were sent
    /// would be decided again.
    private boolean look() {
        var known = catalog.known();
        var now = clock.instant();
        if (!intake.caughtUp().isEmpty() && recovery.isDone() && !known.isEmpty() && !now.isBefore(lookAt)) {
            lookAt = now.plus(PACE);
            fanOut.tell(known, now);
        }
        return false;
    }
}
