package dev.tocsin.notifier.delivery.intake;

import jakarta.enterprise.context.ApplicationScoped;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Liveness;

/// Without its reader the service would be silent for ever.
@Liveness
@ApplicationScoped
class IntakeAlive implements HealthCheck {

    private final IncidentEventsIntake intake;

    IntakeAlive(IncidentEventsIntake intake) {
        this.intake = intake;
    }

    @Override
    public HealthCheckResponse call() {
        return HealthCheckResponse.named("incident events")
                .status(intake.isAlive())
                .build();
    }
}
