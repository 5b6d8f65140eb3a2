package dev.tocsin.incident.detection.stream;

import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.util.Map;

/// A small catalog for the service under test.
public final class CatalogInAFile implements QuarkusTestResourceLifecycleManager {

    private static final String CATALOG = """
            page: { name: Harbour CRM, url: "https://trust.harbour.example" }
            regions:
              na: { name: North America, at: [39.8, -98.6], customers: 20000, vars: { host: na.harbour.example } }
            vantage-points:
              us-east: { name: Virginia, at: [39.0, -77.5] }
              eu-west: { name: Ireland, at: [53.3, -6.3] }
            components:
              login: { name: Log in }
              printing: { name: Printing }
            checks:
              login-page: { of: login, http: { url: "https://{host}/login" } }
              printing-page: { of: printing, http: { url: "https://{host}/print" } }
            """;

    @Override
    public Map<String, String> start() {
        try {
            var file = Files.writeString(Files.createTempFile("catalog", ".yaml"), CATALOG);
            file.toFile().deleteOnExit();
            return Map.of("tocsin.catalog.file", file.toString());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void stop() {}
}
