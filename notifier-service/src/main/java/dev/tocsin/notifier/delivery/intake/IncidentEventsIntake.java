package dev.tocsin.notifier.delivery.intake;

import dev.tocsin.contract.Topic;
import dev.tocsin.contract.incident.IncidentEvent;
import dev.tocsin.notifier.delivery.store.FanOut;
import dev.tocsin.notifier.kafka.Intake.Taker;
import dev.tocsin.notifier.kafka.Intakes;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Clock;
import java.util.Collection;

/// Reads `tocsin.incident-events`; only when it is read to its end it is known what still stands.
@ApplicationScoped
class IncidentEventsIntake implements Taker<IncidentEvent> {

    private static final String GROUP = "tocsin-notifier";

    private final Intakes intakes;
    private final FanOut fanOut;
    private final Clock clock = Clock.systemUTC();

    IncidentEventsIntake(Intakes intakes, FanOut fanOut) {
        this.intakes = intakes;
        this.fanOut = fanOut;
    }

    void start(@Observes StartupEvent event) {
        intakes.start(Topic.INCIDENT_EVENTS, GROUP, IncidentEvent.class, this);
    }

    @Override
    public void take(IncidentEvent event, int partition) {
        fanOut.handle(event, partition, clock.instant());
    }

    @Override
    public void caughtUp(Collection<Integer> partitions) {
        fanOut.catchUp(partitions, clock.instant());
    }
}
