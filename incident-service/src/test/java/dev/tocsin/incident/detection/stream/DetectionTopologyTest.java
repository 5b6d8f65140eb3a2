package dev.tocsin.incident.detection.stream;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonPointer;
import dev.tocsin.contract.Cell;
import dev.tocsin.contract.Event;
import dev.tocsin.contract.Json;
import dev.tocsin.contract.Topic;
import dev.tocsin.contract.Verdict;
import dev.tocsin.contract.catalog.CheckTiming;
import dev.tocsin.contract.catalog.FailingMeans;
import dev.tocsin.contract.health.CellChecksDefined;
import dev.tocsin.contract.health.CellChecksDefined.AssignedCheck;
import dev.tocsin.contract.health.ClockTicked;
import dev.tocsin.contract.health.ErrorKind;
import dev.tocsin.contract.health.HealthObserved;
import dev.tocsin.contract.health.Outcome;
import dev.tocsin.contract.health.VantagePointSetAside;
import dev.tocsin.contract.status.ClockAdvanced;
import dev.tocsin.contract.status.StatusChanged;
import dev.tocsin.contract.status.WatchEnded;
import dev.tocsin.engine.detection.Detection;
import dev.tocsin.support.kafka.CloudEvents;
import dev.tocsin.support.kafka.Received.Known;
import dev.tocsin.support.operator.OperatorAlerts;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.record.TimestampType;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.apache.kafka.streams.TestInputTopic;
import org.apache.kafka.streams.TopologyTestDriver;
import org.apache.kafka.streams.test.TestRecord;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// The topology without a broker, in event time only.
class DetectionTopologyTest {

    private static final String TRACEPARENT = "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01";

    private static final Cell LOGIN = Cell.of("login@na");
    private static final Instant NOON = Instant.parse("2006-04-11T12:00:00Z");

    private final List<String> alerts = new ArrayList<>();
    private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
    private final TopologyTestDriver driver = driver();
    private final TestInputTopic<String, byte[]> log =
            driver.createInputTopic(Topic.HEALTH_EVENTS.topicName(), new StringSerializer(), new ByteArraySerializer());

    @AfterEach
    void close() {
        driver.close();
    }

    @Test
    void publishesEachStatusChangeOnceToBothTopicsAndThenTheClock() {
        define(0, List.of(loginPage()));
        write(10, observed("us-east", Outcome.PASS, 10));
        write(11, observed("us-east", Outcome.PASS, 10));

        write(12, new ClockTicked(0, at(12)));

        assertThat(read(Topic.STATUS_HISTORY)).singleElement().isInstanceOfSatisfying(StatusChanged.class, change -> {
            assertThat(change.verdict()).isEqualTo(Verdict.UP);
            assertThat(change.onset()).isEqualTo(at(10));
            assertThat(change.time()).isEqualTo(at(10));
        });
        assertThat(read(Topic.CELL_STATUS)).hasSize(2).last().isEqualTo(new ClockAdvanced(0, at(12)));
        assertThat(counted("counted")).isEqualTo(1);
        assertThat(counted("late")).isEqualTo(1);
    }

    @Test
    void aStatusChangeGoesOnInTheTraceOfItsHealthEventAndNoOther() {
        define(0, List.of(loginPage()));
        write(10, observed("us-east", Outcome.PASS, 10), TRACEPARENT);

        write(86, new ClockTicked(0, at(86)), TRACEPARENT);

        var status = driver.createOutputTopic(
                        Topic.CELL_STATUS.topicName(), new StringDeserializer(), new ByteArrayDeserializer())
                .readRecordsToList();
        assertThat(text(status.getFirst(), "traceparent")).isEqualTo(TRACEPARENT);
        assertThat(status.stream().skip(1))
                .isNotEmpty()
                .allSatisfy(record ->
                        assertThat(record.headers().lastHeader("traceparent")).isNull());
    }

