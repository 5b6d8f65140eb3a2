package dev.tocsin.standalone.folder;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import java.util.Properties;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DevelopmentSettingsTest {

    @TempDir
    private Path folder;

    @Test
    void areReadAsTheyWereWrittenAndByTheirOwnerOnly() throws IOException {
        var development = new DevelopmentSettings(folder.resolve("development"));

        development.write(
                "incident-service",
                Map.of(
                        "quarkus.datasource.jdbc.url", "jdbc:postgresql://127.0.0.1:15432/tocsin",
                        "quarkus.datasource.password", "secret=#!\\ word",
                        "quarkus.log.category.\"io.smallrye.health\".level", "WARN"));

        var file = development.file("incident-service");
        var read = new Properties();
        try (var in = Files.newBufferedReader(file)) {
            read.load(in);
        }
        assertThat(read)
                .containsEntry("quarkus.datasource.jdbc.url", "jdbc:postgresql://127.0.0.1:15432/tocsin")
                .containsEntry("quarkus.datasource.password", "secret=#!\\ word")
                .containsEntry("quarkus.log.category.\"io.smallrye.health\".level", "WARN")
                .containsEntry("config_ordinal", "275");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                .isEqualTo("rw-------");
    }
}
