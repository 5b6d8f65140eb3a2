package dev.tocsin.probe;

import dev.tocsin.probe.report.kafka.Reporter;
import jakarta.inject.Singleton;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Readiness;

/// The state of the spool. With a disk that takes nothing the probe stays ready: it sends from memory, and says so
/// here.
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
                .withData("disk", reporter.diskTrouble().orElse("writable"))
                .withData("waiting", reporter.waiting())
                .withData("in memory only", reporter.inMemory())
                .withData("lost", reporter.dropped())
                .build();
    }
}
