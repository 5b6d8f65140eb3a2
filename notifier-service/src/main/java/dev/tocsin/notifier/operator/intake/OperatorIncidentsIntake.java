package dev.tocsin.notifier.operator.intake;

import dev.tocsin.contract.Topic;
import dev.tocsin.contract.incident.IncidentSnapshot;
import dev.tocsin.notifier.background.Loop;
import dev.tocsin.notifier.delivery.outbox.DeliveryRecovery;
import dev.tocsin.notifier.intake.Intakes;
import dev.tocsin.notifier.intake.Taker;
import dev.tocsin.notifier.intake.TopicIntake;
import dev.tocsin.notifier.operator.store.OperatorFanOut;
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
import java.time.Duration;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.eclipse.microprofile.reactive.messaging.Incoming;
import org.jspecify.annotations.Nullable;

/// Reads `tocsin.incidents` for operators alone, and has their notices queued while the topic is read to its end. The
/// notices to customers come from `tocsin.public-incidents`, and from nothing that is read here.
@ApplicationScoped
class OperatorIncidentsIntake implements Taker<IncidentSnapshot> {

    private static final String CHANNEL = "incidents";
    private static final Duration IDLE = Duration.ofMillis(250);

    private final TopicIntake<IncidentSnapshot> intake;
    private final DeliveryRecovery recovery;
    private final OperatorFanOut fanOut;
    private final PublishedCatalog catalog;
    private @Nullable Loop looking;

    OperatorIncidentsIntake(
            @Identifier(CHANNEL) TopicIntake<IncidentSnapshot> intake,
            DeliveryRecovery recovery,
            OperatorFanOut fanOut,
            PublishedCatalog catalog) {
        this.intake = intake;
        this.recovery = recovery;
        this.fanOut = fanOut;
        this.catalog = catalog;
    }

    @Singleton
    static class IncidentsChannel {

        @Produces
        @Singleton
        @Identifier(CHANNEL)
        TopicIntake<IncidentSnapshot> intake(Intakes intakes) {
            return intakes.of(CHANNEL, Topic.INCIDENTS, IncidentSnapshot.class);
        }
    }

    void start(@Observes StartupEvent event) {
        looking = Loop.start("operator-notices", IDLE, this::look);
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
    }

    @Override
    public void take(IncidentSnapshot snapshot, int partition, String traceparent) {
        fanOut.take(snapshot, partition, traceparent.isEmpty() ? null : traceparent);
    }

    /// Waits for the catalog, which has the names, and for the recovery, without which notices that were sent would be
    /// decided again.
    private boolean look() {
        var partitions = intake.caughtUp();
        if (!partitions.isEmpty() && recovery.isDone() && catalog.isRead()) {
            fanOut.notify(partitions, catalog.operators());
        }
        return false;
    }
}
