package dev.tocsin.incident.uptime.scheduler;

import dev.tocsin.incident.uptime.Overview;
import dev.tocsin.incident.uptime.store.Months;
import io.quarkus.scheduler.Scheduled;
import io.quarkus.scheduler.Scheduled.ConcurrentExecution;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.PersistenceException;
import org.jboss.logging.Logger;

/// Keeps the [Overview] that pages show, counted anew each `tocsin.uptime.every`.
@ApplicationScoped
public class Overviews {

    private static final Logger LOG = Logger.getLogger(Overviews.class);

    private final Months months;
    private volatile Overview current = Overview.NONE;

    Overviews(Months months) {
        this.months = months;
    }

    public Overview current() {
        return current;
    }

    @Scheduled(every = "${tocsin.uptime.every}", delayed = "3s", concurrentExecution = ConcurrentExecution.SKIP)
    void count() {
        try {
            current = months.overview(current);
        } catch (PersistenceException e) {
            LOG.warnf("Uptime on pages stays as it was: %s", e.getMessage());
        }
    }
}
