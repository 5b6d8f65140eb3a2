package dev.tocsin.support.tracing;

import io.quarkus.runtime.StartupEvent;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/// Has steps recorded where traces are exported, before anything takes one.
@ApplicationScoped
class Recording {

    private final boolean disabled;

    Recording(@ConfigProperty(name = "quarkus.otel.sdk.disabled", defaultValue = "true") boolean disabled) {
        this.disabled = disabled;
    }

    void start(@Observes @Priority(1) StartupEvent event) {
        Step.record(!disabled);
    }
}
