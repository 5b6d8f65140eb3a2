package dev.tocsin.incident.trust.figures.scheduler;

import dev.tocsin.incident.postgres.WhenClosing;
import dev.tocsin.incident.trust.figures.FigureStep;
import dev.tocsin.incident.trust.figures.store.FigurePacker;
import dev.tocsin.support.kafka.Unavailability;
import dev.tocsin.support.operator.OperatorAlerts;
import io.quarkus.runtime.StartupEvent;
import io.quarkus.scheduler.Scheduled;
import io.quarkus.scheduler.Scheduled.ConcurrentExecution;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import org.jboss.logging.Logger;

/// Packs the hours that are over, and drops figures that are old.
@ApplicationScoped
class FigureRounds {

    private static final Logger LOG = Logger.getLogger(FigureRounds.class);
    private static final String ALERT = "figures";

    /// By then nearly all minutes of an hour have come; later ones are packed again.
    private static final Duration SETTLED = Duration.ofMinutes(5);

    /// An event may be 7 days old when it is counted.
    private static final Duration SHORTEST = Duration.ofDays(9);

    private final FigurePacker packer;
    private final FiguresKept kept;
    private final OperatorAlerts alerts;
    private final Clock clock;

    FigureRounds(FigurePacker packer, FiguresKept kept, OperatorAlerts alerts, Clock clock) {
        this.packer = packer;
        this.kept = kept;
        this.alerts = alerts;
        this.clock = clock;
    }

    void check(@Observes StartupEvent event) {
        check("minutes", kept.minutes());
        check("hours", kept.hours());
    }

    private static void check(String key, Duration kept) {
        if (kept.compareTo(SHORTEST) < 0) {
            throw new IllegalArgumentException(
                    "tocsin.figures.kept.%s is %s; it must be at least 9 days".formatted(key, kept));
        }
    }

    @Scheduled(
            every = "5m",
            delayed = "2m",
            concurrentExecution = ConcurrentExecution.SKIP,
            skipExecutionIf = WhenClosing.class)
    void pack() {
        guarded(() -> {
            var before = FigureStep.MINUTE.block(clock.instant().minus(SETTLED));
            var last = Optional.of(FigurePacker.BEGINNING);
            while (last.isPresent()) {
                last = packer.pack(last.get(), before);
            }
        });
    }

    @Scheduled(
            every = "1h",
            delayed = "3m",
            concurrentExecution = ConcurrentExecution.SKIP,
            skipExecutionIf = WhenClosing.class)
    void dropOld() {
        guarded(() -> {
            var dropped = packer.dropOld(kept.minutes(), kept.hours(), clock.instant());
            if (dropped > 0) {
                LOG.infof("Dropped %d partitions of old figures", dropped);
            }
        });
    }

    private void guarded(Runnable work) {
        try {
            work.run();
            alerts.clear(ALERT, "Figures of checks are packed and old ones are dropped again.");
        } catch (RuntimeException e) {
            LOG.warnf("Figures could not be packed or dropped; next try later: %s", Unavailability.firstLine(e));
            if (!Unavailability.causes(e)) {
                alerts.raise(
                        ALERT,
                        "Figures of checks cannot be packed, or old ones cannot be dropped, so their tables grow: %s. See the log of incident-service."
                                .formatted(Unavailability.firstLine(e)));
            }
        }
    }
}
