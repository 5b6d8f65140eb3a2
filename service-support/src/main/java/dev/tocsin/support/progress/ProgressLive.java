package dev.tocsin.support.progress;

import jakarta.enterprise.context.ApplicationScoped;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Liveness;

/// Not live when a part that cannot restart by itself has ended, or when the watch has stopped looking.
@Liveness
@ApplicationScoped
class ProgressLive implements HealthCheck {

    private final ProgressWatch watch;

    ProgressLive(ProgressWatch watch) {
        this.watch = watch;
    }

    @Override
    public HealthCheckResponse call() {
        var broken = watch.broken();
        var response = HealthCheckResponse.named("progress").status(broken.isEmpty() && watch.isLooking());
        return broken.isEmpty()
                ? response.build()
                : response.withData("broken", String.join("; ", broken)).build();
    }
}
