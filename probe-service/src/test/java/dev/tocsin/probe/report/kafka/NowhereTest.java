package dev.tocsin.probe.report.kafka;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.tocsin.probe.heartbeat.kafka.HeartbeatSender;
import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import jakarta.inject.Inject;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.eclipse.microprofile.config.ConfigProvider;
import org.junit.jupiter.api.Test;

/// A probe that starts while the name of Kafka's host cannot be resolved, as where its container is not there yet.
@QuarkusTest
@WithTestResource(NowhereTest.Nowhere.class)
class NowhereTest {

    @Inject
    Reporter reporter;

    @Inject
    HeartbeatSender heartbeat;

    @Test
    void itStartsAndKeepsWhatItSees() {
        reporter.report(OwnKafka.check(1, "0123456789ab"), Instant.EPOCH, OwnKafka.answer(1));

        await().atMost(Duration.ofSeconds(20)).until(() -> heartbeat.turns() > 5);
        assertThat(reporter.waiting()).isEqualTo(1);
        var port = ConfigProvider.getConfig().getValue("quarkus.management.test-port", int.class);
        RestAssured.get("http://localhost:%d/q/health/live".formatted(port))
                .then()
                .statusCode(200);
    }

    public static final class Nowhere implements QuarkusTestResourceLifecycleManager {

        @Override
        public Map<String, String> start() {
            try {
                return Map.of(
                        "kafka.bootstrap.servers",
                        "kafka.invalid:9092",
                        "tocsin.probe.spool.directory",
                        Files.createTempDirectory("nowhere").toString());
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        @Override
        public void stop() {}
    }
}
