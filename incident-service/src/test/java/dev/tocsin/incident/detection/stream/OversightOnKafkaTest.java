package dev.tocsin.incident.detection.stream;

import static java.util.stream.Collectors.groupingBy;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.tocsin.contract.Cell;
import dev.tocsin.contract.Event;
import dev.tocsin.contract.Topic;
import dev.tocsin.contract.Verdict;
import dev.tocsin.contract.catalog.CheckTiming;
import dev.tocsin.contract.catalog.FailingMeans;
import dev.tocsin.contract.health.BlindnessBegan;
import dev.tocsin.contract.health.BlindnessEnded;
import dev.tocsin.contract.health.CellChecksDefined;
import dev.tocsin.contract.health.CellChecksDefined.AssignedCheck;
import dev.tocsin.contract.health.ClockTicked;
import dev.tocsin.contract.health.ErrorKind;
import dev.tocsin.contract.health.HealthLogEvent;
import dev.tocsin.contract.health.HealthObserved;
import dev.tocsin.contract.health.Outcome;
import dev.tocsin.contract.health.VantagePointSetAside;
import dev.tocsin.contract.health.VantagePointTakenBack;
import dev.tocsin.contract.status.CellStatusEvent;
import dev.tocsin.contract.status.ClockAdvanced;
import dev.tocsin.contract.status.StatusChanged;
import dev.tocsin.contract.status.StatusChanged.CountedVote;
import dev.tocsin.contract.vantage.HeartbeatSent;
import dev.tocsin.contract.vantage.HeartbeatSent.Control;
import dev.tocsin.engine.detection.Detection;
import dev.tocsin.engine.detection.PartitionMemory;
import dev.tocsin.incident.kafka.OwnBroker;
import dev.tocsin.support.kafka.CloudEvents;
import dev.tocsin.support.kafka.KafkaSettings;
import dev.tocsin.support.kafka.Received.Known;
import dev.tocsin.support.operator.OperatorAlerts;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.net.URI;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.ExecutionException;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AlterConfigOp;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.config.TopicConfig;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/// Oversight on a real broker, whose log is given its times so that half an hour passes at once: what it decides
/// stands in every partition of the log, and counts from there on.
@Execution(ExecutionMode.CONCURRENT)
class OversightOnKafkaTest {

    private static final Duration PATIENCE = Duration.ofMinutes(2);
    private static final int PARTITIONS = Topic.HEALTH_EVENTS.partitions();
    private static final String VIRGINIA = "us-east";
    private static final String IRELAND = "eu-west";
    private static final String MUMBAI = "ap-south";
    private static final List<String> VANTAGE_POINTS = List.of(MUMBAI, IRELAND, VIRGINIA);
    private static final Cell LOGIN = Cell.of("login@na");
    private static final List<Cell> CELLS = Stream.of("login", "api", "search")
            .flatMap(component -> Stream.of("na", "eu").map(region -> new Cell(component, region)))
            .toList();
    private static final List<AssignedCheck> CHECKS = Stream.of("page", "port")
            .map(check -> new AssignedCheck(
                    check,
                    "aaaaaaaaaaaa",
                    FailingMeans.DOWN,
                    new CheckTiming(10_000, 5_000, 5_000, 2, 25_000),
                    VANTAGE_POINTS))
            .toList();

    private static final int STEP = 30;

    private final Instant begin = Instant.now().minus(Duration.ofHours(1)).truncatedTo(ChronoUnit.SECONDS);
    private final ConcurrentMap<String, String> alerts = new ConcurrentHashMap<>();
    private int second;

    @TempDir
    private Path folder;

    /// What a vantage point says of a cell; null for nothing.
    @FunctionalInterface
    private interface Saying {
        @Nullable
        Outcome of(String vantagePoint, Cell cell);
    }

