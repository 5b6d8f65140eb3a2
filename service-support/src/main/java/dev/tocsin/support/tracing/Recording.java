package dev.tocsin.support.tracing;

import io.quarkus.runtime.StartupEvent;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/// Turns the recording of steps on where traces are exported, before the first step begins.
@ApplicationScoped
class Recording {

    private final boolean disabled;

    Recording(@ConfigProperty(name = "quarkus.otel.sdk.disabled", defaultValue = "true") boolean disabled) {
        this.disabled = disabled;
    }

    void start(@Observes @Priority(1) StartupEvent event) {
        TracedStep.record(!disabled);
    }
}
