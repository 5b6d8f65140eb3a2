package dev.tocsin.incident.detection.stream;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.tocsin.contract.Cell;
import dev.tocsin.contract.Event;
import dev.tocsin.contract.Topic;
import dev.tocsin.contract.catalog.CheckTiming;
import dev.tocsin.contract.catalog.FailingMeans;
import dev.tocsin.contract.health.CellChecksDefined;
import dev.tocsin.contract.health.CellChecksDefined.AssignedCheck;
import dev.tocsin.contract.health.ErrorKind;
import dev.tocsin.contract.health.HealthObserved;
import dev.tocsin.contract.health.Outcome;
import dev.tocsin.contract.status.StatusChanged;
import dev.tocsin.engine.detection.Detection;
import dev.tocsin.engine.detection.PartitionMemory;
import dev.tocsin.incident.detection.stream.DetectionProcessor.PartitionDetection;
import dev.tocsin.incident.kafka.OwnBroker;
import dev.tocsin.incident.kafka.StreamsWork;
import dev.tocsin.support.operator.OperatorAlerts;
import dev.tocsin.support.progress.Work;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.net.URI;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import org.apache.kafka.streams.KafkaStreams;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/// Detection that stops and comes back elsewhere, with nothing but what Kafka kept.
@Execution(ExecutionMode.CONCURRENT)
class DetectionRestartTest {

    private static final Cell LOGIN = Cell.of("login@na");
    private static final Duration PATIENCE = Duration.ofMinutes(2);

    @TempDir
    private Path folder;

    private Instant last = Instant.EPOCH;

    @Test
    void goesOnWhereItStoppedWithoutSayingAnythingTwice() {
        try (var broker = OwnBroker.start(folder)) {
            try (var _ = detection(broker, "before")) {
                write(broker, new CellChecksDefined(LOGIN, 1, Instant.now(), List.of(loginPage())));
                observed(broker, Outcome.PASS);
                observed(broker, Outcome.FAIL);
                observed(broker, Outcome.FAIL);
                await().atMost(PATIENCE)
                        .untilAsserted(() -> assertThat(told(broker)).containsExactly("1 UP"));
            }
            observed(broker, Outcome.FAIL);

            try (var _ = detection(broker, "after")) {
                await().atMost(PATIENCE)
                        .untilAsserted(() -> assertThat(told(broker)).containsExactly("1 UP", "2 DOWN"));
                observed(broker, Outcome.PASS);
                observed(broker, Outcome.PASS);
                observed(broker, Outcome.PASS);

                await().atMost(PATIENCE)
                        .untilAsserted(() -> assertThat(told(broker)).containsExactly("1 UP", "2 DOWN", "3 UP"));
            }
        }
    }

    @Test
    void aRecordThatTheCoreFailsOnIsPutAsideAfterThreeTriesAndTheRestGoesOn() {
        var tries = new AtomicInteger();
        var alerts = new CopyOnWriteArrayList<String>();
        try (var broker = OwnBroker.start(folder);
                var _ = detection(broker, alerts, memory -> failingOnBad(memory, tries))) {
            write(broker, new CellChecksDefined(LOGIN, 1, Instant.now(), List.of(loginPage())));
            observed(broker, Outcome.PASS);
            write(broker, observation("bad", Outcome.PASS));
            observed(broker, Outcome.FAIL);
            observed(broker, Outcome.FAIL);
            observed(broker, Outcome.FAIL);

            await().atMost(PATIENCE)
                    .untilAsserted(() -> assertThat(told(broker)).containsExactly("1 UP", "2 DOWN"));
            assertThat(tries).hasValue(3);
            assertThat(broker.records(Topic.DEAD_LETTERS))
                    .extracting(letter -> new String(
                            letter.headers().lastHeader("dead-letter-reason").value(), UTF_8))
                    .containsExactly(
                            "its handling failed 3 times: java.lang.IllegalStateException: the core has a bug");
            assertThat(alerts).contains("dead-letters/tocsin.health-events");
        }
    }

    @Test
    void detectionThatHasStoppedIsBroken() {
        try (var broker = OwnBroker.start(folder)) {
            var streams = detection(broker, "stopped");
            await().atMost(PATIENCE).until(() -> streams.state() == KafkaStreams.State.RUNNING);

            streams.close();

            assertThat(StreamsWork.of("detection", streams, 0)).isInstanceOf(Work.Broken.class);
        }
    }

    private static PartitionDetection failingOnBad(PartitionMemory memory, AtomicInteger tries) {
        var detection = new Detection(memory);
        return (appended, event) -> {
            if (event instanceof HealthObserved observed && observed.probe().equals("bad")) {
                tries.incrementAndGet();
                throw new IllegalStateException("the core has a bug");
            }
            return detection.take(appended, event);
        };
    }

    private KafkaStreams detection(
            OwnBroker broker, List<String> alerts, Function<PartitionMemory, PartitionDetection> core) {
        var monitor = new DetectionMonitor(
                new SimpleMeterRegistry(),
                new OperatorAlerts() {
                    @Override
                    public void raise(String subject, String why) {
                        alerts.add(subject);
                    }

                    @Override
                    public void clear(String subject, String why) {}
                },
                Clock.systemUTC());
        var streams = DetectionStreams.of(broker.kafka(), new Settings(folder.resolve("core")), monitor, 1, core);
        streams.start();
        return streams;
    }

    private KafkaStreams detection(OwnBroker broker, String where) {
        var monitor = new DetectionMonitor(new SimpleMeterRegistry(), new NoAlerts(), Clock.systemUTC());
        var streams = DetectionStreams.of(broker.kafka(), new Settings(folder.resolve(where)), monitor, 1);
        streams.start();
        return streams;
    }

    private static List<String> told(OwnBroker broker) {
        return broker.read(Topic.STATUS_HISTORY, StatusChanged.class).stream()
                .map(change -> change.number() + " " + change.verdict())
                .toList();
    }

    private void observed(OwnBroker broker, Outcome outcome) {
        write(broker, observation("us-east-1", outcome));
    }

    private HealthObserved observation(String probe, Outcome outcome) {
        var now = Instant.now().truncatedTo(ChronoUnit.MILLIS);
        last = now.isAfter(last) ? now : last.plusMillis(1);
        var error = outcome == Outcome.PASS ? null : ErrorKind.REFUSED;
        return new HealthObserved("login-page", LOGIN, "us-east", probe, outcome, last, 12.5, null, error, null, null);
    }

    private static void write(OwnBroker broker, Event event) {
        broker.write(Topic.HEALTH_EVENTS, List.of(event));
    }

    private static AssignedCheck loginPage() {
        return new AssignedCheck(
                "login-page",
                "aaaaaaaaaaaa",
                FailingMeans.DOWN,
                new CheckTiming(300_000, 5_000, 5_000, 3, 750_000),
                List.of("us-east"));
    }

    private record Settings(Path stateDirectory) implements DetectionSettings {

        @Override
        public String applicationId() {
            return "detection-in-tests";
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

    private static final class NoAlerts implements OperatorAlerts {

        @Override
        public void raise(String subject, String why) {
            throw new AssertionError(subject + ": " + why);
        }

        @Override
        public void clear(String subject, String why) {}
    }
}
