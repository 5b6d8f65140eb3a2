package dev.tocsin.notifier.operator.intake;

import dev.tocsin.contract.incident.IncidentSnapshot;
import dev.tocsin.notifier.delivery.intake.CaughtUpLoops;
import dev.tocsin.notifier.delivery.outbox.DeliveryRecovery;
import dev.tocsin.notifier.intake.Intakes;
import dev.tocsin.notifier.intake.Taker;
import dev.tocsin.notifier.intake.TopicIntake;
import dev.tocsin.notifier.operator.store.OperatorFanOut;
import dev.tocsin.notifier.subscription.kafka.PublishedCatalog;
import io.quarkus.runtime.StartupEvent;
import io.smallrye.common.annotation.Blocking;
import io.smallrye.common.annotation.Identifier;
import io.smallrye.reactive.messaging.kafka.api.IncomingKafkaRecordBatchMetadata;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Duration;
import java.util.Set;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.eclipse.microprofile.reactive.messaging.Incoming;

/// Reads `tocsin.incidents` for operators alone, and has their notices queued while the topic is read to its end. The
/// notices to customers come from `tocsin.public-incidents`, and from nothing that is read here.
@ApplicationScoped
class OperatorIncidentsIntake implements Taker<IncidentSnapshot> {

    private static final Duration IDLE = Duration.ofMillis(250);

    private final TopicIntake<IncidentSnapshot> intake;
    private final DeliveryRecovery recovery;
    private final CaughtUpLoops loops;
    private final OperatorFanOut fanOut;
    private final PublishedCatalog catalog;

    OperatorIncidentsIntake(
            @Identifier(Intakes.INCIDENTS) TopicIntake<IncidentSnapshot> intake,
            DeliveryRecovery recovery,
            CaughtUpLoops loops,
            OperatorFanOut fanOut,
            PublishedCatalog catalog) {
        this.intake = intake;
        this.recovery = recovery;
        this.loops = loops;
        this.fanOut = fanOut;
        this.catalog = catalog;
    }

    void start(@Observes StartupEvent event) {
        loops.start("operator-notices", IDLE, intake, this::look);
    }

    /// Waits until the notices that were sent before are known: the end of an incident that is not known is passed
    /// over.
    @Incoming(Intakes.INCIDENTS)
    @Blocking
    void read(ConsumerRecords<String, byte[]> records, IncomingKafkaRecordBatchMetadata<String, byte[]> batch) {
        if (recovery.await()) {
            intake.read(batch, this);
        }
    }

    @Override
    public void take(IncidentSnapshot snapshot, int partition, String traceparent) {
        fanOut.take(snapshot, partition, traceparent.isEmpty() ? null : traceparent);
    }

    /// Waits for the catalog, which has the names.
    private void look(Set<Integer> partitions) {
        if (catalog.isRead()) {
            fanOut.notify(partitions, catalog.operators());
        }
    }
}
