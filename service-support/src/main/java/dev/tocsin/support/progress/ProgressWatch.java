package dev.tocsin.support.progress;

import dev.tocsin.support.kafka.Closing;
import dev.tocsin.support.kafka.Unavailability;
import dev.tocsin.support.operator.OperatorAlerts;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jboss.logging.Logger;

/// Looks every few seconds at each part that registered with it. A part that has work and makes no progress for a
/// minute makes its service not ready, raises an operator alert, and shows on a metric, until it makes progress.
@ApplicationScoped
public class ProgressWatch {

    private static final Duration LOOK = Duration.ofSeconds(5);
    private static final Logger LOG = Logger.getLogger(ProgressWatch.class);

    private final OperatorAlerts alerts;
    private final MeterRegistry metrics;
    private final Closing closing;
    private final Clock clock;
    private final String application;
    private final Duration patience;
    private final List<Watched> parts = new CopyOnWriteArrayList<>();
    private final Executor asking = Executors.newVirtualThreadPerTaskExecutor();
    private volatile Instant looked;

    ProgressWatch(
            OperatorAlerts alerts,
            MeterRegistry metrics,
            Closing closing,
            Clock clock,
            @ConfigProperty(name = "quarkus.application.name") String application,
            ProgressSettings settings) {
        this.alerts = alerts;
        this.metrics = metrics;
        this.closing = closing;
        this.clock = clock;
        this.application = application;
        this.patience = settings.patience();
        this.looked = clock.instant();
    }

    /// Looks at the part from now on.
    public void watch(WatchedPart part) {
        var watched = new Watched(part, clock.instant());
        parts.add(watched);
        Gauge.builder(
                        "tocsin.progress.stalled",
                        watched,
                        each -> each.length(clock.instant()).toMillis() / 1_000.0)
                .description("Seconds for which a part has had work and made no progress")
                .baseUnit("seconds")
                .tag("part", part.name())
                .register(metrics);
    }

    /// The parts that make no progress, each with the work that it does not do; empty when there are none.
    public List<String> stalled() {
        var now = clock.instant();
        return parts.stream()
                .filter(part -> part.length(now).compareTo(patience) >= 0)
                .map(Watched::toString)
                .toList();
    }

    public boolean isStalled() {
        return !stalled().isEmpty();
    }

    /// The parts that only a new process brings back.
    List<String> broken() {
        var now = clock.instant();
        return parts.stream()
                .filter(part -> part.stall.isBroken() && part.length(now).compareTo(patience) >= 0)
                .map(Watched::toString)
                .toList();
    }

    /// Whether the watch itself still looks.
    boolean isLooking() {
        return Duration.between(looked, clock.instant()).compareTo(patience.plus(LOOK)) < 0;
    }

    void start(@Observes StartupEvent event) {
        Thread.ofVirtual().name("progress").start(this::run);
    }

    private void run() {
        try {
            while (!closing.isClosed()) {
                closing.sleep(LOOK);
                var answers = parts.stream()
                        .map(part -> CompletableFuture.runAsync(() -> look(part), asking))
                        .toArray(CompletableFuture<?>[]::new);
                CompletableFuture.allOf(answers).exceptionally(_ -> null).join();
                looked = clock.instant();
            }
        } catch (CancellationException _) {
            LOG.debug("The service ends");
        }
    }

    private void look(Watched part) {
        try {
            var work =
                    CompletableFuture.supplyAsync(part.part::work, asking).get(LOOK.toMillis(), TimeUnit.MILLISECONDS);
            part.stall = part.stall.after(work, clock.instant());
        } catch (TimeoutException _) {
            part.stall = part.stall.withoutAnswer("it does not report its pending work");
        } catch (ExecutionException e) {
            part.stall = part.stall.withoutAnswer(Unavailability.firstLine(e));
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
            return;
        }
        report(part);
    }

    private void report(Watched part) {
        var stalled = part.length(clock.instant()).compareTo(patience) >= 0;
        if (stalled == part.isReported) {
            return;
        }
        part.isReported = stalled;
        var subject = "stalled/%s/%s".formatted(application, part.part.name());
        if (stalled) {
            alerts.raise(
                    subject,
                    "%s of %s has made no progress for %d s: %s. The service is not ready until it makes progress; its log says more."
                            .formatted(part.part.name(), application, patience.toSeconds(), part.stall.what()));
        } else {
            alerts.clear(subject, "%s of %s makes progress again.".formatted(part.part.name(), application));
        }
    }

    private static final class Watched {

        private final WatchedPart part;
        private volatile Stall stall;
        private volatile boolean isReported;

        Watched(WatchedPart part, Instant now) {
            this.part = part;
            this.stall = Stall.none(now);
        }

        Duration length(Instant now) {
            return stall.length(now);
        }

        @Override
        public String toString() {
            return "%s: %s".formatted(part.name(), stall.what());
        }
    }
}