    @Test
    void whatItDecidesStandsInEveryPartitionAndCountsFromThereOn() {
        try (var broker = OwnBroker.start(folder);
                var producer = new KafkaProducer<String, byte[]>(KafkaSettings.producer(broker.kafka()));
                var clocks = new DetectionClocks(broker)) {
            takeTimesAsTheyAreGiven(broker);
            var monitor = new DetectionMonitor(new SimpleMeterRegistry(), new Alerts(), Clock.systemUTC());
            try (var streams = DetectionStreams.of(broker.kafka(), new Settings(folder), monitor, 1)) {
                streams.start();
                CELLS.forEach(cell -> write(producer, new CellChecksDefined(cell, 1, now(), CHECKS)));
                watch(clocks, producer, 60, (_, _) -> Outcome.PASS);

                // It lies everywhere, is set aside wholly, and its votes do not count.
                watch(clocks, producer, 60, (vantagePoint, _) -> lies(vantagePoint.equals(VIRGINIA)));
                awaitDecided(
                        broker,
                        VantagePointSetAside.class,
                        aside -> isOf(aside.vantagePoint(), aside.region(), VIRGINIA, null));
                assertThat(alerts).containsKey("set-aside/us-east");
                watch(
                        clocks,
                        producer,
                        30,
                        (vantagePoint, cell) -> lies(cell.equals(LOGIN) || vantagePoint.equals(VIRGINIA)));
                awaitVotes(broker, Verdict.DOWN, MUMBAI, IRELAND);

                // It says the truth for five minutes, is taken back, and its votes count again.
                watch(clocks, producer, 420, (_, _) -> Outcome.PASS);
                awaitDecided(
                        broker,
                        VantagePointTakenBack.class,
                        back -> isOf(back.vantagePoint(), back.region(), VIRGINIA, null));
                await().atMost(PATIENCE).untilAsserted(() -> assertThat(alerts).isEmpty());
                watch(clocks, producer, 30, (_, cell) -> lies(cell.equals(LOGIN)));
                awaitVotes(broker, Verdict.DOWN, MUMBAI, IRELAND, VIRGINIA);
                watch(clocks, producer, 30, (_, _) -> Outcome.PASS);

                // Another lies about one region, and is set aside there only.
                watch(
                        clocks,
                        producer,
                        60,
                        (vantagePoint, cell) -> lies(
                                vantagePoint.equals(MUMBAI) && cell.region().equals("eu")));
                awaitDecided(
                        broker,
                        VantagePointSetAside.class,
                        aside -> isOf(aside.vantagePoint(), aside.region(), MUMBAI, "eu"));
                assertThat(decided(broker, VantagePointSetAside.class))
                        .noneMatch(aside -> isOf(aside.vantagePoint(), aside.region(), MUMBAI, null));
                watch(
                        clocks,
                        producer,
                        30,
                        (vantagePoint, cell) -> lies(cell.equals(LOGIN)
                                || (vantagePoint.equals(MUMBAI) && cell.region().equals("eu"))));
                awaitVotes(broker, Verdict.DOWN, MUMBAI, IRELAND, VIRGINIA);

                // The controls of a third fail for a moment.
                beat(producer, false);
                awaitDecided(
                        broker,
                        VantagePointSetAside.class,
                        aside -> isOf(aside.vantagePoint(), aside.region(), IRELAND, null));
                beat(producer, true);
                awaitDecided(
                        broker,
                        VantagePointTakenBack.class,
                        back -> isOf(back.vantagePoint(), back.region(), IRELAND, null));

                // Results stay away: Tocsin is blind until they come again.
                watch(clocks, producer, 60, (_, _) -> Outcome.PASS);
                watch(clocks, producer, 80, (vantagePoint, _) -> vantagePoint.equals(IRELAND) ? Outcome.PASS : null);
                awaitDecided(broker, BlindnessBegan.class, _ -> true);
                await().atMost(PATIENCE).untilAsserted(() -> assertThat(alerts).containsKey("blind"));
                var seen = monitor.lastSeen();
                watch(clocks, producer, 30, (_, _) -> null);
                assertThat(monitor.lastSeen()).isEqualTo(seen);
                watch(clocks, producer, 90, (_, _) -> Outcome.PASS);
                awaitDecided(broker, BlindnessEnded.class, _ -> true);
                await().atMost(PATIENCE).untilAsserted(() -> assertThat(alerts).doesNotContainKey("blind"));
                assertThat(monitor.lastSeen()).isAfter(seen);

                awaitClock(clocks);
                assertThat(told(broker)).isEqualTo(replayed(broker));
            }
        }
    }

