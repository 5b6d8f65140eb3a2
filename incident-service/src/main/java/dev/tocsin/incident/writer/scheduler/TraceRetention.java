package dev.tocsin.incident.writer.scheduler;

import dev.tocsin.incident.postgres.WhenClosing;
import dev.tocsin.incident.writer.store.Trace;
import io.quarkus.scheduler.Scheduled;
import io.quarkus.scheduler.Scheduled.ConcurrentExecution;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Keeps trace entries for as long as `tocsin.incident-events` keeps the events that they explain: a year.
@ApplicationScoped
class TraceRetention {

    private static final Logger LOG = LoggerFactory.getLogger(TraceRetention.class);
    private static final Duration KEPT = Duration.ofDays(365);

    private final Trace trace;
    private final Clock clock;

    TraceRetention(Trace trace, Clock clock) {
        this.trace = trace;
        this.clock = clock;
    }

    @Scheduled(
            every = "1h",
            delayed = "1m",
            concurrentExecution = ConcurrentExecution.SKIP,
            skipExecutionIf = WhenClosing.class)
    void forget() {
        var forgotten = trace.forgetBefore(clock.instant().minus(KEPT));
        if (forgotten > 0) {
            LOG.info("Removed {} entries of the decision log that were over a year old", forgotten);
        }
    }
}
