package dev.tocsin.notifier.maintenance.intake;

import dev.tocsin.contract.Topic;
import dev.tocsin.contract.maintenance.MaintenanceEvent;
import dev.tocsin.contract.maintenance.MaintenanceEvent.WindowUpdated;
import dev.tocsin.notifier.kafka.Intake.Taker;
import dev.tocsin.notifier.kafka.Intakes;
import dev.tocsin.notifier.maintenance.store.WindowFanOut;
import dev.tocsin.notifier.subscription.kafka.CatalogFollower;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;

/// Reads `tocsin.maintenance`, and has told what is due while it is read to its end: by its events and by the clock.
@ApplicationScoped
class MaintenanceIntake implements Taker<MaintenanceEvent> {

    private static final String GROUP = "tocsin-notifier-maintenance";

    /// How late a notice by the clock may be, or one to who confirmed just now: looking costs more than nothing.
    private static final Duration PACE = Duration.ofSeconds(3);

    private final Intakes intakes;
    private final WindowFanOut fanOut;
    private final CatalogFollower catalog;
    private final Clock clock = Clock.systemUTC();
    private Instant lookAt = Instant.EPOCH;

    MaintenanceIntake(Intakes intakes, WindowFanOut fanOut, CatalogFollower catalog) {
        this.intakes = intakes;
        this.fanOut = fanOut;
        this.catalog = catalog;
    }

    void start(@Observes StartupEvent event) {
        intakes.start(Topic.MAINTENANCE, GROUP, MaintenanceEvent.class, this);
    }

    @Override
    public void take(MaintenanceEvent event, int partition) {
        switch (event) {
            case WindowUpdated window -> fanOut.take(window);
        }
        lookAt = Instant.EPOCH;
    }

    /// Before the catalog is known, nobody can say what is public.
    @Override
    public void caughtUp(Collection<Integer> partitions) {
        var known = catalog.known();
        var now = clock.instant();
        if (!known.isEmpty() && !now.isBefore(lookAt)) {
            fanOut.tell(known, now);
            lookAt = now.plus(PACE);
        }
    }
}