    @Test
    void whatIsNoTraceIsNotPassedOn() {
        define(0, List.of(loginPage()));

        write(10, observed("us-east", Outcome.PASS, 10), "00-no\u0000such-trace");

        var status = driver.createOutputTopic(
                        Topic.CELL_STATUS.topicName(), new StringDeserializer(), new ByteArrayDeserializer())
                .readRecordsToList();
        assertThat(status)
                .isNotEmpty()
                .allSatisfy(record ->
                        assertThat(record.headers().lastHeader("traceparent")).isNull());
    }

    @Test
    void aTickFindsWhatExpired() {
        define(0, List.of(loginPage()));
        write(10, observed("us-east", Outcome.PASS, 10));

        write(86, new ClockTicked(0, at(86)));

        assertThat(read(Topic.CELL_STATUS)).element(1).isInstanceOfSatisfying(StatusChanged.class, change -> {
            assertThat(change.verdict()).isEqualTo(Verdict.UNKNOWN);
            assertThat(change.onset()).isEqualTo(at(85));
        });
    }

    @Test
    void aCellThatLostItsChecksLeavesATombstone() {
        define(0, List.of(loginPage()));
        write(10, observed("us-east", Outcome.PASS, 10));

        define(20, List.of());

        var status = driver.createOutputTopic(
                        Topic.CELL_STATUS.topicName(), new StringDeserializer(), new ByteArrayDeserializer())
                .readRecordsToList();
        assertThat(status).hasSize(3).last().satisfies(tombstone -> {
            assertThat(tombstone.key()).isEqualTo("login@na");
            assertThat(tombstone.value()).isNull();
        });
        assertThat(read(Topic.STATUS_HISTORY)).last().isEqualTo(new WatchEnded(LOGIN, 2, at(20), 0));
    }

    @Test
    void whatCannotBeReadIsBuriedAndTheStreamGoesOn() {
        define(0, List.of(loginPage()));

        log.pipeInput(new TestRecord<>("login@na", new byte[] {'{'}, at(1)));
        log.pipeInput(new TestRecord<>("login@na", null, at(1)));
        write(2, new ClockAdvanced(0, at(2)));
        write(10, observed("us-east", Outcome.PASS, 10));

        var buried = driver.createOutputTopic(
                        Topic.DEAD_LETTERS.topicName(), new StringDeserializer(), new ByteArrayDeserializer())
                .readRecordsToList();
        assertThat(buried)
                .extracting(letter -> text(letter, "dead-letter-reason"))
                .containsExactly(
                        "not a CloudEvent: it has no specversion",
                        "the record has no value",
                        "ClockAdvanced does not belong on this topic");
        assertThat(buried).first().satisfies(letter -> {
            assertThat(letter.value()).containsExactly('{');
            assertThat(text(letter, "dead-letter-topic")).isEqualTo("tocsin.health-events");
            assertThat(text(letter, "dead-letter-partition")).isEqualTo("0");
            assertThat(text(letter, "dead-letter-offset")).isEqualTo("1");
        });
        assertThat(alerts).containsOnly("dead-letters/tocsin.health-events");
        assertThat(read(Topic.STATUS_HISTORY)).hasSize(1);
    }

    /// What a record leaves behind is written with the next commit, long after the record itself was handled.
    @ParameterizedTest
    @ValueSource(strings = {"checks/0/check", "checks/0/definition", "checks/0/from/0", "vantagePoint", "region"})
    void whatCouldNotBeKeptIsBuriedAndTheStreamGoesOn(String field) {
        define(0, List.of(loginPage()));
        var event = field.startsWith("checks")
                ? new CellChecksDefined(LOGIN, 2, at(1), List.of(loginPage()))
                : new VantagePointSetAside("us-east", "na", at(1), "its own controls failed");
        var record = CloudEvents.record(Topic.HEALTH_EVENTS, "tocsin/test", event);

        log.pipeInput(new TestRecord<>(record.key(), endless(record.value(), field), record.headers(), at(1)));
        write(10, observed("us-east", Outcome.PASS, 10));

        var buried = driver.createOutputTopic(
                        Topic.DEAD_LETTERS.topicName(), new StringDeserializer(), new ByteArrayDeserializer())
                .readRecordsToList();
        assertThat(buried).hasSize(1);
        assertThat(read(Topic.STATUS_HISTORY)).hasSize(1);
    }

