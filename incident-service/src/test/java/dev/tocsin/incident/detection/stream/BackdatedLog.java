package dev.tocsin.incident.detection.stream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.tocsin.contract.Cell;
import dev.tocsin.contract.Event;
import dev.tocsin.contract.Topic;
import dev.tocsin.contract.catalog.CheckTiming;
import dev.tocsin.contract.catalog.FailingMeans;
import dev.tocsin.contract.health.CellChecksDefined;
import dev.tocsin.contract.health.CellChecksDefined.AssignedCheck;
import dev.tocsin.contract.health.ClockTicked;
import dev.tocsin.contract.health.ErrorKind;
import dev.tocsin.contract.health.HealthLogEvent;
import dev.tocsin.contract.health.HealthObserved;
import dev.tocsin.contract.health.Outcome;
import dev.tocsin.contract.status.ClockAdvanced;
import dev.tocsin.contract.vantage.HeartbeatSent;
import dev.tocsin.contract.vantage.HeartbeatSent.Control;
import dev.tocsin.incident.kafka.OwnBroker;
import dev.tocsin.support.kafka.CloudEvents;
import dev.tocsin.support.kafka.KafkaSettings;
import dev.tocsin.support.kafka.Received.Known;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AlterConfigOp;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.config.TopicConfig;
import org.jspecify.annotations.Nullable;

/// The log of a broker, written with times from an hour ago on, so that half an hour passes at once: the results
/// of every check, and the clock of every partition.
final class BackdatedLog implements AutoCloseable {

    static final Duration PATIENCE = Duration.ofMinutes(2);
    static final int PARTITIONS = Topic.HEALTH_EVENTS.partitions();
    static final String VIRGINIA = "us-east";
    static final String IRELAND = "eu-west";
    static final String MUMBAI = "ap-south";
    static final Cell LOGIN = Cell.of("login@na");

    private static final List<String> VANTAGE_POINTS = List.of(MUMBAI, IRELAND, VIRGINIA);
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
    private final KafkaProducer<String, byte[]> producer;
    private final DetectionClocks clocks;
    private int second;

    /// What a vantage point says of a cell; null for nothing.
    @FunctionalInterface
    interface Saying {
        @Nullable
        Outcome of(String vantagePoint, Cell cell);
    }

    BackdatedLog(OwnBroker broker) {
        takeTimesAsTheyAreGiven(broker);
        producer = new KafkaProducer<>(KafkaSettings.producer(broker.kafka()));
        clocks = new DetectionClocks(broker);
    }

    private Instant now() {
        return begin.plusSeconds(second);
    }

    void defineChecks() {
        CELLS.forEach(cell -> write(new CellChecksDefined(cell, 1, now(), CHECKS)));
    }

    /// Writes bit by bit, so that no partition is read minutes ahead of another, as in production. The latest clock
    /// decides what is calm and what is usual.
    void watch(int seconds, Saying saying) {
        for (var end = second + seconds; second < end; ) {
            write(Math.min(second + STEP, end), saying);
            awaitClock();
        }
    }

    private void write(int end, Saying saying) {
        for (; second < end; second += 2) {
            for (var partition = 0; partition < PARTITIONS; partition++) {
                write(partition, new ClockTicked(partition, now(), second % 10 == 0));
            }
            if (second % 10 == 0) {
                ask(saying);
            }
        }
        producer.flush();
    }

    private void ask(Saying saying) {
        for (var cell : CELLS) {
            for (var check : CHECKS) {
                for (var vantagePoint : VANTAGE_POINTS) {
                    var outcome = saying.of(vantagePoint, cell);
                    if (outcome != null) {
                        write(observed(cell, check.check(), vantagePoint, outcome));
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

    void beat(boolean answers) {
        var controls = List.of(new Control("tcp://one", answers), new Control("tcp://two", answers));
        var said = new HeartbeatSent(
                IRELAND, "eu-west-1", now(), begin, 10_000, 1, 6, controls, 0, true, 0, 0, 0, List.of());
        write(Topic.VANTAGE_POINTS, null, said);
        producer.flush();
        second += 2;
    }

    private void write(HealthLogEvent event) {
        write(Topic.HEALTH_EVENTS, null, event);
    }

    private void write(int partition, HealthLogEvent event) {
        write(Topic.HEALTH_EVENTS, partition, event);
    }

    private void write(Topic topic, @Nullable Integer partition, Event event) {
        var _ = producer.send(new ProducerRecord<>(
                topic.topicName(),
                partition,
                now().toEpochMilli(),
                event.key(),
                CloudEvents.data(event),
                CloudEvents.headers("tests", event, null)));
    }

    /// Waits until detection has published the results of all written events.
    void awaitClock() {
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

    @Override
    public void close() {
        clocks.close();
        producer.close();
    }
}
