package dev.tocsin.notifier;

import io.quarkus.test.junit.QuarkusTestProfile;
import java.util.Map;

/// The service without whatever works by itself, so that nobody takes what a test puts into the database.
public final class StoresAlone implements QuarkusTestProfile {

    @Override
    public Map<String, String> getConfigOverrides() {
        return Map.of(
                "quarkus.arc.exclude-types",
                String.join(
                        ",",
                        "dev.tocsin.notifier.delivery.api.QueueResource",
                        "dev.tocsin.notifier.delivery.intake.*",
                        "dev.tocsin.notifier.delivery.outbox.*",
                        "dev.tocsin.notifier.delivery.schedule.*",
                        "dev.tocsin.notifier.maintenance.intake.*",
                        "dev.tocsin.notifier.operator.intake.*",
                        "dev.tocsin.notifier.operator.schedule.*",
                        "dev.tocsin.notifier.retention.schedule.RetentionWorker",
                        "dev.tocsin.notifier.silence.schedule.*",
                        "dev.tocsin.notifier.subscription.schedule.*"),
                "mp.messaging.incoming.public-incidents.enabled",
                "false",
                "mp.messaging.incoming.maintenance.enabled",
                "false",
                "mp.messaging.incoming.incidents.enabled",
                "false",
                "mp.messaging.outgoing.deliveries.enabled",
                "false");
    }
}
