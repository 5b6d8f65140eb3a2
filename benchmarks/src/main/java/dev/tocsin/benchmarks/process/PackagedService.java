package dev.tocsin.benchmarks.process;

import dev.tocsin.stack.process.Launch;
import dev.tocsin.stack.process.QuarkusLaunch;
import dev.tocsin.standalone.Trouble;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/// A service as it is packaged, with the settings that ship.
///
/// @param role its role in the database
/// @param options of its JVM in its image, besides those that all services have
public record PackagedService(String name, String role, List<String> options) {

    public static final PackagedService INCIDENT = new PackagedService("incident-service", "incident", List.of());
    public static final PackagedService NOTIFIER =
            new PackagedService("notifier-service", "notifier", List.of("-XX:TieredStopAtLevel=1"));

    public PackagedService {
        options = List.copyOf(options);
    }

    /// @param home the project's folder, where the service was built
    /// @param more options of its JVM, besides those of its image
    public Launch launch(Path home, List<String> more, Path log) {
        var jar = home.resolve(name + "/target/quarkus-app/quarkus-run.jar");
        if (!Files.exists(jar)) {
            throw new Trouble("%s is not built: there is no %s. ./tocsin bench builds it.".formatted(name, jar));
        }
        return QuarkusLaunch.of(
                name, jar, Stream.concat(options.stream(), more.stream()).toList(), log);
    }

    /// The addresses of broker and database, and those on which the service listens.
    ///
    /// @param password of its role
    /// @param incident the address of incident-service
    public Map<String, String> environment(
            String bootstrap, String jdbcUrl, String password, int port, int management, String token, URI incident) {
        return Map.of(
                "KAFKA_BOOTSTRAP_SERVERS",
                bootstrap,
                "QUARKUS_DATASOURCE_JDBC_URL",
                jdbcUrl,
                "QUARKUS_DATASOURCE_USERNAME",
                role,
                "QUARKUS_DATASOURCE_PASSWORD",
                password,
                "QUARKUS_MAILER_MOCK",
                "true",
                "QUARKUS_MAILER_FROM",
                "status@storm.example",
                "QUARKUS_HTTP_PORT",
                Integer.toString(port),
                "QUARKUS_MANAGEMENT_PORT",
                Integer.toString(management),
                "TOCSIN_INCIDENT_URL",
                incident.toString(),
                "TOCSIN_OPERATOR_TOKEN",
                token);
    }
}
