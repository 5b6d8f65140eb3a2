package dev.tocsin.notifier.delivery.intake;

import dev.tocsin.contract.Topic;
import dev.tocsin.contract.incident.PublicIncidentSnapshot;
import dev.tocsin.notifier.delivery.outbox.DeliveryRecovery;
import dev.tocsin.notifier.delivery.store.FanOut;
import dev.tocsin.notifier.intake.Intakes;
import dev.tocsin.notifier.intake.Taker;
import dev.tocsin.notifier.intake.TopicIntake;
import dev.tocsin.support.tracing.KafkaAttributes;
import dev.tocsin.support.tracing.TracedStep;
import io.opentelemetry.api.trace.SpanKind;
import io.quarkus.runtime.StartupEvent;
import io.smallrye.common.annotation.Blocking;
import io.smallrye.common.annotation.Identifier;
import io.smallrye.reactive.messaging.kafka.api.IncomingKafkaRecordBatchMetadata;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Clock;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.common.TopicPartition;
import org.eclipse.microprofile.reactive.messaging.Incoming;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Reads `tocsin.public-incidents`; the open incidents are known only when it is read to its end.
@ApplicationScoped
class PublicIncidentsIntake implements Taker<PublicIncidentSnapshot> {

    private static final Logger LOG = LoggerFactory.getLogger(PublicIncidentsIntake.class);
    private static final Duration IDLE = Duration.ofMillis(500);

    private final TopicIntake<PublicIncidentSnapshot> intake;
    private final DeliveryRecovery recovery;
    private final CaughtUpLoops loops;
    private final FanOut fanOut;
    private final Clock clock;

    PublicIncidentsIntake(
            @Identifier(Intakes.PUBLIC_INCIDENTS) TopicIntake<PublicIncidentSnapshot> intake,
            DeliveryRecovery recovery,
            CaughtUpLoops loops,
            FanOut fanOut,
            Clock clock) {
        this.intake = intake;
        this.recovery = recovery;
        this.loops = loops;
        this.fanOut = fanOut;
        this.clock = clock;
    }

    void start(@Observes StartupEvent event) {
        loops.start("incident-catch-up", IDLE, intake, partitions -> fanOut.catchUp(partitions, clock.instant()));
    }

    /// Waits until the notices that were sent before are known, so that they are not decided again.
    @Incoming(Intakes.PUBLIC_INCIDENTS)
    @Blocking
    void read(ConsumerRecords<String, byte[]> records, IncomingKafkaRecordBatchMetadata<String, byte[]> batch) {
        if (recovery.await()) {
            goOn(batch.partitions().stream().map(TopicPartition::partition).toList());
            intake.read(batch, this);
        }
    }

    @Override
    public void take(PublicIncidentSnapshot snapshot, int partition, String traceparent) {
        try (var step = TracedStep.begin(
                "fan out incident event",
                SpanKind.CONSUMER,
                traceparent,
                KafkaAttributes.process(
                        Topic.PUBLIC_INCIDENTS, Map.of("incident", snapshot.key(), "event", snapshot.eventId())))) {
            fanOut.handle(snapshot, partition, clock.instant(), step.traceparent());
        }
    }

    @Override
    public void taken(int partition) {
        goOn(List.of(partition));
    }

    /// Subscribers for whom this fails are decided at the latest before the next snapshot of the incident is handled.
    private void goOn(Collection<Integer> partitions) {
        try {
            fanOut.goOn(partitions, clock.instant());
        } catch (RuntimeException e) {
            LOG.warn("Not all affected subscribers are notified yet; next try soon: {}", e.toString());
        }
    }
}
