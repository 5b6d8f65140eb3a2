package dev.tocsin.notifier.subscription.kafka;

import jakarta.enterprise.context.ApplicationScoped;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Readiness;

/// Nobody can subscribe before there is something to choose from.
@Readiness
@ApplicationScoped
class CatalogKnown implements HealthCheck {

    private final PublishedCatalog catalog;

    CatalogKnown(PublishedCatalog catalog) {
        this.catalog = catalog;
    }

    @Override
    public HealthCheckResponse call() {
        return HealthCheckResponse.named("catalog")
                .status(!catalog.known().isEmpty())
                .build();
    }
}