    private static Outcome lies(boolean lies) {
        return lies ? Outcome.FAIL : Outcome.PASS;
    }

    private static boolean isOf(
            String vantagePoint, @Nullable String region, String otherVantagePoint, @Nullable String otherRegion) {
        return vantagePoint.equals(otherVantagePoint) && Objects.equals(region, otherRegion);
    }

    private Instant now() {
        return begin.plusSeconds(second);
    }

    /// As in life, no partition is read minutes ahead of another: what is calm and what is usual is told by the latest
    /// clock.
    private void watch(DetectionClocks clocks, KafkaProducer<String, byte[]> producer, int seconds, Saying saying) {
        for (var end = second + seconds; second < end; ) {
            write(producer, Math.min(second + STEP, end), saying);
            awaitClock(clocks);
        }
    }

    private void write(KafkaProducer<String, byte[]> producer, int end, Saying saying) {
        for (; second < end; second += 2) {
            for (var partition = 0; partition < PARTITIONS; partition++) {
                write(producer, partition, new ClockTicked(partition, now(), second % 10 == 0));
            }
            if (second % 10 == 0) {
                ask(producer, saying);
            }
        }
        producer.flush();
    }

    private void ask(KafkaProducer<String, byte[]> producer, Saying saying) {
        for (var cell : CELLS) {
            for (var check : CHECKS) {
                for (var vantagePoint : VANTAGE_POINTS) {
                    var outcome = saying.of(vantagePoint, cell);
                    if (outcome != null) {
                        write(producer, observed(cell, check.check(), vantagePoint, outcome));
                    }
                }
            }
        }
    }

    private HealthObserved observed(Cell cell, String check, String vantagePoint, Outcome outcome) {
        return new HealthObserved(
                check,
                cell,
                vantagePoint,
                vantagePoint + "-1",
                outcome,
                now(),
                12.5,
                null,
                outcome == Outcome.PASS ? null : ErrorKind.REFUSED,
                null,
                null);
    }

    private void beat(KafkaProducer<String, byte[]> producer, boolean answers) {
        var controls = List.of(new Control("tcp://one", answers), new Control("tcp://two", answers));
        var said = new HeartbeatSent(
                IRELAND, "eu-west-1", now(), begin, 10_000, 1, 6, controls, 0, true, 0, 0, 0, List.of());
        write(producer, Topic.VANTAGE_POINTS, null, said);
        producer.flush();
        second += 2;
    }

    private void write(KafkaProducer<String, byte[]> producer, HealthLogEvent event) {
        write(producer, Topic.HEALTH_EVENTS, null, event);
    }

    private void write(KafkaProducer<String, byte[]> producer, int partition, HealthLogEvent event) {
        write(producer, Topic.HEALTH_EVENTS, partition, event);
    }

    private void write(KafkaProducer<String, byte[]> producer, Topic topic, @Nullable Integer partition, Event event) {
        var _ = producer.send(new ProducerRecord<>(
                topic.topicName(),
                partition,
                now().toEpochMilli(),
                event.key(),
                CloudEvents.data(event),
                CloudEvents.headers("tests", event, null)));
    }

    /// In every partition, once.
    private static <E extends HealthLogEvent> void awaitDecided(OwnBroker broker, Class<E> kind, Predicate<E> which) {
        await().atMost(PATIENCE)
                .untilAsserted(() ->
                        assertThat(decided(broker, kind)).filteredOn(which).hasSize(PARTITIONS));
        var partitions = broker.records(Topic.HEALTH_EVENTS).stream()
                .filter(record -> CloudEvents.read(record) instanceof Known(Event event, var _, var _)
                        && kind.isInstance(event)
                        && which.test(kind.cast(event)))
                .map(ConsumerRecord::partition);
        assertThat(partitions).doesNotHaveDuplicates();
    }

    private static <E extends HealthLogEvent> List<E> decided(OwnBroker broker, Class<E> kind) {
        return broker.read(Topic.HEALTH_EVENTS, kind);
    }

