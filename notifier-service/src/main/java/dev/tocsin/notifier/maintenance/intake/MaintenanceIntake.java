package dev.tocsin.notifier.maintenance.intake;

import dev.tocsin.contract.maintenance.MaintenanceEvent;
import dev.tocsin.contract.maintenance.MaintenanceEvent.WindowUpdated;
import dev.tocsin.notifier.delivery.intake.CaughtUpLoops;
import dev.tocsin.notifier.intake.Intakes;
import dev.tocsin.notifier.intake.Taker;
import dev.tocsin.notifier.intake.TopicIntake;
import dev.tocsin.notifier.maintenance.store.WindowFanOut;
import dev.tocsin.notifier.subscription.kafka.PublishedCatalog;
import io.quarkus.runtime.StartupEvent;
import io.smallrye.common.annotation.Blocking;
import io.smallrye.common.annotation.Identifier;
import io.smallrye.reactive.messaging.kafka.api.IncomingKafkaRecordBatchMetadata;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.eclipse.microprofile.reactive.messaging.Incoming;

/// Reads `tocsin.maintenance` and, while the topic is read to its end, has the notices queued that are due by its
/// events and by the clock.
@ApplicationScoped
class MaintenanceIntake implements Taker<MaintenanceEvent> {

    private static final Duration IDLE = Duration.ofMillis(500);

    /// The longest delay of a notice by the clock, or to a subscriber who has just confirmed: each look has a cost.
    private static final Duration PACE = Duration.ofSeconds(3);

    private final TopicIntake<MaintenanceEvent> intake;
    private final CaughtUpLoops loops;
    private final WindowFanOut fanOut;
    private final PublishedCatalog catalog;
    private final Clock clock;
    private volatile Instant lookAt = Instant.EPOCH;

    MaintenanceIntake(
            @Identifier(Intakes.MAINTENANCE) TopicIntake<MaintenanceEvent> intake,
            CaughtUpLoops loops,
            WindowFanOut fanOut,
            PublishedCatalog catalog,
            Clock clock) {
        this.intake = intake;
        this.loops = loops;
        this.fanOut = fanOut;
        this.catalog = catalog;
        this.clock = clock;
    }

    void start(@Observes StartupEvent event) {
        loops.start("maintenance-notices", IDLE, intake, _ -> look());
    }

    @Incoming(Intakes.MAINTENANCE)
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

    /// Waits for the catalog, which says what is public.
    private void look() {
        var known = catalog.known();
        var now = clock.instant();
        if (!known.isEmpty() && !now.isBefore(lookAt)) {
            lookAt = now.plus(PACE);
            fanOut.tell(known, now);
        }
    }
}
