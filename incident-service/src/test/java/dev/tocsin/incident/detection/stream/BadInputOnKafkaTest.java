package dev.tocsin.incident.detection.stream;

import static io.restassured.RestAssured.given;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.tocsin.contract.Cell;
import dev.tocsin.contract.Json;
import dev.tocsin.contract.Topic;
import dev.tocsin.contract.health.ErrorKind;
import dev.tocsin.contract.health.HealthObserved;
import dev.tocsin.contract.health.Outcome;
import dev.tocsin.incident.catalog.CurrentCatalog;
import dev.tocsin.incident.kafka.EventSource;
import dev.tocsin.incident.trust.live.topic.ToldTopics;
import dev.tocsin.stack.TocsinStack;
import dev.tocsin.support.kafka.CloudEvents;
import dev.tocsin.support.kafka.KafkaSettings;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import io.restassured.http.ContentType;
import io.smallrye.common.annotation.Identifier;
import jakarta.inject.Inject;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.ExecutionException;
import java.util.function.UnaryOperator;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.eclipse.microprofile.config.ConfigProvider;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// What cannot be right, through both doors: the topic, into which anybody may write, and REST. It is refused or set
/// aside with a reason that is counted, and detection goes on.
@QuarkusTest
@WithTestResource(
        value = TocsinStack.class,
        initArgs = {
            @ResourceArg(name = "needs", value = "kafka,postgres,smtp"),
            @ResourceArg(name = "schema", value = "incident")
        })
@WithTestResource(CatalogInAFile.class)
class BadInputOnKafkaTest {

    private static final Cell LOGIN = Cell.of("login@na");
    private static final Duration SOON = Duration.ofSeconds(30);
    private static final int TEN_MEGABYTES = 10_000_000;

    @Inject
    @Identifier("default-kafka-broker")
    Map<String, Object> kafka;

    @Inject
    CurrentCatalog catalog;

    @Inject
    MeterRegistry meters;

    private final Path catalogFile = ConfigProvider.getConfig().getValue("tocsin.catalog.file", Path.class);

    private Instant last = Instant.EPOCH;

    @BeforeEach
    void theCatalogIsKnown() {
        await().atMost(SOON).until(() -> catalog.get().has(LOGIN));
    }

    @AfterEach
    void theStreamGoesOn() {
        awaitCounted("counted", () -> right("us-east", 12.5));
    }

    @Test
    void anEventFromTheFutureIsSetAside() {
        awaitCounted("from-the-future", () -> observed("login-page", "us-east", next().plusSeconds(11), 12.5));
        awaitCounted(
                "from-the-future",
                () -> observed("login-page", "us-east", Instant.parse("9999-12-31T23:59:59.999Z"), 12.5));
    }

    @Test
    void anEventFromAVantagePointThatIsNotInTheCatalogIsSetAside() {
        awaitCounted("unknown-vantage-point", () -> right("atlantis", 12.5));
    }

    @Test
    void anEventForACheckThatWasRemovedIsSetAside() throws IOException {
        var before = Files.readString(catalogFile);
        try {
            write(before + "  login-gone: { of: login, tcp: { host: \"{host}\", port: 443 } }\n");
            awaitCounted("counted", () -> observed("login-gone", "us-east", next(), 12.5));
        } finally {
            write(before);
        }

        awaitCounted("unknown-check", () -> observed("login-gone", "us-east", next(), 12.5));
    }

    @Test
    void aNegativeLatencyIsSetAside() {
        awaitCounted("impossible-latency", () -> right("us-east", -0.5));
    }