    private static void awaitVotes(OwnBroker broker, Verdict verdict, String... vantagePoints) {
        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(broker.read(Topic.STATUS_HISTORY, StatusChanged.class))
                        .filteredOn(change -> change.cell().equals(LOGIN))
                        .last()
                        .satisfies(change -> {
                            assertThat(change.verdict()).isEqualTo(verdict);
                            assertThat(change.votes())
                                    .filteredOn(vote -> vote.check().equals("page"))
                                    .extracting(CountedVote::vantagePoint)
                                    .containsExactly(vantagePoints);
                        }));
    }

    /// Until all that was written is told of.
    private void awaitClock(DetectionClocks clocks) {
        var last = begin.plusSeconds(second - second % 10 - 10L);
        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(clocks.now())
                        .hasSize(PARTITIONS)
                        .allSatisfy((_, time) -> assertThat(time).isAfterOrEqualTo(last)));
    }

    /// How far each partition has come. It is asked so often that the topic is not read from its beginning each time.
    private static final class DetectionClocks implements AutoCloseable {

        private static final Duration POLL = Duration.ofMillis(100);

        private final KafkaConsumer<String, byte[]> consumer;
        private final Map<Integer, Instant> times = new HashMap<>();

        DetectionClocks(OwnBroker broker) {
            consumer = new KafkaConsumer<>(KafkaSettings.consumer(broker.kafka()));
            consumer.assign(List.of(new TopicPartition(Topic.CELL_STATUS.topicName(), 0)));
            consumer.seekToBeginning(consumer.assignment());
        }

        Map<Integer, Instant> now() {
            for (var record : consumer.poll(POLL)) {
                if (CloudEvents.read(record) instanceof Known(ClockAdvanced clock, var _, var _)) {
                    times.put(clock.partition(), clock.time());
                }
            }
            return times;
        }

        @Override
        public void close() {
            consumer.close();
        }
    }

    private static Map<String, List<CellStatusEvent>> told(OwnBroker broker) {
        return broker.read(Topic.STATUS_HISTORY, CellStatusEvent.class).stream().collect(groupingBy(Event::key));
    }

    /// What the log as Kafka holds it tells, one partition after the other.
    private static Map<String, List<CellStatusEvent>> replayed(OwnBroker broker) {
        var told = new ArrayList<CellStatusEvent>();
        broker.records(Topic.HEALTH_EVENTS).stream()
                .collect(groupingBy(ConsumerRecord::partition))
                .forEach((partition, records) -> {
                    var detection = new Detection(new PartitionMemory(partition));
                    for (var record : records) {
                        var event = ((Known) CloudEvents.read(record)).event();
                        told.addAll(detection
                                .take(Instant.ofEpochMilli(record.timestamp()), (HealthLogEvent) event)
                                .changes());
                    }
                });
        return told.stream().filter(event -> !(event instanceof ClockAdvanced)).collect(groupingBy(Event::key));
    }

    private static void takeTimesAsTheyAreGiven(OwnBroker broker) {
        var own = new AlterConfigOp(
                new ConfigEntry(TopicConfig.MESSAGE_TIMESTAMP_TYPE_CONFIG, "CreateTime"), AlterConfigOp.OpType.SET);
        try (var admin = Admin.create(broker.kafka())) {
            admin.incrementalAlterConfigs(
                            Map.of(topic(Topic.HEALTH_EVENTS), List.of(own), topic(Topic.VANTAGE_POINTS), List.of(own)))
                    .all()
                    .get();
        } catch (InterruptedException | ExecutionException e) {
            throw new IllegalStateException(e);
        }
    }

    private static ConfigResource topic(Topic topic) {
        return new ConfigResource(ConfigResource.Type.TOPIC, topic.topicName());
    }

    private record Settings(Path folder) implements DetectionSettings {

        @Override
        public String applicationId() {
            return "oversight-in-tests";
        }

        @Override
        public Path stateDirectory() {
            return folder.resolve("detection");
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

    private final class Alerts implements OperatorAlerts {

        @Override
        public void raise(String subject, String why) {
            alerts.put(subject, why);
        }

        @Override
        public void clear(String subject, String why) {
            alerts.remove(subject);
        }
    }
}
