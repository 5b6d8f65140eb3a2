package dev.tocsin.notifier.intake;

import dev.tocsin.contract.Event;
import dev.tocsin.contract.Topic;
import dev.tocsin.contract.incident.IncidentSnapshot;
import dev.tocsin.contract.incident.PublicIncidentSnapshot;
import dev.tocsin.contract.maintenance.MaintenanceEvent;
import dev.tocsin.notifier.intake.TopicIntake.IntakeParts;
import dev.tocsin.support.kafka.Closing;
import dev.tocsin.support.kafka.ThreeStrikes;
import dev.tocsin.support.progress.ProgressWatch;
import io.micrometer.core.instrument.MeterRegistry;
import io.smallrye.common.annotation.Identifier;
import io.smallrye.reactive.messaging.kafka.KafkaClientService;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;

/// Makes the intakes of this service, one for each channel, and has their progress watched.
@Singleton
public class Intakes {

    public static final String PUBLIC_INCIDENTS = "public-incidents";
    public static final String INCIDENTS = "incidents";
    public static final String MAINTENANCE = "maintenance";

    private final IntakeParts parts;
    private final ProgressWatch watch;

    Intakes(
            ConsumedOffsetRepository offsets,
            ThreeStrikes strikes,
            KafkaClientService clients,
            Closing closing,
            MeterRegistry metrics,
            ProgressWatch watch) {
        this.parts = new IntakeParts(offsets, strikes, clients, closing, metrics);
        this.watch = watch;
    }

    @Produces
    @Singleton
    @Identifier(PUBLIC_INCIDENTS)
    TopicIntake<PublicIncidentSnapshot> publicIncidents() {
        return of(PUBLIC_INCIDENTS, Topic.PUBLIC_INCIDENTS, PublicIncidentSnapshot.class);
    }

    @Produces
    @Singleton
    @Identifier(INCIDENTS)
    TopicIntake<IncidentSnapshot> incidents() {
        return of(INCIDENTS, Topic.INCIDENTS, IncidentSnapshot.class);
    }

    @Produces
    @Singleton
    @Identifier(MAINTENANCE)
    TopicIntake<MaintenanceEvent> maintenance() {
        return of(MAINTENANCE, Topic.MAINTENANCE, MaintenanceEvent.class);
    }

    /// The intake of the channel that has this name and reads this topic.
    <E extends Event> TopicIntake<E> of(String channel, Topic topic, Class<E> events) {
        var intake = new TopicIntake<>(channel, topic, events, parts);
        watch.watch(intake);
        return intake;
    }
}
