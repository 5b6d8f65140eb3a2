package dev.tocsin.incident.access.file;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tocsin.incident.writer.OwnServers;
import io.quarkus.runtime.StartupEvent;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Optional;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.Test;

@QuarkusTest
@WithTestResource(OwnServers.Start.class)
class FirstAccountTest {

    @Inject
    FirstAccount first;

    @Inject
    @ConfigProperty(name = "tocsin.access.first-password-file")
    Optional<Path> configured;

    @Test
    void itIsMadeOnceAndItsPasswordIsInTheFileAlone() throws IOException {
        try (var servers = OwnServers.connect()) {
            servers.clearDatabase("latest");
        }

        var file = configured.orElseThrow();
        first.make(new StartupEvent());

        var password = Files.readString(file).strip();
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                .isEqualTo("rw-------");
        assertThat(landing("admin", password)).endsWith("/mine");
        assertThat(landing("admin", "another password")).contains("wrong");

        Files.delete(file);
        first.make(new StartupEvent());

        assertThat(file).doesNotExist();
        assertThat(landing("admin", password)).endsWith("/mine");
    }

    private static String landing(String user, String password) {
        return given().redirects()
                .follow(false)
                .formParam("user", user)
                .formParam("password", password)
                .post("/ops/sign-in/check")
                .getHeader("Location");
    }
}
