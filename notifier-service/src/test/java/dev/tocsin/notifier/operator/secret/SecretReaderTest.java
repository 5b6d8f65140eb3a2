package dev.tocsin.notifier.operator.secret;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import dev.tocsin.contract.catalog.SecretReference;
import dev.tocsin.contract.catalog.SecretReference.SecretPlace;
import dev.tocsin.notifier.operator.secret.SecretReader.SecretReading.Found;
import dev.tocsin.notifier.operator.secret.SecretReader.SecretReading.Missing;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class SecretReaderTest {

    private final SecretReader secrets = new SecretReader(Map.of("KEY", "hush\n", "EMPTY", " "));

    @TempDir
    private Path folder = Path.of("");

    @Test
    void aSecretComesFromTheEnvironmentOrFromAFileWithoutItsLineEnd() throws IOException {
        var file = Files.writeString(folder.resolve("key"), "from the file\n");

        assertThat(secrets.read(variable("KEY"))).isEqualTo(new Found("hush"));
        assertThat(secrets.read(file(file))).isEqualTo(new Found("from the file"));
    }

    @Test
    void aChangedFileCountsAtOnce() throws IOException {
        var file = Files.writeString(folder.resolve("key"), "one");
        secrets.read(file(file));

        Files.writeString(file, "two");

        assertThat(secrets.read(file(file))).isEqualTo(new Found("two"));
    }

    @Test
    void aMissingSecretIsNamedByItsPlace() throws IOException {
        var empty = Files.writeString(folder.resolve("empty"), "\n");
        var large = Files.writeString(folder.resolve("large"), "x".repeat(5_000));

        assertThat(secrets.read(variable("NONE")))
                .isEqualTo(new Missing("the environment variable NONE of notifier-service is not set"));
        assertThat(secrets.read(variable("EMPTY")))
                .isEqualTo(new Missing("the environment variable EMPTY of notifier-service is not set"));
        assertThat(secrets.read(file(folder.resolve("none"))))
                .isEqualTo(new Missing(
                        "the file %s at notifier-service does not exist".formatted(folder.resolve("none"))));
        assertThat(secrets.read(file(empty)))
                .isEqualTo(new Missing("the file %s at notifier-service is empty".formatted(empty)));
        assertThat(secrets.read(file(large)))
                .isEqualTo(new Missing("the file %s at notifier-service is longer than 4096 bytes".formatted(large)));
    }

    @Test
    void onlyARegularFileIsOpened() throws IOException, InterruptedException {
        var pipe = folder.resolve("pipe");
        assertThat(new ProcessBuilder("mkfifo", pipe.toString()).start().waitFor())
                .isZero();

        var reading = assertTimeoutPreemptively(Duration.ofSeconds(10), () -> secrets.read(file(pipe)));

        assertThat(reading)
                .isEqualTo(new Missing("the file %s at notifier-service is not a regular file".formatted(pipe)));
        assertThat(secrets.read(file(folder)))
                .isEqualTo(new Missing("the file %s at notifier-service is not a regular file".formatted(folder)));
    }

    @Test
    void aSecretIsNotPrinted() {
        assertThat(secrets.read(variable("KEY")).toString()).doesNotContain("hush");
    }

    private static SecretReference variable(String name) {
        return new SecretReference(SecretPlace.ENVIRONMENT, name);
    }

    private static SecretReference file(Path path) {
        return new SecretReference(SecretPlace.FILE, path.toString());
    }
}
