package dev.tocsin.incident.writer.intake;

import dev.tocsin.engine.correlation.Correlator;
import dev.tocsin.incident.writer.outbox.OutboxSettings;
import dev.tocsin.incident.writer.outbox.Relay;
import dev.tocsin.incident.writer.store.IncidentStore;
import dev.tocsin.incident.writer.store.Outbox;
import dev.tocsin.support.kafka.DeadLetters;
import dev.tocsin.support.kafka.TopicSetup;
import dev.tocsin.support.operator.OperatorAlerts;
import dev.tocsin.support.progress.ProgressWatch;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.smallrye.common.annotation.Identifier;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// Starts intake and relay with the service, once the topics are there, and stops them with it.
@ApplicationScoped
class LifecycleStarter {

    private final TopicSetup topics;
    private final CorrelatorIntake intake;
    private final Relay relay;

    LifecycleStarter(TopicSetup topics, CorrelatorIntake intake, Relay relay) {
        this.topics = topics;
        this.intake = intake;
        this.relay = relay;
    }

    void start(@Observes StartupEvent event, ProgressWatch watch) {
        watch.watch(intake);
        watch.watch(relay);
        var _ = topics.ready().thenRun(() -> {
            relay.start();
            intake.start();
        });
    }

    void stop(@Observes ShutdownEvent event) {
        intake.close();
        relay.close();
    }

    @Singleton
    static class LifecycleBeans {

        @Produces
        @Singleton
        Relay relay(
                @Identifier("default-kafka-broker") Map<String, Object> kafka,
                Outbox outbox,
                OperatorAlerts alerts,
                OutboxSettings settings) {
            return new Relay(
                    kafka, outbox, alerts, Set.copyOf(settings.acceptBehind().orElse(List.of())));
        }

        @Produces
        @Singleton
        CorrelatorIntake intake(
                @Identifier("default-kafka-broker") Map<String, Object> kafka,
                IncidentStore store,
                Relay relay,
                DeadLetters deadLetters,
                MeterRegistry metrics) {
            return new CorrelatorIntake(kafka, store, relay, Correlator::decide, deadLetters::put, metrics);
        }
    }
}
