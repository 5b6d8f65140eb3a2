package dev.tocsin.incident;

import io.quarkus.test.junit.QuarkusTestProfile;
import java.util.Map;

/// Readers reach the service at `https://example.com/harbour/status`, and what makes no progress stalls soon: one
/// profile for both, since each costs a start. Pages have a logo.
public final class ImpatientBelowAPath implements QuarkusTestProfile {

    @Override
    public Map<String, String> getConfigOverrides() {
        return Map.of(
                "tocsin.progress.patience",
                "5s",
                "tocsin.incident.url",
                "https://example.com/harbour/status",
                "tocsin.page.logo",
                "src/test/resources/dev/tocsin/incident/trust/brand/logo.png",
                "quarkus.http.proxy.proxy-address-forwarding",
                "true",
                "quarkus.http.proxy.trusted-proxies",
                "127.0.0.1");
    }
}
