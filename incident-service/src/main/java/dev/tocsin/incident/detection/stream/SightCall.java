package dev.tocsin.incident.detection.stream;

import dev.tocsin.support.progress.ProgressWatch;
import io.quarkus.scheduler.Scheduled;
import io.quarkus.scheduler.Scheduled.ConcurrentExecution;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Clock;
import java.time.Duration;
import java.util.function.BooleanSupplier;
import org.jboss.logging.Logger;

/// Calls the configured `heartbeat-url` each minute while results arrive as usual and no part of this service is
/// stalled, so that an outside monitor notices when that ends.
@ApplicationScoped
class SightCall {

    private static final Logger LOG = Logger.getLogger(SightCall.class);
    private static final Duration RECENT = Duration.ofMinutes(1);
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private final DetectionSettings settings;
    private final DetectionMonitor monitor;
    private final BooleanSupplier stalled;
    private final Clock clock;
    private final HttpClient http =
            HttpClient.newBuilder().connectTimeout(PATIENCE).build();

    @Inject
    SightCall(DetectionSettings settings, DetectionMonitor monitor, ProgressWatch watch, Clock clock) {
        this(settings, monitor, watch::isStalled, clock);
    }

    SightCall(DetectionSettings settings, DetectionMonitor monitor, BooleanSupplier stalled, Clock clock) {
        this.stalled = stalled;
        this.settings = settings;
        this.monitor = monitor;
        this.clock = clock;
    }

    @Scheduled(every = "60s", concurrentExecution = ConcurrentExecution.SKIP)
    void call() {
        if (monitor.lastSeen().plus(RECENT).isAfter(clock.instant()) && !stalled.getAsBoolean()) {
            settings.heartbeatUrl().ifPresent(this::call);
        }
    }

    @PreDestroy
    void stop() {
        http.shutdownNow();
    }

    private void call(URI url) {
        try {
            var request = HttpRequest.newBuilder(url).timeout(PATIENCE).build();
            var status = http.send(request, BodyHandlers.discarding()).statusCode();
            if (status / 100 != 2) {
                LOG.warnf("The heartbeat URL at %s answers %d", url.getHost(), status);
            }
        } catch (IOException e) {
            LOG.warnf("The heartbeat URL at %s cannot be called: %s", url.getHost(), e.getMessage());
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }
}
