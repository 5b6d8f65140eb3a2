package dev.tocsin.support.progress;

import jakarta.enterprise.context.ApplicationScoped;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Readiness;

/// Not ready while a part makes no progress; names the part and the work that it does not do.
@Readiness
@ApplicationScoped
class ProgressReady implements HealthCheck {

    private final ProgressWatch watch;

    ProgressReady(ProgressWatch watch) {
        this.watch = watch;
    }

    @Override
    public HealthCheckResponse call() {
        var stalled = watch.stalled();
        var response = HealthCheckResponse.named("progress").status(stalled.isEmpty());
        return stalled.isEmpty()
                ? response.build()
                : response.withData("stalled", String.join("; ", stalled)).build();
    }
}
