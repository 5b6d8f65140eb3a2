package dev.tocsin.incident.postgres;

import dev.tocsin.support.kafka.Closing;
import io.quarkus.scheduler.Scheduled.SkipPredicate;
import io.quarkus.scheduler.ScheduledExecution;
import jakarta.inject.Singleton;

/// Keeps rounds that use the database from beginning after the service has begun to end: they would find it closed.
@Singleton
public class WhenClosing implements SkipPredicate {

    private final Closing closing;

    WhenClosing(Closing closing) {
        this.closing = closing;
    }

    @Override
    public boolean test(ScheduledExecution execution) {
        return closing.isClosed();
    }
}
