package dev.tocsin.incident.writer;

import static dev.tocsin.incident.writer.OwnWriters.PATIENCE;
import static dev.tocsin.incident.writer.OwnWriters.healing;
import static dev.tocsin.incident.writer.OwnWriters.theCacheBreaksAndHeals;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.tocsin.contract.Topic;
import dev.tocsin.contract.incident.IncidentEvent;
import dev.tocsin.contract.incident.IncidentEvent.Acknowledged;
import dev.tocsin.contract.incident.IncidentEvent.Opened;
import dev.tocsin.contract.incident.IncidentHead;
import dev.tocsin.contract.incident.IncidentSnapshot;
import dev.tocsin.engine.correlation.Command.Acknowledge;
import dev.tocsin.incident.postgres.Backup;
import dev.tocsin.incident.writer.store.IncidentStore;
import dev.tocsin.incident.writer.store.Outbox;
import dev.tocsin.support.kafka.CloudEvents;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.utils.Utils;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// A database that knows its incidents in an older state than Kafka: nothing is sent until an operator accepts
/// that.
@QuarkusTest
@WithTestResource(OwnServers.Start.class)
class DatabaseBehindKafkaTest {

    @Inject
    IncidentStore store;

    @Inject
    Outbox outbox;

    private OwnServers servers;
    private OwnWriters writers;

    @BeforeEach
    void startWithNothing() throws Exception {
        servers = OwnServers.connect();
        writers = new OwnWriters(servers, store, outbox);
        servers.clear();
    }

    @AfterEach
    void stopWriters() {
        writers.stop();
        servers.close();
    }

    @Test
    void aDatabaseThatIsBehindInAnyIncidentSendsNothing() {
        var story = theCacheBreaksAndHeals();
        var id = story.told().getFirst().incident().id();
        var lost = ((Opened) story.told().getFirst().event()).incident();
        var lostHead = new IncidentHead("lost", 7, 1, lost.title(), lost.state(), lost.severity(), lost.regions());
        var event = CloudEvents.record(
                Topic.INCIDENT_EVENTS,
                "tocsin/incident-service",
                new Opened(lostHead, Instant.EPOCH, Instant.EPOCH, List.of(), null));
        var partition = Utils.toPositive(Utils.murmur2(id.getBytes(UTF_8))) % Topic.INCIDENT_EVENTS.partitions();
        writers.start();
        writers.send(story);
        writers.awaitStory(story);
        writers.stop();
        var sent = writers.numbers().size();
        servers.send(new ProducerRecord<>(event.topic(), partition, "lost", event.value(), event.headers()));
        var last = servers.events(Topic.INCIDENT_EVENTS, IncidentEvent.class).stream()
                .filter(told -> told.key().equals(id))
                .toList()
                .getLast();
        var repeated = CloudEvents.record(Topic.INCIDENT_EVENTS, "tocsin/incident-service", last);
        servers.send(repeated);

        writers.start();

        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(writers.alerts()).contains("outbox"));
        assertThat(writers.numbers()).hasSize(sent + 2);
    }

    @Test
    void aRestoredDatabaseThatIsAcceptedGoesOnAboveTheNumbersOnKafka() throws Exception {
        var story = theCacheBreaksAndHeals();
        var id = writers.openFrom(story);
        await().atMost(PATIENCE).untilAsserted(() -> assertThat(outbox.next(1)).isEmpty());
        try (var _ = Backup.of(servers.database())) {
            store.order(new Acknowledge(id, "operator", Instant.now()));
            await().atMost(PATIENCE)
                    .untilAsserted(() -> assertThat(servers.events(Topic.INCIDENT_EVENTS, Acknowledged.class))
                            .hasSize(1));
            writers.stop();
        }

        writers.start();
        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(writers.alerts()).contains("outbox"));
        writers.stop();
        writers.startAccepting(Set.of(id));
        healing(story).forEach(writers::send);

        writers.awaitResolved(story.told().size() + 1);
        assertThat(writers.numbers()).doesNotHaveDuplicates();
        assertThat(servers.events(Topic.INCIDENTS, IncidentSnapshot.class)
                        .getLast()
                        .incident()
                        .number())
                .isEqualTo(story.told().size() + 1);
    }

    @Test
    void aDatabaseThatIsBehindKafkaSendsNothing() throws Exception {
        writers.start();
        writers.send(theCacheBreaksAndHeals());
        writers.awaitStory(theCacheBreaksAndHeals());
        writers.stop();
        var sent = writers.numbers().size();
        writers.changeRows("update incident.incident set number = 1");

        writers.start();

        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(writers.alerts()).contains("outbox"));
        assertThat(writers.numbers()).hasSize(sent);
    }
}
