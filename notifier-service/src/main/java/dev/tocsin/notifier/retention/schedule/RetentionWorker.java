package dev.tocsin.notifier.retention.schedule;

import dev.tocsin.notifier.background.Loop;
import dev.tocsin.notifier.retention.Batch;
import dev.tocsin.notifier.retention.RetentionPeriods;
import dev.tocsin.notifier.retention.Round;
import dev.tocsin.notifier.retention.store.OldRows;
import dev.tocsin.support.kafka.Unavailability;
import dev.tocsin.support.operator.OperatorAlerts;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Goes through all rows that may be old, batch by batch, with a pause after each that leaves the database to the
/// senders.
@ApplicationScoped
class RetentionWorker {

    private static final Logger LOG = LoggerFactory.getLogger(RetentionWorker.class);
    private static final String ALERT = "retention";

    /// The first round waits, because there is other work after the start.
    private static final Duration FIRST = Duration.ofMinutes(10);

    private static final Duration PAUSE = Duration.ofMillis(250);

    private final OldRows rows;
    private final RetentionPeriods periods;
    private final Duration every;
    private final OperatorAlerts alerts;
    private final MeterRegistry metrics;
    private final Clock clock;
    private Optional<Round> round = Optional.empty();
    private Instant nextAt;
    private @Nullable Loop loop;

    RetentionWorker(
            OldRows rows, RetentionSettings settings, OperatorAlerts alerts, MeterRegistry metrics, Clock clock) {
        this.rows = rows;
        this.periods = new RetentionPeriods(
                settings.deliveries(), settings.incidents(), settings.maintenance(), settings.addresses());
        this.every = settings.every();
        this.alerts = alerts;
        this.metrics = metrics;
        this.clock = clock;
        this.nextAt = clock.instant().plus(FIRST);
    }

    void start(@Observes StartupEvent event) {
        loop = Loop.start(ALERT, PAUSE, () -> {
            step();
            return false;
        });
    }

    /// Lets the batch under way end.
    void stop(@Observes ShutdownEvent event) {
        if (loop != null) {
            loop.close();
        }
    }

    /// Removes one batch, if it is time.
    void step() {
        var now = clock.instant();
        if (round.isEmpty() && !now.isBefore(nextAt)) {
            nextAt = now.plus(every);
            round = Optional.of(Round.begin(now));
        }
        round.ifPresent(this::step);
    }

    private void step(Round current) {
        round = Optional.empty();
        try {
            var before = periods.before(current.kind(), current.began());
            round = rows.remove(current.kind(), current.from(), before).flatMap(batch -> after(current, batch));
        } catch (RuntimeException e) {
            LOG.warn("Old rows could not be removed; next try later: {}", Unavailability.firstLine(e));
            if (!Unavailability.causes(e)) {
                alerts.raise(
                        ALERT,
                        "Old rows cannot be removed from the tables of notifier-service, so the tables grow: %s. See the log of notifier-service."
                                .formatted(Unavailability.firstLine(e)));
            }
        }
    }

    private Optional<Round> after(Round current, Batch batch) {
        batch.removed().forEach(this::count);
        var next = current.after(batch);
        if (next.isEmpty()) {
            alerts.clear(ALERT, "Old rows are removed again.");
            var removed = current.with(batch);
            if (!removed.isEmpty()) {
                LOG.info("Removed old rows: {}", removed);
            }
        }
        return next;
    }

    private void count(String table, int removed) {
        Counter.builder("tocsin.retention.removed")
                .description("Rows that were removed because they were old, by table")
                .tag("table", table)
                .register(metrics)
                .increment(removed);
    }
}
