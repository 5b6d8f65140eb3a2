package dev.tocsin.probe;

import dev.tocsin.probe.catalog.kafka.CatalogConsumer;
import jakarta.inject.Singleton;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Readiness;

/// Ready as soon as the catalog has been read. The probe stays ready while Kafka is away, since the spool
/// takes the health events.
@Readiness
@Singleton
final class CatalogSeen implements HealthCheck {

    private final CatalogConsumer catalog;

    CatalogSeen(CatalogConsumer catalog) {
        this.catalog = catalog;
    }

    @Override
    public HealthCheckResponse call() {
        return HealthCheckResponse.named("catalog seen")
                .status(catalog.caughtUp())
                .withData("version", catalog.assignment().version())
                .build();
    }
}
