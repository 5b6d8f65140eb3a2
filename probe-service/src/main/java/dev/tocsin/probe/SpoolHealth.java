package dev.tocsin.probe;

import dev.tocsin.probe.report.kafka.Reporter;
import jakarta.inject.Singleton;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Readiness;

/// How the spool fares. A disk that takes nothing leaves the probe ready: it sends from memory, and says so here.
@Readiness
@Singleton
final class SpoolHealth implements HealthCheck {

    private final Reporter reporter;

    SpoolHealth(Reporter reporter) {
        this.reporter = reporter;
    }

    @Override
    public HealthCheckResponse call() {
        return HealthCheckResponse.named("spool")
                .up()
                .withData("disk", reporter.diskTrouble().orElse("takes what comes"))
                .withData("waiting", reporter.waiting())
                .withData("in memory only", reporter.inMemory())
                .withData("lost", reporter.dropped())
                .build();
    }
}
