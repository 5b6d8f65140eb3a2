package dev.tocsin.incident.kafka;

import dev.tocsin.incident.writer.OwnServers;
import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.util.HashMap;
import java.util.Map;

/// A broker and a database that no other test sees, with a small catalog at short intervals. Its vantage points are
/// not those of the golden events, of which one may rightly set one aside.
public final class ServersForOddRecords implements QuarkusTestResourceLifecycleManager {

    static final String CATALOG = """
            page: { name: Harbour CRM, url: "https://trust.harbour.example" }
            settings:
              checks: { every: 1s, timeout: 900ms, from: [ashburn, dublin] }
              correlation: { open-hold: 2s, end-hold: 5s }
            regions:
              na: { name: North America, at: [39.8, -98.6], customers: 20000 }
            vantage-points:
              ashburn: { name: Virginia, at: [39.0, -77.5] }
              dublin: { name: Ireland, at: [53.3, -6.3] }
            components:
              login: { name: Log in }
              %1$s: { name: Another }
            checks:
              login-page: { of: login, tcp: { host: login.harbour.example, port: 443 } }
              %1$s-page: { of: %1$s, tcp: { host: other.harbour.example, port: 443 } }
            """;

    private final OwnServers.Start servers = new OwnServers.Start();

    @Override
    public Map<String, String> start() {
        try {
            var file = Files.writeString(Files.createTempFile("catalog", ".yaml"), CATALOG.formatted("before"));
            file.toFile().deleteOnExit();
            var configuration = new HashMap<>(servers.start());
            configuration.put("kafka.bootstrap.servers", OwnServers.bootstrapServers());
            configuration.put("tocsin.catalog.file", file.toString());
            return configuration;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void stop() {
        servers.stop();
    }
}
