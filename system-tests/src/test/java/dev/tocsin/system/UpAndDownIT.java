package dev.tocsin.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The script's own promises: a clean stop, also after a kill, and messages that help.
@StartsStandalone
class UpAndDownIT {

    private static final int OFFSET = FastStandalone.PORT_OFFSET + 400;
    private static final List<Integer> PORTS = List.of(8080, 8082, 8081, 8083, 8084, 8025, 9092, 15_432, 8090, 8100);

    /// What makes the next start quicker.
    private static final List<String> KEPT_CLASSES = List.of(
            "incident-service/target/quarkus-app/classes.jsa",
            "notifier-service/target/quarkus-app/classes.jsa",
            "probe-service/target/quarkus-app/classes.jsa",
            "standalone/target/lib/kafka.jsa");

    @Test
    void whatWasStartedIsShownAndAllOfItEndsAlsoWhenTheLauncherIsKilled() {
        var tocsin = Standalone.up("up-and-down", OFFSET, "--fast");
        var parts = List.of("kafka", "postgres", "incident-service", "notifier-service", "probe-us-east").stream()
                .map(tocsin::process)
                .toList();

        var status = Standalone.tocsin("status", "--data", tocsin.data().toString(), "--port-offset", "" + OFFSET);
        assertThat(status.output()).contains("incident-service", "notifier-service", "probe-ap-south", "kafka");
        var again =
                Standalone.tocsin("up", "--detach", "--data", tocsin.data().toString(), "--port-offset", "" + OFFSET);
        assertThat(again.exitCode()).isNotZero();
        assertThat(again.output()).contains("./tocsin down");

        tocsin.launcher().destroyForcibly();

        await("all ended").atMost(Duration.ofSeconds(30)).untilAsserted(() -> {
            assertThat(parts).noneMatch(ProcessHandle::isAlive);
            assertThat(PORTS).noneMatch(port -> isTaken(port + OFFSET));
        });
        try (var restarted = Standalone.up("up-and-down", OFFSET, "--fast")) {
            restarted.awaitQuiet();
        }
        assertThat(KEPT_CLASSES)
                .allSatisfy(kept -> assertThat(Standalone.HOME.resolve(kept)).exists());
        assertThat(PORTS).noneMatch(port -> isTaken(port + OFFSET));
    }

    @Test
    void aTakenPortIsNamedWithWhoWantsIt(@TempDir Path data) throws IOException {
        try (var taken = new ServerSocket(8080 + OFFSET, 1, InetAddress.getLoopbackAddress())) {
            var up = Standalone.tocsin("up", "--detach", "--data", data.toString(), "--port-offset", "" + OFFSET);

            assertThat(up.exitCode()).isNotZero();
            assertThat(up.output()).contains("" + taken.getLocalPort(), "incident-service", "--port-offset");
        }
    }

    @Test
    void aCorruptDataFolderIsNamed(@TempDir Path data) throws IOException {
        Files.createDirectories(data.resolve("kafka"));
        Files.writeString(data.resolve("kafka/meta.properties"), "this is not what Kafka wrote");

        var up = Standalone.tocsin("up", "--detach", "--data", data.toString(), "--port-offset", "" + OFFSET);

        assertThat(up.exitCode()).isNotZero();
        assertThat(up.output()).contains(data.resolve("kafka").toString());
    }

    private static boolean isTaken(int port) {
        try (var _ = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
            return false;
        } catch (IOException e) {
            return true;
        }
    }
}
