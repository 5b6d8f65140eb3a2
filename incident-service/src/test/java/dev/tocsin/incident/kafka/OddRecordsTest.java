package dev.tocsin.incident.kafka;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.hasItem;

import dev.tocsin.contract.Cell;
import dev.tocsin.contract.Topic;
import dev.tocsin.contract.health.ErrorKind;
import dev.tocsin.contract.health.HealthObserved;
import dev.tocsin.contract.health.Outcome;
import dev.tocsin.incident.catalog.CurrentCatalog;
import dev.tocsin.incident.writer.OwnServers;
import dev.tocsin.stack.kafka.OddRecords;
import dev.tocsin.stack.kafka.OddRecords.Odd;
import dev.tocsin.support.kafka.CloudEvents;
import dev.tocsin.support.kafka.KafkaSettings;
import dev.tocsin.support.kafka.WholeTopic;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.UnaryOperator;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.eclipse.microprofile.config.ConfigProvider;
import org.junit.jupiter.api.Test;

/// Odd records on each topic that this service reads stop nothing: what is unusable is a dead letter with its reason,
/// and a right event afterwards has its effect.
@QuarkusTest
@WithTestResource(ServersForOddRecords.class)
class OddRecordsTest {

    private static final Path GOLDEN = Path.of("../contract/src/test/resources/golden");
    private static final Duration SOON = Duration.ofSeconds(60);
    private static final int EACH = Integer.getInteger("fuzz.records", 60);

    private static final Map<Topic, List<String>> READ = Map.of(
            Topic.CATALOG, List.of("tocsin.catalog."),
            Topic.HEALTH_EVENTS, List.of("tocsin.health."),
            Topic.VANTAGE_POINTS, List.of("tocsin.vantage_point."),
            Topic.CELL_STATUS, List.of("tocsin.cell."),
            Topic.STATUS_HISTORY, List.of("tocsin.cell.status_changed", "tocsin.cell.watch_ended"),
            Topic.MINUTE_FIGURES, List.of("tocsin.figures."),
            Topic.CHANGES, List.of("tocsin.change."),
            Topic.MAINTENANCE, List.of("tocsin.maintenance."),
            Topic.INCIDENTS, List.of("tocsin.incident.snapshot"),
            Topic.OPERATOR_ALERTS, List.of("tocsin.operator_alert."));

    @Inject
    CurrentCatalog catalog;

    @TestHTTPResource(value = "/health", management = true)
    URI health = URI.create("");

    private final Path catalogFile = ConfigProvider.getConfig().getValue("tocsin.catalog.file", Path.class);
    private final Map<String, Object> kafka = Map.of("bootstrap.servers", OwnServers.bootstrapServers());

    @Test
    void oddRecordsOnEveryTopicStopNothing() throws IOException {
        await().atMost(SOON).until(() -> catalog.get().has(Cell.of("before@na")));
        var seed = Long.getLong("seed", System.nanoTime());
        var sent = new ConcurrentHashMap<Integer, Odd>();

        try (var producer = new KafkaProducer<String, byte[]>(KafkaSettings.producer(kafka))) {
            var odd = new OddRecords(GOLDEN, UnaryOperator.identity(), new Random(seed));
            for (var round = 0; round < EACH; round++) {
                for (var topic : READ.keySet().stream().sorted().toList()) {
                    var next = next(odd, topic);
                    sent.put(next.number(), next);
                    var _ = producer.send(next.record(), (_, refused) -> {
                        // Such as a compacted topic's without a key, and what was sent with it.
                        if (refused != null) {
                            sent.remove(next.number());
                        }
                    });
                }
            }
        }

        assertThat(sent).as("seed %d: taken by Kafka", seed).hasSizeGreaterThan(EACH);
        awaitLetters(sent, seed);
        awaitAnIncident(seed);
        assertThat(given().get(health + "/live").asString()).as("seed %d", seed).contains("\"status\": \"UP\"");
        await().atMost(SOON).untilAsserted(() -> {
            var ready = given().get(health + "/ready");
            assertThat(ready.statusCode())
                    .as("seed %d: %s", seed, ready.asString())
                    .isEqualTo(200);
        });
    }

    /// A version of the catalog that is right in all but one thing would be the catalog.
    private static Odd next(OddRecords odd, Topic topic) {
        var types = READ.getOrDefault(topic, List.of()).toArray(String[]::new);
        return topic == Topic.CATALOG ? odd.unusable(topic.topicName(), types) : odd.any(topic.topicName(), types);
    }

    private void awaitLetters(Map<Integer, Odd> sent, long seed) {
        await().atMost(SOON)
                .untilAsserted(() -> assertThat(
                                OddRecords.missingLetters(sent, new WholeTopic(kafka, Topic.DEAD_LETTERS).records()))
                        .as("seed %d: without a dead letter", seed)
                        .isEmpty());
    }

    /// From the catalog's file through detection and correlation to the open incidents.
    private void awaitAnIncident(long seed) throws IOException {
        var next = Files.writeString(
                catalogFile.resolveSibling(catalogFile.getFileName() + ".next"),
                ServersForOddRecords.CATALOG.formatted("after"));
        Files.move(next, catalogFile, StandardCopyOption.REPLACE_EXISTING);
        var cell = Cell.of("after@na");
        await().atMost(SOON).until(() -> catalog.get().has(cell));
        try (var producer = new KafkaProducer<String, byte[]>(KafkaSettings.producer(kafka))) {
            await("seed %d: an incident".formatted(seed))
                    .atMost(SOON)
                    .pollInterval(Duration.ofMillis(300))
                    .untilAsserted(() -> {
                        for (var vantagePoint : List.of("ashburn", "dublin")) {
                            producer.send(CloudEvents.record(
                                            Topic.HEALTH_EVENTS, "tocsin/test", failed(cell, vantagePoint)))
                                    .get();
                        }
                        given().get("/api/v1/incidents").then().body("items.cells.flatten().cell", hasItem("after@na"));
                    });
        }
    }

    private static HealthObserved failed(Cell cell, String vantagePoint) {
        return new HealthObserved(
                "after-page",
                cell,
                vantagePoint,
                vantagePoint + "-1",
                Outcome.FAIL,
                Instant.now().truncatedTo(ChronoUnit.MILLIS),
                12.5,
                null,
                ErrorKind.REFUSED,
                null,
                null);
    }
}
