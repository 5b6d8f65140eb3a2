package dev.tocsin.support;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.tocsin.contract.Event;
import dev.tocsin.contract.Json;
import dev.tocsin.contract.Topic;
import dev.tocsin.contract.catalog.PageDefined;
import dev.tocsin.contract.change.ChangeReverted;
import dev.tocsin.contract.operator.OperatorAlertEvent.AlertCleared;
import dev.tocsin.contract.operator.OperatorAlertEvent.AlertRaised;
import dev.tocsin.stack.SharedServices;
import dev.tocsin.stack.TocsinStack;
import dev.tocsin.stack.mail.Mail;
import dev.tocsin.support.kafka.CloudEvents;
import dev.tocsin.support.kafka.EventWriter;
import dev.tocsin.support.kafka.RecordHandler;
import dev.tocsin.support.kafka.ThreeStrikes;
import dev.tocsin.support.kafka.TopicSetup;
import dev.tocsin.support.kafka.UnusableRecord;
import dev.tocsin.support.kafka.WholeTopic;
import dev.tocsin.support.kafka.WriteResult.Refused;
import dev.tocsin.support.operator.OperatorAlerts;
import dev.tocsin.support.progress.ProgressWatch;
import dev.tocsin.support.progress.WatchedPart;
import dev.tocsin.support.progress.Work;
import dev.tocsin.support.progress.Work.None;
import dev.tocsin.support.progress.Work.Pending;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.sql.SQLTransientConnectionException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// What the services share, on real Kafka and SMTP.
@QuarkusTest
@WithTestResource(
        value = TocsinStack.class,
        initArgs = {@ResourceArg(name = "needs", value = "kafka,smtp")})
class SupportTest {

    private static final Duration SOON = Duration.ofSeconds(30);
    private static final String OPERATOR = "oncall@harbour.example";
    private static final Instant NOON = Instant.parse("2026-11-28T12:00:00Z");

    @TestHTTPResource
    URI base = URI.create("");

    @TestHTTPResource(value = "/", management = true)
    URI management = URI.create("");

    @Inject
    TopicSetup topics;

    @Inject
    EventWriter writer;

    @Inject
    OperatorAlerts alerts;

    @Inject
    ThreeStrikes strikes;

    @Inject
    ProgressWatch watch;

    @Inject
    WholeChanges changes;

    @BeforeEach
    void theOperatorIsKnown() {
        topics.ready().toCompletableFuture().join();
        write(
                Topic.CATALOG,
                new PageDefined(
                        1, NOON, "Harbour CRM", "https://trust.example", "Etc/UTC", List.of("mailto:" + OPERATOR)));
    }

    @Test
    void aFailureThatNobodyExpectedIsAProblemWithAnIdAndShowsNothing() throws IOException, InterruptedException {
        var answer = get(base.resolve(FailingRoute.PATH));

        assertThat(answer.statusCode()).isEqualTo(500);
        assertThat(answer.headers().firstValue("content-type")).contains("application/problem+json");
        var problem = Json.mapper().readTree(answer.body());
        assertThat(problem.get("instance").asText()).matches("urn:uuid:[0-9a-f-]{36}");
        assertThat(problem.get("detail").asText())
                .endsWith(problem.get("instance").asText().substring("urn:uuid:".length()) + ".");
        assertThat(answer.body()).doesNotContain(FailingRoute.SECRET, "Exception", "dev.tocsin");
    }

    @Test
    void whatIsNowhereIsAProblemToo() throws IOException, InterruptedException {
        for (var address : List.of(base.resolve("/nowhere"), management.resolve("/nowhere"))) {
            var answer = get(address);

            assertThat(answer.statusCode()).isEqualTo(404);
            assertThat(answer.headers().firstValue("content-type")).contains("application/problem+json");
            assertThat(answer.body()).contains("There is nothing at /nowhere.");
        }
    }

