package dev.tocsin.incident.trust.snapshot.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.tocsin.support.operator.OperatorAlerts;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Real commands in a real shell.
class PublisherTest {

    private static final Duration LONG = Duration.ofSeconds(30);

    @TempDir
    private Path folder;

    private final Alerts alerts = new Alerts();

    private static final class Alerts implements OperatorAlerts {

        private final List<String> told = new CopyOnWriteArrayList<>();

        @Override
        public void raise(String subject, String why) {
            told.add(why);
        }

        @Override
        public void clear(String subject, String why) {
            told.add("cleared");
        }
    }

    @Test
    void theCommandFindsTheFolderAndTakesItAway() throws IOException {
        Files.createDirectory(folder.resolve("snapshot"));
        Files.writeString(folder.resolve("snapshot/index.html"), "the page");
        try (var publisher = publisher("cp -r \"$TOCSIN_SNAPSHOT_FOLDER\" " + folder.resolve("served"), LONG)) {

            publisher.publish(folder.resolve("snapshot"));

            await().untilAsserted(() -> assertThat(alerts.told).containsExactly("cleared"));
            assertThat(folder.resolve("served/index.html")).hasContent("the page");
        }
    }

    @Test
    void itIsGivenNoneOfOurSettings() {
        try (var publisher = publisher("env > " + folder.resolve("environment"), LONG)) {

            publisher.publish(folder);

            await().untilAsserted(() -> assertThat(alerts.told).containsExactly("cleared"));
            assertThat(folder.resolve("environment"))
                    .content()
                    .contains("PATH=", "TOCSIN_SNAPSHOT_FOLDER=")
                    .doesNotContainPattern("(?m)^(QUARKUS|KAFKA)_|^TOCSIN_(?!SNAPSHOT_FOLDER)");
        }
    }

    @Test
    void aCommandThatFailsIsToldToOperators() {
        try (var publisher = publisher("exit 7", LONG)) {

            publisher.publish(folder);

            await().untilAsserted(() ->
                    assertThat(alerts.told).singleElement().asString().contains("ended with exit code 7"));
        }
    }

    @Test
    void aCommandThatHangsIsEndedWithAllThatItStarted() throws IOException {
        var started = folder.resolve("started");
        try (var publisher = publisher("sleep 600 & echo $! > %s; wait".formatted(started), Duration.ofSeconds(1))) {

            publisher.publish(folder);

            await().untilAsserted(() ->
                    assertThat(alerts.told).singleElement().asString().contains("took longer than PT1S"));
            var child = Long.parseLong(Files.readString(started).strip());
            await().until(() ->
                    ProcessHandle.of(child).filter(ProcessHandle::isAlive).isEmpty());
        }
    }

    private Publisher publisher(String command, Duration timeout) {
        return new Publisher(Optional.of(command), timeout, alerts);
    }
}
