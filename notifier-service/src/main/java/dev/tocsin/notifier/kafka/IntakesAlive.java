package dev.tocsin.notifier.kafka;

import jakarta.enterprise.context.ApplicationScoped;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Liveness;

/// Without one of its readers the service would be silent for ever.
@Liveness
@ApplicationScoped
class IntakesAlive implements HealthCheck {

    private final Intakes intakes;

    IntakesAlive(Intakes intakes) {
        this.intakes = intakes;
    }

    @Override
    public HealthCheckResponse call() {
        var alive = intakes.alive();
        var answer = HealthCheckResponse.named("intakes").status(!alive.containsValue(false));
        alive.forEach(answer::withData);
        return answer.build();
    }
}
