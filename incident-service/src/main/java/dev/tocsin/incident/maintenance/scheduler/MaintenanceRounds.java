package dev.tocsin.incident.maintenance.scheduler;

import dev.tocsin.engine.maintenance.MaintenancePlan;
import dev.tocsin.engine.maintenance.Planner;
import dev.tocsin.incident.catalog.CurrentCatalog;
import dev.tocsin.incident.maintenance.store.WindowStore;
import dev.tocsin.incident.maintenance.topic.WindowPublisher;
import dev.tocsin.incident.postgres.WhenClosing;
import dev.tocsin.support.kafka.TopicSetup;
import dev.tocsin.support.kafka.Unavailability;
import io.quarkus.scheduler.Scheduled;
import io.quarkus.scheduler.Scheduled.ConcurrentExecution;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import org.apache.kafka.common.KafkaException;
import org.jboss.logging.Logger;

/// Checks each second whether a window is to be made, begun, ended or published; any instance may, one at a time does.
@ApplicationScoped
class MaintenanceRounds {

    private static final Logger LOG = Logger.getLogger(MaintenanceRounds.class);

    private final CurrentCatalog catalog;
    private final TopicSetup topics;
    private final WindowStore store;
    private final WindowPublisher publisher;
    private final Clock clock;

    MaintenanceRounds(
            CurrentCatalog catalog, TopicSetup topics, WindowStore store, WindowPublisher publisher, Clock clock) {
        this.catalog = catalog;
        this.topics = topics;
        this.store = store;
        this.publisher = publisher;
        this.clock = clock;
    }

    @Scheduled(every = "1s", concurrentExecution = ConcurrentExecution.SKIP, skipExecutionIf = WhenClosing.class)
    void look() {
        var current = catalog.get();
        var published = current.published();
        if (published.isEmpty() || !topics.ready().toCompletableFuture().isDone()) {
            return;
        }
        try {
            var planner = new Planner(
                    current.plans().stream().map(MaintenancePlan::of).toList());
            if (store.keep(planner, published.get().time(), clock.instant())) {
                LOG.debug("Maintenance windows changed");
            }
            publisher.publish();
        } catch (RuntimeException e) {
            if (!(e instanceof KafkaException) && !Unavailability.causes(e)) {
                throw e;
            }
            LOG.warnf("Maintenance windows could not be updated; next try soon: %s", e.toString());
        }
    }
}
