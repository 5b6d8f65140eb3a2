package dev.tocsin.incident.maintenance.scheduler;

import dev.tocsin.engine.catalog.Catalog;
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
import java.time.Duration;
import java.time.Instant;
import org.apache.kafka.common.KafkaException;
import org.jboss.logging.Logger;

/// Checks each second whether a window is to be begun, ended or published, and every few seconds, or once the catalog
/// changes, whether one is to be made; any instance may, one at a time does.
@ApplicationScoped
class MaintenanceRounds {

    private static final Logger LOG = Logger.getLogger(MaintenanceRounds.class);

    /// Plans and series may have thousands of windows, which are all read when they are followed.
    private static final Duration BETWEEN_PLANNINGS = Duration.ofSeconds(5);

    private final CurrentCatalog catalog;
    private final TopicSetup topics;
    private final WindowStore store;
    private final WindowPublisher publisher;
    private final Clock clock;
    private volatile LastPlanning last = new LastPlanning(Instant.MIN, Instant.EPOCH);

    /// @param asOf when the catalog was published whose plans were followed
    private record LastPlanning(Instant asOf, Instant at) {

        boolean isEnough(Instant published, Instant now) {
            return asOf.equals(published) && Duration.between(at, now).abs().compareTo(BETWEEN_PLANNINGS) < 0;
        }
    }

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
            if (keep(current, published.get().time(), clock.instant())) {
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

    private boolean keep(Catalog current, Instant published, Instant now) {
        if (last.isEnough(published, now)) {
            return store.keepTimes(now);
        }
        var planner =
                new Planner(current.plans().stream().map(MaintenancePlan::of).toList());
        var changed = store.keep(planner, published, now);
        last = new LastPlanning(published, now);
        return changed;
    }
}
