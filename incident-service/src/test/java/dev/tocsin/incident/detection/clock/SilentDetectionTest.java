package dev.tocsin.incident.detection.clock;

import static dev.tocsin.incident.access.http.Operator.operator;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.containsString;

import dev.tocsin.contract.Event;
import dev.tocsin.contract.Topic;
import dev.tocsin.contract.status.ClockAdvanced;
import dev.tocsin.incident.heartbeat.http.Jobs;
import dev.tocsin.incident.kafka.BrokerOfItsOwn;
import dev.tocsin.incident.kafka.EventSource;
import dev.tocsin.incident.trust.live.Harbour;
import dev.tocsin.stack.SharedServices;
import dev.tocsin.stack.TocsinStack;
import dev.tocsin.stack.mail.Mail;
import dev.tocsin.support.kafka.CloudEvents;
import dev.tocsin.support.kafka.KafkaSettings;
import dev.tocsin.support.progress.ProgressWatch;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import jakarta.inject.Inject;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AlterConfigOp;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.clients.admin.TransactionListing;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.config.TopicConfig;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;

/// Health events come and vantage points send heartbeats, but nobody detects: somebody has to hear of that.
@QuarkusTest
@TestProfile(SilentDetectionTest.Impatient.class)
@WithTestResource(BrokerOfItsOwn.class)
@WithTestResource(
        value = TocsinStack.class,
        initArgs = {
            @ResourceArg(name = "needs", value = "postgres,smtp"),
            @ResourceArg(name = "schema", value = "incident")
        })
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class SilentDetectionTest {

    private static final Duration SOON = Duration.ofMinutes(2);

    @Inject
    ProgressWatch watch;

    @SuppressWarnings("NullAway.Init") // Quarkus sets it
    @ConfigProperty(name = "kafka.bootstrap.servers")
    String kafka;

    @SuppressWarnings("NullAway.Init") // Quarkus sets it
    @TestHTTPResource(value = "/health/ready", management = true)
    URI ready;

    @SuppressWarnings("NullAway.Init") // Quarkus sets it
    @TestHTTPResource(value = "/health/live", management = true)
    URI live;

    public static final class Impatient implements QuarkusTestProfile {

        @Override
        public Map<String, String> getConfigOverrides() {
            return Map.of("tocsin.progress.patience", "5s");
        }
    }

    @Order(1)
    @Test
    void aTransactionThatNeverEndsIsHeardOfAndReadersGoOnWhenItIsAborted() {
        var operator = "hanging@harbour.example";
        aCatalogWithOperator(operator);
        awaitGoing();

        try (var lost = transactional("lost-to-its-coordinator")) {
            lost.initTransactions();
            lost.beginTransaction();
            var _ = lost.send(
                    CloudEvents.record(Topic.CELL_STATUS, EventSource.NAME, new ClockAdvanced(0, Instant.now())));
            lost.flush();

            await().atMost(SOON)
                    .untilAsserted(() -> assertThat(watch.stalled())
                            .anyMatch(part ->
                                    part.startsWith("clock: ticks are written, but tocsin.cell-status has had none")));
            given().get(ready).then().statusCode(503).body(containsString("clock: "));
            given().get(live).then().statusCode(200);
            awaitMail(operator, "Tocsin: clock of incident-service has made no progress for ");
            lost.abortTransaction();
        }

        awaitGoing();
        awaitMail(operator, "Tocsin, resolved: clock of incident-service makes progress again");
    }

    /// Late, for nothing but a new process brings detection back.
    @Order(2)
    @Test
    void detectionThatStoppedAtAStateOfAnUnknownFormIsHeardOf() throws Exception {
        var operator = "stopped@harbour.example";
        aCatalogWithOperator(operator);
        awaitGoing();

        write(new ProducerRecord<>("tocsin-detection-cells-changelog", 0, "login@na", new byte[] {9, 1, 2}));
        haveDetectionRestoreItsState();

        await().atMost(SOON)
                .untilAsserted(() -> assertThat(watch.stalled())
                        .anyMatch(part -> part.startsWith("detection: detection has stopped in state ")));
        given().get(ready).then().statusCode(503).body(containsString("detection has stopped"));
        given().get(live).then().statusCode(503).body(containsString("detection has stopped"));
        awaitMail(operator, "Tocsin: detection of incident-service has made no progress for ");
    }

    /// A call that Kafka did not take is not taken.
    @Order(3)
    @Test
    void aJobThatReportsWhileKafkaTakesNothingIsAskedToCallAgain() throws Exception {
        Jobs.catalog(Instant.now()).forEach(event -> write(Topic.CATALOG, event));
        var url = await().atMost(SOON)
                .until(
                        () -> operator().get("/api/v1/heartbeats").jsonPath().getString("items[0].url"),
                        Objects::nonNull);
        var path = URI.create(url).getPath();
        given().get(path).then().statusCode(200);

        mostBytes("1");

        await().atMost(SOON)
                .pollInterval(Duration.ofSeconds(2))
                .untilAsserted(() -> given().get(path)
                        .then()
                        .statusCode(503)
                        .header("Retry-After", "5")
                        .contentType("application/problem+json"));
        mostBytes("1048588");
        await().atMost(SOON)
                .pollInterval(Duration.ofSeconds(2))
                .untilAsserted(() -> given().get(path).then().statusCode(200));
    }

    private void mostBytes(String number) throws ExecutionException, InterruptedException {
        var topic = new ConfigResource(ConfigResource.Type.TOPIC, Topic.HEALTH_EVENTS.topicName());
        var most = new AlterConfigOp(
                new ConfigEntry(TopicConfig.MAX_MESSAGE_BYTES_CONFIG, number), AlterConfigOp.OpType.SET);
        try (var admin = Admin.create(Map.<String, Object>of("bootstrap.servers", kafka))) {
            admin.incrementalAlterConfigs(Map.of(topic, List.of(most))).all().get();
        }
    }

    /// Another writer takes over its transactions: it loses its tasks, and begins them anew from the changelog.
    private void haveDetectionRestoreItsState() throws ExecutionException, InterruptedException {
        try (var admin = Admin.create(Map.<String, Object>of("bootstrap.servers", kafka))) {
            var writers = admin.listTransactions().all().get().stream()
                    .map(TransactionListing::transactionalId)
                    .filter(id -> id.startsWith("tocsin-detection-"))
                    .toList();
            assertThat(writers).isNotEmpty();
            admin.fenceProducers(writers).all().get();
        }
    }

    private void aCatalogWithOperator(String address) {
        Harbour.catalog(1, Instant.now(), address).forEach(event -> write(Topic.CATALOG, event));
    }

    private void awaitGoing() {
        await().atMost(SOON).untilAsserted(() -> assertThat(watch.stalled()).isEmpty());
        await().atMost(SOON).untilAsserted(() -> given().get(ready).then().statusCode(200));
    }

    private static void awaitMail(String address, String beginning) {
        await().atMost(SOON)
                .untilAsserted(() -> assertThat(SharedServices.mailsTo(address))
                        .extracting(Mail::subject)
                        .anyMatch(subject -> subject.startsWith(beginning)));
    }

    private void write(Topic topic, Event event) {
        write(CloudEvents.record(topic, EventSource.NAME, event));
    }

    private void write(ProducerRecord<String, byte[]> record) {
        try (var producer = new KafkaProducer<String, byte[]>(settings())) {
            producer.send(record).get();
        } catch (InterruptedException | ExecutionException e) {
            throw new IllegalStateException(e);
        }
    }

    private KafkaProducer<String, byte[]> transactional(String id) {
        var settings = settings();
        settings.put(ProducerConfig.TRANSACTIONAL_ID_CONFIG, id);
        settings.put(ProducerConfig.TRANSACTION_TIMEOUT_CONFIG, (int)
                Duration.ofMinutes(10).toMillis());
        return new KafkaProducer<>(settings);
    }

    private Map<String, Object> settings() {
        return KafkaSettings.producer(Map.of("bootstrap.servers", kafka));
    }
}
