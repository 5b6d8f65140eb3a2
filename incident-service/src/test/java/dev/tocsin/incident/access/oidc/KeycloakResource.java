package dev.tocsin.incident.access.oidc;

import static java.util.Objects.requireNonNull;

import dev.tocsin.stack.process.ChildProcess;
import dev.tocsin.stack.process.Launch;
import dev.tocsin.stack.process.Ports;
import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// A real Keycloak with the realm `staff`, from the folder `-Dkeycloak.home`.
public final class KeycloakResource implements QuarkusTestResourceLifecycleManager {

    static final String HOME = "keycloak.home";
    static final String ADMIN = "keeper";

    private static final Duration PATIENCE = Duration.ofMinutes(5);

    private @Nullable ChildProcess keycloak;

    @Override
    public Map<String, String> start() {
        var port = Ports.free();
        var issuer = URI.create("http://127.0.0.1:%d/realms/staff".formatted(port));
        keycloak = ChildProcess.start(launch(port)).awaitReady(PATIENCE, () -> answers(issuer));
        return Map.of(
                "tocsin.oidc.issuer", issuer.toString(),
                "tocsin.oidc.client-id", "tocsin",
                "tocsin.oidc.client-secret", "secret-of-the-client",
                "tocsin.oidc.name", "Keycloak");
    }

    private static Launch launch(int port) {
        var home = Path.of(requireNonNull(System.getProperty(HOME)));
        try {
            var realm = home.resolve("data/import/realm.json");
            Files.createDirectories(requireNonNull(realm.getParent()));
            try (var in = KeycloakResource.class.getResourceAsStream("/keycloak/realm.json")) {
                Files.write(realm, requireNonNull(in).readAllBytes());
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return Launch.program(
                        "keycloak",
                        List.of(
                                home.resolve("bin/kc.sh").toString(),
                                "start-dev",
                                "--import-realm",
                                "--http-host=127.0.0.1",
                                "--http-port=" + port,
                                "--db=dev-mem",
                                "--cache=local"),
                        Path.of("target/keycloak.log"))
                .with(Map.of("KC_BOOTSTRAP_ADMIN_USERNAME", ADMIN, "KC_BOOTSTRAP_ADMIN_PASSWORD", ADMIN));
    }

    private static boolean answers(URI issuer) {
        try (var client = HttpClient.newHttpClient()) {
            return client.send(HttpRequest.newBuilder(issuer).build(), BodyHandlers.discarding())
                            .statusCode()
                    == 200;
        } catch (IOException _) {
            return false;
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    @Override
    public void stop() {
        if (keycloak != null) {
            keycloak.close();
        }
    }
}
