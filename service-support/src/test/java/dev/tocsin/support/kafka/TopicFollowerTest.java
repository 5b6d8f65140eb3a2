package dev.tocsin.support.kafka;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.tocsin.contract.Topic;
import dev.tocsin.contract.change.ChangeReverted;
import dev.tocsin.stack.SharedServices;
import dev.tocsin.stack.kafka.BrokerSettings;
import dev.tocsin.stack.kafka.KafkaBroker;
import dev.tocsin.stack.process.Ports;
import dev.tocsin.support.kafka.Received.Known;
import dev.tocsin.support.kafka.Received.Tombstone;
import dev.tocsin.support.kafka.Received.Unreadable;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Each test has a topic of its own on the shared broker.
class TopicFollowerTest {

    private static final Duration SOON = Duration.ofSeconds(30);
    private static final String CAUGHT_UP = "caught up";

    private String servers = "";

    @BeforeEach
    void connect() {
        servers = SharedServices.bootstrapServers();
    }

    @Test
    void readsFromTheBeginningAndThenFollows() throws Exception {
        create(Topic.CHANGES);
        send(event(Topic.CHANGES, "one"), event(Topic.CHANGES, "two"));
        var seen = new Seen();

        try (var _ = follow(seen, Topic.CHANGES)) {
            await().atMost(SOON).untilAsserted(() -> assertThat(seen.list).containsExactly("one", "two", CAUGHT_UP));
            send(event(Topic.CHANGES, "three"), CloudEvents.tombstone(Topic.CHANGES, "two"));

            await().atMost(SOON)
                    .untilAsserted(() -> assertThat(seen.list)
                            .containsExactly("one", "two", CAUGHT_UP, "three", "tombstone of two"));
        }
    }

    @Test
    void waitsForTopicsThatAreNotThereYet() throws Exception {
        var seen = new Seen();

        try (var _ = follow(seen, Topic.MAINTENANCE, Topic.VANTAGE_POINTS)) {
            create(Topic.MAINTENANCE, Topic.VANTAGE_POINTS);
            send(event(Topic.VANTAGE_POINTS, "one"));

            await().atMost(SOON).untilAsserted(() -> assertThat(seen.list).containsExactlyInAnyOrder(CAUGHT_UP, "one"));
        }
    }

    @Test
    void seesNothingOfATransactionThatWasAborted() throws Exception {
        create(Topic.CATALOG);
        sendInTransaction("aborted", false);
        sendInTransaction("committed", true);
        sendInTransaction("aborted again", false);
        var seen = new Seen();

        try (var _ = follow(seen, Topic.CATALOG)) {
            await().atMost(SOON).untilAsserted(() -> assertThat(seen.list).containsExactly("committed", CAUGHT_UP));
        }
    }

    @Test
    void goesOnAfterWhatCannotBeReadOrHandled() throws Exception {
        create(Topic.DELIVERIES);
        send(
                event(Topic.DELIVERIES, "one"),
                new ProducerRecord<>(Topic.DELIVERIES.topicName(), "one", "poison".getBytes(UTF_8)),
                event(Topic.DELIVERIES, "one"));
        var seen = new Seen() {
            @Override
            public void received(ConsumerRecord<String, byte[]> record, Received received) {
                super.received(record, received);
                throw new IllegalStateException("a listener's bug");
            }
        };

        try (var _ = follow(seen, Topic.DELIVERIES)) {
            await().atMost(SOON)
                    .untilAsserted(() -> assertThat(seen.list).containsExactly("one", "unreadable", "one", CAUGHT_UP));
        }
    }

    @Test
    void goesOnWhereItWasAfterKafkaWasAway(@TempDir Path folder) throws Exception {
        var settings = new BrokerSettings(Ports.LOOPBACK, Ports.free(), Ports.free(), folder.resolve("kafka"));
        servers = settings.bootstrapServers();
        var log = Path.of("target/follower-test-kafka.log");
        var seen = new Seen();

        var first = KafkaBroker.start(settings, log);
        create(Topic.CHANGES);
        send(event(Topic.CHANGES, "one"));
        try (var _ = follow(seen, Topic.CHANGES)) {
            await().atMost(SOON).untilAsserted(() -> assertThat(seen.list).contains("one", CAUGHT_UP));
            first.kill();
            first.close();

            try (var _ = KafkaBroker.start(settings, log)) {
                send(event(Topic.CHANGES, "two"));

                await().atMost(SOON)
                        .untilAsserted(() -> assertThat(seen.list).containsExactly("one", CAUGHT_UP, "two"));
            }
        }
    }

    @Test
    void isClosedAtOnceAlsoWhileKafkaIsAway() {
        servers = "%s:%d".formatted(Ports.LOOPBACK, Ports.free());
        var follower = follow(new Seen(), Topic.CHANGES);
        var before = Instant.now();

        follower.close();

        assertThat(Duration.between(before, Instant.now())).isLessThan(Duration.ofSeconds(5));
    }

    private TopicFollower follow(Seen seen, Topic... topics) {
        var follower = new TopicFollower(Map.of("bootstrap.servers", servers), List.of(topics), seen);
        follower.start();
        return follower;
    }

    private void create(Topic... topics) {
        try (var admin = Admin.create(Map.of("bootstrap.servers", servers))) {
            new TopicCreator(admin).create(Set.of(topics));
        }
    }

    @SafeVarargs
    private void send(ProducerRecord<String, byte[]>... records) throws Exception {
        try (var producer =
                new KafkaProducer<String, byte[]>(KafkaSettings.producer(Map.of("bootstrap.servers", servers)))) {
            for (var record : records) {
                producer.send(record).get();
            }
        }
    }

    private void sendInTransaction(String change, boolean commit) throws Exception {
        var settings = new HashMap<>(KafkaSettings.producer(Map.of("bootstrap.servers", servers)));
        settings.put("transactional.id", "follower-test");
        try (var producer = new KafkaProducer<String, byte[]>(settings)) {
            producer.initTransactions();
            producer.beginTransaction();
            producer.send(event(Topic.CATALOG, change)).get();
            if (commit) {
                producer.commitTransaction();
            } else {
                producer.abortTransaction();
            }
        }
    }

    private static ProducerRecord<String, byte[]> event(Topic topic, String change) {
        return CloudEvents.record(
                topic, "tocsin/test", new ChangeReverted(change, Instant.parse("2006-04-11T17:31:00Z"), null));
    }

    private static class Seen implements TopicFollower.RecordListener {

        final List<String> list = new CopyOnWriteArrayList<>();

        @Override
        public void received(ConsumerRecord<String, byte[]> record, Received received) {
            list.add(
                    switch (received) {
                        case Known(var event, var _, var _) -> event.key();
                        case Tombstone(var key) -> "tombstone of " + key;
                        case Unreadable _ -> "unreadable";
                    });
        }

        @Override
        public void caughtUp() {
            list.add(CAUGHT_UP);
        }
    }
}
