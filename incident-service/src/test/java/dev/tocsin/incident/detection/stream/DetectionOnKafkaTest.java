package dev.tocsin.incident.detection.stream;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.tocsin.contract.Cell;
import dev.tocsin.contract.Topic;
import dev.tocsin.contract.Verdict;
import dev.tocsin.contract.health.ErrorKind;
import dev.tocsin.contract.health.HealthObserved;
import dev.tocsin.contract.health.Outcome;
import dev.tocsin.contract.status.StatusChanged;
import dev.tocsin.incident.catalog.CurrentCatalog;
import dev.tocsin.stack.TocsinStack;
import dev.tocsin.support.kafka.EventWriter;
import dev.tocsin.support.kafka.KafkaSettings;
import dev.tocsin.support.kafka.Received;
import dev.tocsin.support.kafka.Received.Known;
import dev.tocsin.support.kafka.TopicFollower;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.smallrye.common.annotation.Identifier;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
@WithTestResource(
        value = TocsinStack.class,
        initArgs = {
            @ResourceArg(name = "needs", value = "kafka,postgres,smtp"),
            @ResourceArg(name = "schema", value = "incident")
        })
@WithTestResource(CatalogInAFile.class)
class DetectionOnKafkaTest {

    /// No other test has events or statuses of it.
    private static final Cell PRINTING = Cell.of("printing@na");

    @Inject
    @Identifier("default-kafka-broker")
    Map<String, Object> kafka;

    @Inject
    EventWriter writer;

    @Inject
    CurrentCatalog catalog;

    private final List<StatusChanged> changes = new CopyOnWriteArrayList<>();
    private final List<ConsumerRecord<String, byte[]>> deadLetters = new CopyOnWriteArrayList<>();
    private TopicFollower follower;
    private Instant last = Instant.EPOCH;

    @BeforeAll
    static void bePatient() {
        Awaitility.setDefaultTimeout(Duration.ofMinutes(1));
    }

    @BeforeEach
    void follow() {
        follower = new TopicFollower(kafka, List.of(Topic.CELL_STATUS, Topic.DEAD_LETTERS), this::received);
        follower.start();
        await().until(() -> catalog.get().has(PRINTING));
    }

    @AfterEach
    void stop() {
        follower.close();
    }

    @Test
    void votesBecomeStatusChangesPastAPoisonRecord() {
        awaitUp();

        poison();
        for (var i = 0; i < 3; i++) {
            observed("us-east", Outcome.FAIL);
            observed("eu-west", Outcome.FAIL);
        }

        await().untilAsserted(() -> assertThat(changes).last().satisfies(change -> {
            assertThat(change.verdict()).isEqualTo(Verdict.DOWN);
            assertThat(change.previous()).isEqualTo(Verdict.UP);
            assertThat(change.votes()).hasSize(2);
        }));
        await().untilAsserted(() -> assertThat(deadLetters)
                .extracting(letter -> new String(
                        letter.headers().lastHeader("dead-letter-reason").value(), UTF_8))
                .endsWith("not a CloudEvent: it has no specversion"));
    }

    /// Asked again until it counts: what was asked by the definitions of another test's catalog does not.
    private void awaitUp() {
        await().pollInterval(Duration.ofSeconds(1)).untilAsserted(() -> {
            observed("us-east", Outcome.PASS);
            observed("eu-west", Outcome.PASS);
            assertThat(changes).extracting(StatusChanged::verdict).last().isEqualTo(Verdict.UP);
        });
    }

    private void received(ConsumerRecord<String, byte[]> record, Received received) {
        if (record.topic().equals(Topic.DEAD_LETTERS.topicName())) {
            var from =
                    new String(record.headers().lastHeader("dead-letter-topic").value(), UTF_8);
            if (from.equals(Topic.HEALTH_EVENTS.topicName())) {
                deadLetters.add(record);
            }
        } else if (received instanceof Known(StatusChanged change, var _, var _)
                && change.cell().equals(PRINTING)) {
            changes.add(change);
        }
    }

    private void observed(String vantagePoint, Outcome outcome) {
        var definition = catalog.get().checksOf(PRINTING).getFirst().definition();
        var error = outcome == Outcome.PASS ? null : ErrorKind.REFUSED;
        var event = new HealthObserved(
                "printing-page",
                PRINTING,
                vantagePoint,
                vantagePoint + "-1",
                outcome,
                nextMillisecond(),
                12.5,
                null,
                error,
                null,
                definition);
        assertThat(writer.write(Topic.HEALTH_EVENTS, List.of(event)).isWritten())
                .isTrue();
    }

    private Instant nextMillisecond() {
        var now = Instant.now().truncatedTo(ChronoUnit.MILLIS);
        last = now.isAfter(last) ? now : last.plusMillis(1);
        return last;
    }

    private void poison() {
        try (var producer = new KafkaProducer<String, byte[]>(KafkaSettings.producer(kafka))) {
            var _ = producer.send(
                    new ProducerRecord<>(Topic.HEALTH_EVENTS.topicName(), PRINTING.toString(), new byte[] {'?'}));
        }
    }
}