    private static byte[] endless(byte[] value, String field) {
        try {
            var mapper = Json.mapper();
            var event = mapper.readTree(value);
            var at = JsonPointer.compile("/" + field);
            var before = event.at(at).textValue();
            return mapper.writeValueAsString(event)
                    .replace("\"%s\"".formatted(before), "\"%s\"".formatted("x".repeat(70_000)))
                    .getBytes(UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void define(double second, List<AssignedCheck> checks) {
        write(second, new CellChecksDefined(LOGIN, 1, at(second), checks));
    }

    private static AssignedCheck loginPage() {
        return new AssignedCheck(
                "login-page",
                "aaaaaaaaaaaa",
                FailingMeans.DOWN,
                new CheckTiming(30_000, 5_000, 5_000, 4, 75_000),
                List.of("us-east"));
    }

    private static HealthObserved observed(String vantagePoint, Outcome outcome, double second) {
        return new HealthObserved(
                "login-page",
                LOGIN,
                vantagePoint,
                vantagePoint + "-1",
                outcome,
                at(second),
                12.5,
                null,
                outcome == Outcome.PASS ? null : ErrorKind.REFUSED,
                null,
                null);
    }

    private void write(double second, Event event) {
        write(second, event, null);
    }

    private void write(double second, Event event, @Nullable String traceparent) {
        log.pipeInput(new TestRecord<>(
                event.key(), CloudEvents.data(event), CloudEvents.headers("tests", event, traceparent), at(second)));
    }

    private List<Event> read(Topic topic) {
        return driver
                .createOutputTopic(topic.topicName(), new StringDeserializer(), new ByteArrayDeserializer())
                .readRecordsToList()
                .stream()
                .map(record -> ((Known) CloudEvents.read(consumed(topic, record))).event())
                .toList();
    }

    private static ConsumerRecord<String, byte[]> consumed(Topic topic, TestRecord<String, byte[]> record) {
        return new ConsumerRecord<>(
                topic.topicName(),
                0,
                0,
                record.timestamp(),
                TimestampType.CREATE_TIME,
                ConsumerRecord.NULL_SIZE,
                ConsumerRecord.NULL_SIZE,
                record.key(),
                record.value(),
                new RecordHeaders(record.headers()),
                Optional.empty());
    }

    private static String text(TestRecord<String, byte[]> record, String header) {
        return new String(record.headers().lastHeader(header).value(), UTF_8);
    }

    private double counted(String reception) {
        return meters.counter("tocsin.detection.health.events", "reception", reception)
                .count();
    }

    private static Instant at(double second) {
        return NOON.plusMillis((long) (second * 1000));
    }

    private TopologyTestDriver driver() {
        var monitor = new DetectionMonitor(
                meters,
                new OperatorAlerts() {
                    @Override
                    public void raise(String subject, String why) {
                        alerts.add(subject);
                    }

                    @Override
                    public void clear(String subject, String why) {}
                },
                Clock.systemUTC());
        var strikes = new Strikes();
        var settings = StreamsSettings.of(Map.of("bootstrap.servers", "nowhere:9"), new Settings(), 1);
        return new TopologyTestDriver(
                DetectionTopology.of(
                        () -> new DetectionProcessor(
                                memory -> new Detection(memory)::take,
                                monitor,
                                strikes,
                                new CommitPace(1),
                                new CommitPace(1)),
                        () -> new OversightProcessor(monitor, strikes)),
                settings);
    }

    private record Settings() implements DetectionSettings {

        @Override
        public String applicationId() {
            return "detection-in-tests";
        }

        @Override
        public Path stateDirectory() {
            return Path.of("target", "detection");
        }

        @Override
        public int threads() {
            return 1;
        }

        @Override
        public Optional<URI> heartbeatUrl() {
            return Optional.empty();
        }
    }
}