    @ParameterizedTest
    @ValueSource(strings = {"+1000000000-12-31T23:59:59.999999999Z", "-1000000000-01-01T00:00:00Z"})
    void aTimeBeyondAllYearsIsADeadLetter(String time) {
        var event = right("us-east", 12.5);
        var data = new String(CloudEvents.data(event), UTF_8).replace(Json.format(event.time()), time);

        awaitBuried("is of no year from 0000 to 9999", () -> send(Map.of(), data.getBytes(UTF_8)));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            observedAt    | "observedAt":"[^"]*"  | "observedAt":"2999-01-01T00:00:00.000Z"
            observedAt    | "observedAt":"[^"]*"  | "observedAt":"-1000000000-01-01T00:00:00Z"
            check         | "login-page"          | "login-gone"
            vantagePoint  | "us-east"             | "atlantis"
            latencyMillis | "latencyMillis":12    | "latencyMillis":-12
            """)
    void restRefusesItAndNamesTheField(String field, String right, String wrong) {
        refused(field, event -> event.replaceFirst(right, wrong));
    }

    /// The client itself refuses, then the broker does, for the topic takes no more than Kafka's default.
    @Test
    void tenMegabytesAreRefusedAtTheTopic() {
        var random = new byte[TEN_MEGABYTES];
        new Random(1).nextBytes(random);

        assertThatThrownBy(() -> send(Map.of(), random)).hasCauseInstanceOf(RecordTooLargeException.class);
        assertThatThrownBy(() -> send(largerRequests(), random)).hasCauseInstanceOf(RecordTooLargeException.class);
    }

    /// Ten megabytes that compress well are small to the broker, and so they come.
    @Test
    void tenMegabytesThatComeCompressedAreADeadLetterWithoutThem() {
        var event = new String(CloudEvents.data(right("us-east", 12.5)), UTF_8)
                .replace("\"detail\":null", "\"detail\":\"" + "x".repeat(TEN_MEGABYTES) + "\"");

        awaitBuried("bytes, 1048576 at most", () -> send(largerRequests(), event.getBytes(UTF_8)));
        assertThat(ToldTopics.records(Topic.DEAD_LETTERS).getLast().value()).isNull();
    }

    @Test
    void aKeyAndHeadersThatNoLetterCouldTakeStopNothing() {
        awaitBuried("not a CloudEvent", () -> {
            try (var producer = new KafkaProducer<String, byte[]>(settings(largerRequests()))) {
                var record =
                        new ProducerRecord<>(Topic.HEALTH_EVENTS.topicName(), "k".repeat(2_000_000), new byte[] {'?'});
                record.headers().add("h", new byte[2_000_000]);
                producer.send(record).get();
            }
        });
    }

    /// Told before it has sent them.
    @Test
    void restRefusesTenMegabytes() throws IOException {
        try (var socket = new Socket(InetAddress.getLoopbackAddress(), RestAssured.port)) {
            socket.getOutputStream().write("""
                            POST /api/v1/health-events HTTP/1.1\r
                            Host: localhost\r
                            Authorization: Bearer %s\r
                            Content-Type: application/json\r
                            Content-Length: %d\r
                            \r
                            """.formatted(TocsinStack.OPERATOR_TOKEN, TEN_MEGABYTES)
                    .getBytes(UTF_8));

            var answer = new BufferedReader(new InputStreamReader(socket.getInputStream(), UTF_8)).readLine();

            assertThat(answer).isEqualTo("HTTP/1.1 413 Request Entity Too Large");
        }
    }

    private void refused(String field, UnaryOperator<String> spoil) {
        var right = new String(CloudEvents.data(right("us-east", 12.5)), UTF_8);
        var wrong = spoil.apply(right);
        assertThat(wrong).isNotEqualTo(right);

        var answer = given().header("Authorization", "Bearer " + TocsinStack.OPERATOR_TOKEN)
                .contentType(ContentType.JSON)
                .body(wrong)
                .post("/api/v1/health-events");

        assertThat(answer.statusCode()).as(answer.asString()).isEqualTo(400);
        assertThat(answer.contentType()).startsWith("application/problem+json");
        assertThat(answer.jsonPath().getList("errors.field")).containsExactly(field);
    }

    @FunctionalInterface
    private interface Making {
        HealthObserved make();
    }

    @FunctionalInterface
    private interface Sending {
        void send() throws InterruptedException, ExecutionException;
    }

    /// Written until it is counted so: what was asked by the definitions of another test's catalog is not yet.
    private void awaitCounted(String reception, Making event) {
        var before = receptions(reception);
        await().atMost(SOON).pollInterval(Duration.ofMillis(300)).untilAsserted(() -> {
            send(Map.of(), CloudEvents.data(event.make()));
            assertThat(receptions(reception)).isGreaterThan(before);
        });
    }

    private void awaitBuried(String reason, Sending sending) {
        var counted = deadLetters();
        var before = letters(reason);

        try {
            sending.send();
        } catch (InterruptedException | ExecutionException e) {
            throw new IllegalStateException(e);
        }

        await().atMost(SOON).untilAsserted(() -> assertThat(letters(reason)).isEqualTo(before + 1));
        assertThat(deadLetters()).isGreaterThan(counted);
    }

    private double receptions(String reception) {
        return meters.counter("tocsin.detection.health.events", "reception", reception)
                .count();
    }

    private double deadLetters() {
        return meters.counter("tocsin.detection.dead.letters").count();
    }

    private static long letters(String reason) {
        return ToldTopics.records(Topic.DEAD_LETTERS).stream()
                .map(letter -> letter.headers().lastHeader("dead-letter-reason").value())
                .filter(said -> new String(said, UTF_8).contains(reason))
                .count();
    }

    private void write(String text) throws IOException {
        var next = Files.writeString(catalogFile.resolveSibling(catalogFile.getFileName() + ".next"), text);
        Files.move(next, catalogFile, StandardCopyOption.REPLACE_EXISTING);
    }

    private HealthObserved right(String vantagePoint, double latency) {
        return observed("login-page", vantagePoint, next(), latency);
    }

    private static HealthObserved observed(String check, String vantagePoint, Instant time, double latency) {
        return new HealthObserved(
                check,
                LOGIN,
                vantagePoint,
                vantagePoint + "-1",
                Outcome.FAIL,
                time,
                latency,
                null,
                ErrorKind.REFUSED,
                null,
                null);
    }

    private Instant next() {
        var now = Instant.now().truncatedTo(ChronoUnit.MILLIS);
        last = now.isAfter(last) ? now : last.plusMillis(1);
        return last;
    }

    private static Map<String, Object> largerRequests() {
        return Map.of(
                ProducerConfig.MAX_REQUEST_SIZE_CONFIG,
                4 * TEN_MEGABYTES,
                ProducerConfig.BUFFER_MEMORY_CONFIG,
                8L * TEN_MEGABYTES);
    }

    private Map<String, Object> settings(Map<String, Object> others) {
        var settings = new HashMap<>(KafkaSettings.producer(kafka));
        settings.putAll(others);
        return settings;
    }

    private void send(Map<String, Object> others, byte[] data) throws InterruptedException, ExecutionException {
        var event = observed("login-page", "us-east", last, 12.5);
        try (var producer = new KafkaProducer<String, byte[]>(settings(others))) {
            producer.send(new ProducerRecord<>(
                            Topic.HEALTH_EVENTS.topicName(),
                            null,
                            LOGIN.toString(),
                            data,
                            CloudEvents.headers(EventSource.NAME, event, null)))
                    .get();
        }
    }
}