    private static HttpResponse<String> get(URI address) throws IOException, InterruptedException {
        try (var client = HttpClient.newHttpClient()) {
            return client.send(HttpRequest.newBuilder(address).build(), BodyHandlers.ofString());
        }
    }

    @Test
    void anAlertIsPublishedAndMailedWhenItBeginsAndWhenItEnds() {
        alerts.raise("begins-and-ends", "The spool is full. Make room on its disk.");
        await().atMost(SOON)
                .untilAsserted(
                        () -> assertThat(subjects("begins-and-ends")).containsExactly("Tocsin: The spool is full"));

        alerts.clear("begins-and-ends", "The spool has room again.");

        await().atMost(SOON)
                .untilAsserted(() -> assertThat(subjects("begins-and-ends"))
                        .containsExactlyInAnyOrder(
                                "Tocsin: The spool is full", "Tocsin, resolved: The spool has room again"));
        assertThat(published(AlertRaised.class).map(AlertRaised::subject)).contains("begins-and-ends");
        assertThat(published(AlertCleared.class).map(AlertCleared::subject)).contains("begins-and-ends");
    }

    @Test
    void whatAnotherInstanceRaisedIsNeitherPublishedNorMailedAgain() {
        write(Topic.OPERATOR_ALERTS, new AlertRaised("raised-elsewhere", NOON, "Another instance saw it."));
        write(Topic.OPERATOR_ALERTS, new AlertRaised("raised-later", NOON, "And this."));
        await().atMost(SOON).until(() -> {
            alerts.clear("raised-later", "It is read, and so is the one before it.");
            return !subjects("raised-later").isEmpty();
        });

        alerts.raise("raised-elsewhere", "This instance sees it too.");
        alerts.raise("raised-last", "Decided after that.");

        await().atMost(SOON).until(() -> !subjects("raised-last").isEmpty());
        assertThat(subjects("raised-elsewhere")).isEmpty();
        assertThat(published(AlertRaised.class).filter(alert -> alert.subject().equals("raised-elsewhere")))
                .hasSize(1);
    }

    @Test
    void aRecordThatFailsThreeTimesIsPutAsideAndTheRestGoesOn() {
        var handler = new Handler() {
            @Override
            void handle(ConsumerRecord<String, byte[]> record) {
                if (record.key().equals("bad")) {
                    tries++;
                    throw new IllegalStateException("a bug\nof two lines");
                }
            }
        };

        strikes.handle(records("three-strikes", "good", "bad", "better"), handler);

        assertThat(handler.handled).containsExactly("good", "better");
        assertThat(handler.putAside).containsExactly("bad");
        assertThat(handler.tries).isEqualTo(4); // one of them in the batch
        assertThat(deadLetter("three-strikes"))
                .containsEntry(
                        "dead-letter-reason", "its handling failed 3 times: java.lang.IllegalStateException: a bug")
                .containsEntry("dead-letter-offset", "1");
        await().atMost(SOON)
                .untilAsserted(
                        () -> assertThat(subjects("dead-letters/three-strikes")).hasSize(1));
    }

    @Test
    void aRecordThatIsOfNoUseIsPutAsideAtOnce() {
        var handler = new Handler() {
            @Override
            void handle(ConsumerRecord<String, byte[]> record) {
                tries++;
                throw new UnusableRecord("it says nothing");
            }
        };

        strikes.handle(records("of-no-use", "bad"), handler);

        assertThat(handler.tries).isEqualTo(1);
        assertThat(deadLetter("of-no-use")).containsEntry("dead-letter-reason", "it says nothing");
    }

    @Test
    void whileTheDatabaseIsAwayNothingIsPutAside() {
        var handler = new Handler() {
            @Override
            void handle(ConsumerRecord<String, byte[]> record) {
                if (tries++ < 4) {
                    throw new IllegalStateException(new SQLTransientConnectionException("no answer"));
                }
            }
        };

        strikes.handle(records("database-away", "good"), handler);

        assertThat(handler.handled).containsExactly("good");
        assertThat(handler.putAside).isEmpty();
    }

