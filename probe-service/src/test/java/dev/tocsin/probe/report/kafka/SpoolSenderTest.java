package dev.tocsin.probe.report.kafka;

import static java.util.stream.Collectors.groupingBy;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.tocsin.contract.Cell;
import dev.tocsin.contract.Topic;
import dev.tocsin.contract.catalog.CheckDefined;
import dev.tocsin.contract.catalog.CheckTiming;
import dev.tocsin.contract.catalog.FailingMeans;
import dev.tocsin.contract.catalog.Question;
import dev.tocsin.contract.health.HealthObserved;
import dev.tocsin.contract.health.Phases;
import dev.tocsin.probe.check.Answer;
import dev.tocsin.probe.report.Observation;
import dev.tocsin.probe.report.file.Spool;
import dev.tocsin.stack.kafka.BrokerSettings;
import dev.tocsin.stack.kafka.KafkaBroker;
import dev.tocsin.stack.process.Ports;
import dev.tocsin.support.kafka.Received;
import dev.tocsin.support.kafka.TopicCreator;
import dev.tocsin.support.kafka.TopicFollower;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import org.apache.kafka.clients.admin.Admin;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SpoolSenderTest {

    private static final List<Cell> CELLS = List.of(Cell.of("login@na"), Cell.of("api@na"), Cell.of("api@eu"));

    private final List<HealthObserved> arrived = new CopyOnWriteArrayList<>();

    /// The first run has no Kafka at all, the second one that is killed and comes back.
    @Test
    void allArrivesInOrderThoughKafkaAndTheProbeGoAway(@TempDir Path folder) throws Exception {
        var settings = new BrokerSettings(Ports.LOOPBACK, Ports.free(), Ports.free(), folder.resolve("kafka"));
        var kafka = Map.<String, Object>of("bootstrap.servers", settings.bootstrapServers());
        var early = new Sending(folder, kafka);
        early.report(0, 100);
        early.stop();

        var sending = new Sending(folder, kafka);
        var broker = KafkaBroker.start(settings, folder.resolve("kafka.log"));
        try (var admin = Admin.create(kafka)) {
            new TopicCreator(admin).create(List.of(Topic.HEALTH_EVENTS));
        }
        sending.report(100, 200);
        await().atMost(Duration.ofSeconds(60)).until(() -> sending.spool.waiting() == 0);
        broker.kill();
        sending.report(200, 1500);
        broker = KafkaBroker.start(settings, folder.resolve("kafka.log"));
        sending.report(1500, 1600);
        var follower = new TopicFollower(kafka, List.of(Topic.HEALTH_EVENTS), (_, received) -> {
            if (received instanceof Received.Known(HealthObserved event, var _, var _)) {
                arrived.add(event);
            }
        });
        follower.start();

        await().atMost(Duration.ofSeconds(60)).until(() -> sending.spool.waiting() == 0);
        await().atMost(Duration.ofSeconds(60))
                .untilAsserted(() -> assertThat(arrived.stream().distinct()).hasSize(1600));
        var byCell = arrived.stream().distinct().collect(groupingBy(HealthObserved::cell));
        assertThat(byCell).hasSize(CELLS.size());
        assertThat(byCell.values())
                .allSatisfy(events -> assertThat(events)
                        .extracting(HealthObserved::latencyMillis)
                        .isSorted());
        assertThat(sending.reporter.dropped()).isZero();
        assertThat(sending.reporter.clockOffset().known()).isTrue();
        assertThat(sending.reporter.clockOffset().offset()).isCloseTo(Duration.ZERO, Duration.ofSeconds(1));
        follower.close();
        sending.stop();
        broker.close();
    }

    private static final class Sending {

        private final Spool spool;
        private final Reporter reporter;
        private final SpoolSender sender;

        Sending(Path folder, Map<String, Object> kafka) throws Exception {
            spool = Spool.open(folder.resolve("spool"), 1 << 26);
            reporter = new Reporter(new Observation("us-east", "us-east-1"), spool);
            sender = new SpoolSender(spool, new EventProducer(kafka), reporter, InstantSource.system());
            sender.start();
        }

        /// Numbers the events by their latency.
        void report(int from, int to) {
            for (var n = from; n < to; n++) {
                var check = check(CELLS.get(n % CELLS.size()));
                reporter.report(check, Instant.EPOCH.plusSeconds(n), answer(n));
            }
        }

        void stop() throws Exception {
            sender.stop(Duration.ofSeconds(1));
        }

        private static Answer answer(int number) {
            return new Answer(number, new Phases(null, null, null, null, null), Optional.empty());
        }

        private static CheckDefined check(Cell cell) {
            return new CheckDefined(
                    1,
                    Instant.EPOCH,
                    "port",
                    cell,
                    FailingMeans.DOWN,
                    new CheckTiming(1000, 900, 900, 3, 10_000),
                    List.of("us-east"),
                    "0123456789ab",
                    new Question.Tcp("login.example", 443));
        }
    }
}
