package dev.tocsin.incident.trust.uptime.scheduler;

import dev.tocsin.engine.uptime.Overview;
import dev.tocsin.incident.postgres.WhenClosing;
import dev.tocsin.incident.trust.live.CurrentView;
import dev.tocsin.incident.trust.uptime.CurrentOverview;
import dev.tocsin.incident.trust.uptime.store.Months;
import io.quarkus.scheduler.Scheduled;
import io.quarkus.scheduler.Scheduled.ConcurrentExecution;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.PersistenceException;
import org.jboss.logging.Logger;

/// Keeps the [Overview] that pages show, counted anew each `tocsin.uptime.every`.
@ApplicationScoped
class Overviews implements CurrentOverview {

    private static final Logger LOG = Logger.getLogger(Overviews.class);

    private final Months months;
    private final CurrentView live;
    private volatile Overview current = Overview.NONE;

    Overviews(Months months, CurrentView live) {
        this.months = months;
        this.live = live;
    }

    @Override
    public Overview current() {
        return current;
    }

    /// After a start pages wait for the overview, so it is counted as soon as the topics have been read.
    @Scheduled(every = "1s", concurrentExecution = ConcurrentExecution.SKIP, skipExecutionIf = WhenClosing.class)
    void countFirst() {
        if (!current.isCounted()) {
            count();
        }
    }

    @Scheduled(
            every = "${tocsin.uptime.every}",
            delayed = "3s",
            concurrentExecution = ConcurrentExecution.SKIP,
            skipExecutionIf = WhenClosing.class)
    void count() {
        if (live.view().listening().caughtUpAt() == null) {
            return;
        }
        try {
            current = months.overview(current);
        } catch (PersistenceException e) {
            LOG.warnf("Uptime on pages could not be refreshed: %s", e.getMessage());
        }
    }
}
