package dev.tocsin.incident.detection.stream;

import static dev.tocsin.incident.detection.stream.BackdatedLog.IRELAND;
import static dev.tocsin.incident.detection.stream.BackdatedLog.LOGIN;
import static dev.tocsin.incident.detection.stream.BackdatedLog.MUMBAI;
import static dev.tocsin.incident.detection.stream.BackdatedLog.PARTITIONS;
import static dev.tocsin.incident.detection.stream.BackdatedLog.PATIENCE;
import static dev.tocsin.incident.detection.stream.BackdatedLog.VIRGINIA;
import static java.util.stream.Collectors.groupingBy;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.tocsin.contract.Event;
import dev.tocsin.contract.Topic;
import dev.tocsin.contract.Verdict;
import dev.tocsin.contract.health.BlindnessBegan;
import dev.tocsin.contract.health.BlindnessEnded;
import dev.tocsin.contract.health.HealthLogEvent;
import dev.tocsin.contract.health.Outcome;
import dev.tocsin.contract.health.VantagePointSetAside;
import dev.tocsin.contract.health.VantagePointTakenBack;
import dev.tocsin.contract.status.CellStatusEvent;
import dev.tocsin.contract.status.ClockAdvanced;
import dev.tocsin.contract.status.StatusChanged;
import dev.tocsin.contract.status.StatusChanged.CountedVote;
import dev.tocsin.engine.detection.Detection;
import dev.tocsin.engine.detection.PartitionMemory;
import dev.tocsin.incident.kafka.OwnBroker;
import dev.tocsin.support.kafka.CloudEvents;
import dev.tocsin.support.kafka.Received.Known;
import dev.tocsin.support.operator.OperatorAlerts;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.net.URI;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.function.Predicate;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/// Oversight on a real broker, whose log is given its times so that half an hour passes at once: what it decides
/// stands in every partition of the log, and counts from there on.
@Execution(ExecutionMode.CONCURRENT)
class OversightOnKafkaTest {

    private final ConcurrentMap<String, String> alerts = new ConcurrentHashMap<>();

    @TempDir
    private Path folder;

    @Test
    void whatItDecidesStandsInEveryPartitionAndCountsFromThereOn() {
        try (var broker = OwnBroker.start(folder);
                var log = new BackdatedLog(broker)) {
            var monitor = new DetectionMonitor(new SimpleMeterRegistry(), new Alerts(), Clock.systemUTC());
            try (var streams = DetectionStreams.of(broker.kafka(), new Settings(folder), monitor, 1)) {
                streams.start();
                log.defineChecks();
                log.watch(60, (_, _) -> Outcome.PASS);

                // It lies everywhere, is set aside wholly, and its votes do not count.
                log.watch(60, (vantagePoint, _) -> lies(vantagePoint.equals(VIRGINIA)));
                awaitDecided(
                        broker,
                        VantagePointSetAside.class,
                        aside -> isOf(aside.vantagePoint(), aside.region(), VIRGINIA, null));
                assertThat(alerts).containsKey("set-aside/us-east");
                log.watch(30, (vantagePoint, cell) -> lies(cell.equals(LOGIN) || vantagePoint.equals(VIRGINIA)));
                awaitVotes(broker, Verdict.DOWN, MUMBAI, IRELAND);

                // It says the truth for five minutes, is taken back, and its votes count again.
                log.watch(420, (_, _) -> Outcome.PASS);
                awaitDecided(
                        broker,
                        VantagePointTakenBack.class,
                        back -> isOf(back.vantagePoint(), back.region(), VIRGINIA, null));
                await().atMost(PATIENCE).untilAsserted(() -> assertThat(alerts).isEmpty());
                log.watch(30, (_, cell) -> lies(cell.equals(LOGIN)));
                awaitVotes(broker, Verdict.DOWN, MUMBAI, IRELAND, VIRGINIA);
                log.watch(30, (_, _) -> Outcome.PASS);

                // Another lies about one region, and is set aside there only.
                log.watch(
                        60,
                        (vantagePoint, cell) -> lies(
                                vantagePoint.equals(MUMBAI) && cell.region().equals("eu")));
                awaitDecided(
                        broker,
                        VantagePointSetAside.class,
                        aside -> isOf(aside.vantagePoint(), aside.region(), MUMBAI, "eu"));
                assertThat(decided(broker, VantagePointSetAside.class))
                        .noneMatch(aside -> isOf(aside.vantagePoint(), aside.region(), MUMBAI, null));
                log.watch(
                        30,
                        (vantagePoint, cell) -> lies(cell.equals(LOGIN)
                                || (vantagePoint.equals(MUMBAI) && cell.region().equals("eu"))));
                awaitVotes(broker, Verdict.DOWN, MUMBAI, IRELAND, VIRGINIA);

                // The controls of a third fail for a moment.
                log.beat(false);
                awaitDecided(
                        broker,
                        VantagePointSetAside.class,
                        aside -> isOf(aside.vantagePoint(), aside.region(), IRELAND, null));
                log.beat(true);
                awaitDecided(
                        broker,
                        VantagePointTakenBack.class,
                        back -> isOf(back.vantagePoint(), back.region(), IRELAND, null));

                // Results stay away: Tocsin is blind until they come again.
                log.watch(60, (_, _) -> Outcome.PASS);
                log.watch(80, (vantagePoint, _) -> vantagePoint.equals(IRELAND) ? Outcome.PASS : null);
                awaitDecided(broker, BlindnessBegan.class, _ -> true);
                await().atMost(PATIENCE).untilAsserted(() -> assertThat(alerts).containsKey("blind"));
                var seen = monitor.lastSeen();
                log.watch(30, (_, _) -> null);
                assertThat(monitor.lastSeen()).isEqualTo(seen);
                log.watch(90, (_, _) -> Outcome.PASS);
                awaitDecided(broker, BlindnessEnded.class, _ -> true);
                await().atMost(PATIENCE).untilAsserted(() -> assertThat(alerts).doesNotContainKey("blind"));
                assertThat(monitor.lastSeen()).isAfter(seen);

                log.awaitClock();
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
