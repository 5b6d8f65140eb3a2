package dev.tocsin.probe.report.kafka;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Objects.requireNonNull;
import static java.util.stream.Collectors.groupingBy;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.tocsin.contract.Topic;
import dev.tocsin.contract.health.HealthObserved;
import dev.tocsin.probe.heartbeat.kafka.HeartbeatSender;
import dev.tocsin.stack.kafka.BrokerSettings;
import dev.tocsin.stack.kafka.KafkaBroker;
import dev.tocsin.support.kafka.Received;
import dev.tocsin.support.kafka.TopicFollower;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import jakarta.inject.Inject;
import java.net.URL;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.CopyOnWriteArrayList;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AlterConfigOp;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.config.TopicConfig;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/// A probe that starts without Kafka, and what it does when Kafka comes, refuses events, is killed and comes back.
@QuarkusTest
@WithTestResource(OwnKafka.class)
class SpoolSenderTest {

    private static final Duration LONG = Duration.ofSeconds(60);
    private static final Topic[] WRITTEN = {Topic.HEALTH_EVENTS, Topic.DEAD_LETTERS};

    @Nullable
    BrokerSettings ownKafka;

    @Inject
    Reporter reporter;

    @Inject
    HeartbeatSender heartbeat;

    @TestHTTPResource(value = "/", management = true)
    @Nullable
    URL management;

    private final List<HealthObserved> arrived = new CopyOnWriteArrayList<>();
    private final List<ConsumerRecord<String, byte[]>> letters = new CopyOnWriteArrayList<>();

    @Test
    void allArrivesInOrderThoughKafkaGoesAwayAndRefusesSome() throws Exception {
        var settings = requireNonNull(ownKafka);
        var kafka = Map.<String, Object>of("bootstrap.servers", settings.bootstrapServers());
        var log = settings.data().resolveSibling("kafka.log");
        report(100, 200);
        await().atMost(LONG).until(() -> heartbeat.turns() > 3);
        assertIsLive();

        var broker = KafkaBroker.start(settings, log);
        await().atMost(LONG).until(() -> reporter.waiting() == 0);
        var follower = new TopicFollower(kafka, List.of(WRITTEN), (record, received) -> {
            if (record.topic().equals(Topic.DEAD_LETTERS.topicName())) {
                letters.add(record);
            } else if (received instanceof Received.Known(HealthObserved event, var _, var _)) {
                arrived.add(event);
            }
        });
        follower.start();
        assertIsReady();
        await().atMost(LONG)
                .untilAsserted(() ->
                        assertThat(letters).extracting(SpoolSenderTest::value).containsExactly("no event"));

        try (var admin = Admin.create(kafka)) {
            allowAtMost(admin, Topic.HEALTH_EVENTS, 20_000);
            report(200, 300);
            reportTooLarge(300);
            report(301, 400);
            await().atMost(LONG).until(() -> reporter.waiting() == 0);
            await().atMost(LONG).until(() -> letters.size() == 2);
            assertThat(value(letters.getLast())).contains("\"latencyMillis\":300");
            assertThat(header(letters.getLast(), "dead-letter-reason")).contains("RecordTooLarge");
            assertThat(header(letters.getLast(), "dead-letter-topic")).isEqualTo("tocsin.health-events");
            assertThat(reporter.dropped()).isZero();

            allowAtMost(admin, Topic.DEAD_LETTERS, 20_000);
            reportTooLarge(300);
            report(400, 500);
            await().atMost(LONG).until(() -> reporter.waiting() == 0);
            assertThat(reporter.dropped()).isEqualTo(1);
        }

        broker.kill();
        report(500, 1500);
        assertIsLive();
        broker = KafkaBroker.start(settings, log);
        report(1500, 1600);

        await().atMost(LONG).until(() -> reporter.waiting() == 0);
        await().atMost(LONG)
                .untilAsserted(() -> assertThat(arrived.stream().distinct()).hasSize(1599));
        assertThat(arrived.stream()
                        .distinct()
                        .collect(groupingBy(HealthObserved::cell))
                        .values())
                .hasSize(3)
                .allSatisfy(events -> assertThat(events)
                        .extracting(HealthObserved::latencyMillis)
                        .isSorted());
        assertThat(reporter.dropped()).isEqualTo(1);
        assertThat(letters).hasSize(2);
        assertThat(reporter.clockOffset().known()).isTrue();
        assertThat(reporter.clockOffset().offset()).isCloseTo(Duration.ZERO, Duration.ofSeconds(1));
        assertIsReady();
        follower.close();
        broker.close();
    }

    /// Numbers the events by their latency.
    private void report(int from, int to) {
        for (var number = from; number < to; number++) {
            reporter.report(
                    OwnKafka.check(number, "0123456789ab"), Instant.EPOCH.plusSeconds(number), OwnKafka.answer(number));
        }
    }

    private void reportTooLarge(int number) {
        var bytes = new byte[30_000];
        new Random(number).nextBytes(bytes);
        reporter.report(
                OwnKafka.check(number, Base64.getEncoder().encodeToString(bytes)),
                Instant.EPOCH.plusSeconds(number),
                OwnKafka.answer(number));
    }

    private static void allowAtMost(Admin admin, Topic topic, int bytes) throws Exception {
        var limit = new ConfigEntry(TopicConfig.MAX_MESSAGE_BYTES_CONFIG, Integer.toString(bytes));
        admin.incrementalAlterConfigs(Map.of(
                        new ConfigResource(ConfigResource.Type.TOPIC, topic.topicName()),
                        List.of(new AlterConfigOp(limit, AlterConfigOp.OpType.SET))))
                .all()
                .get();
    }

    private void assertIsLive() {
        RestAssured.get(management("/q/health/live")).then().statusCode(200);
    }

    private void assertIsReady() {
        await().atMost(LONG)
                .untilAsserted(() ->
                        RestAssured.get(management("/q/health/ready")).then().statusCode(200));
    }

    private String management(String path) {
        var address = requireNonNull(management);
        return "http://%s:%d%s".formatted(address.getHost(), address.getPort(), path);
    }

    private static String value(ConsumerRecord<String, byte[]> record) {
        return new String(record.value(), UTF_8);
    }

    private static String header(ConsumerRecord<String, byte[]> record, String name) {
        return new String(record.headers().lastHeader(name).value(), UTF_8);
    }
}