    @Test
    void aRecordThatKafkaNeverTakesIsRefused() {
        var huge = new ProducerRecord<>(Topic.CHANGES.topicName(), "huge", new byte[2_000_000]);

        assertThat(writer.write(List.of(huge))).isInstanceOf(Refused.class);
    }

    @Test
    void aPartThatStandsStillMakesTheServiceNotReadyAndAlertsOperators() {
        var part = new Part();
        watch.watch(part);

        part.work = new Pending(1, "3 records wait");

        await().atMost(SOON).untilAsserted(() -> assertThat(watch.stalled()).contains("example: 3 records wait"));
        await().atMost(SOON)
                .untilAsserted(() ->
                        assertThat(subjects("stalled/example-service/example")).hasSize(1));

        part.work = new None();

        await().atMost(SOON).untilAsserted(() -> assertThat(watch.stalled()).isEmpty());
        await().atMost(SOON)
                .untilAsserted(() ->
                        assertThat(subjects("stalled/example-service/example")).hasSize(2));
    }

    @Test
    void aChannelThatReadsAWholeTopicTellsWhenItHasCaughtUp() {
        await().atMost(SOON).until(changes.catchUp()::isDone);

        write(Topic.CHANGES, new ChangeReverted("whole-1", NOON, null));

        await().atMost(SOON).until(() -> changes.keys().contains("whole-1"));
    }

    private abstract static class Handler implements RecordHandler {

        final List<String> handled = new ArrayList<>();
        final List<String> putAside = new ArrayList<>();
        int tries;

        abstract void handle(ConsumerRecord<String, byte[]> record);

        /// All or none, as a transaction has it.
        @Override
        public void handle(List<ConsumerRecord<String, byte[]>> records) {
            records.forEach(this::handle);
            records.forEach(record -> handled.add(record.key()));
        }

        @Override
        public void putAside(ConsumerRecord<String, byte[]> record) {
            putAside.add(record.key());
        }
    }

    private static final class Part implements WatchedPart {

        volatile Work work = new None();

        @Override
        public String name() {
            return "example";
        }

        @Override
        public Work work() {
            return work;
        }
    }

    private static List<ConsumerRecord<String, byte[]>> records(String topic, String... keys) {
        var records = new ArrayList<ConsumerRecord<String, byte[]>>();
        for (var key : keys) {
            records.add(new ConsumerRecord<>(topic, 0, records.size(), key, key.getBytes(UTF_8)));
        }
        return records;
    }

    private void write(Topic topic, Event event) {
        await().atMost(SOON)
                .until(() -> writer.write(List.of(CloudEvents.record(topic, "tocsin/another", event)))
                        .isWritten());
    }

    private static List<String> subjects(String alert) {
        return SharedServices.mailsTo(OPERATOR).stream()
                .filter(mail -> mail.text().strip().endsWith("Alert: " + alert))
                .map(Mail::subject)
                .toList();
    }

    private static <E extends Event> Stream<E> published(Class<E> kind) {
        return new WholeTopic(kafka(), Topic.OPERATOR_ALERTS).events(kind).stream();
    }

    private static Map<String, String> deadLetter(String topic) {
        return new WholeTopic(kafka(), Topic.DEAD_LETTERS)
                .records().stream()
                        .map(SupportTest::headers)
                        .filter(headers -> topic.equals(headers.get("dead-letter-topic")))
                        .findFirst()
                        .orElseThrow();
    }

    private static Map<String, String> headers(ConsumerRecord<?, ?> record) {
        var headers = new HashMap<String, String>();
        record.headers().forEach(header -> headers.put(header.key(), new String(header.value(), UTF_8)));
        return headers;
    }

    private static Map<String, Object> kafka() {
        return Map.of("bootstrap.servers", SharedServices.bootstrapServers());
    }
}
