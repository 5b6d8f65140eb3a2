package dev.tocsin.incident.writer;

import static dev.tocsin.incident.writer.OwnWriters.PATIENCE;
import static dev.tocsin.incident.writer.OwnWriters.breaking;
import static dev.tocsin.incident.writer.OwnWriters.header;
import static dev.tocsin.incident.writer.OwnWriters.healing;
import static dev.tocsin.incident.writer.OwnWriters.theCacheBreaksAndHeals;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.tocsin.contract.Topic;
import dev.tocsin.contract.change.ChangeApplied;
import dev.tocsin.contract.change.ChangeEvent;
import dev.tocsin.contract.change.ChangeKind;
import dev.tocsin.contract.change.ChangeReverted;
import dev.tocsin.engine.correlation.Correlator;
import dev.tocsin.engine.correlation.Input.Catalogued;
import dev.tocsin.engine.correlation.Input.Changed;
import dev.tocsin.incident.writer.store.IncidentStore;
import dev.tocsin.incident.writer.store.Outbox;
import dev.tocsin.stack.postgres.DatabaseProxy;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// Lost commits, a writer that ends and unusable records neither change nor stop the output.
@QuarkusTest
@WithTestResource(OwnServers.Start.class)
class WriterFaultsTest {

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
        DatabaseProxy.set(DatabaseProxy.Condition.WHOLE);
        writers.stop();
        servers.close();
    }

    @Test
    void whatFailsToBeStoredIsReadAgain() {
        writers.start();
        DatabaseProxy.set(DatabaseProxy.Condition.LOSES_COMMITS);

        writers.send(theCacheBreaksAndHeals());

        writers.awaitStory(theCacheBreaksAndHeals());
        assertThat(servers.records(Topic.DEAD_LETTERS)).isEmpty();
    }

    @Test
    void anotherInstanceGoesOnWhereTheFirstWasStopped() {
        var story = theCacheBreaksAndHeals();
        writers.start();
        writers.start();

        breaking(story).forEach(writers::send);
        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(writers.numbers()).isNotEmpty());
        writers.stopFirst();
        healing(story).forEach(writers::send);

        writers.awaitStory(story);
    }

    @Test
    void aPoisonRecordOnEachTopicIsPutAsideAndTheStreamGoesOn() {
        writers.start();

        for (var topic : List.of(Topic.CATALOG, Topic.CELL_STATUS, Topic.CHANGES)) {
            servers.send(new ProducerRecord<>(topic.topicName(), "poison", "{".getBytes(UTF_8)));
        }
        writers.send(theCacheBreaksAndHeals());

        writers.awaitStory(theCacheBreaksAndHeals());
        assertThat(servers.records(Topic.DEAD_LETTERS))
                .extracting(letter -> header(letter, "dead-letter-topic"))
                .containsExactlyInAnyOrder("tocsin.catalog", "tocsin.cell-status", "tocsin.changes");
        assertThat(writers.alerts())
                .contains(
                        "dead-letters/tocsin.catalog",
                        "dead-letters/tocsin.cell-status",
                        "dead-letters/tocsin.changes");
    }

    @Test
    void aRecordThatTheCoreFailsOnIsPutAsideAfterThreeTriesAndTheStreamGoesOn() {
        var tries = new AtomicInteger();
        writers.start((state, input) -> {
            if (input instanceof Changed(ChangeEvent change) && change.key().equals("bad")) {
                tries.incrementAndGet();
                throw new IllegalStateException("the core has a bug");
            }
            return Correlator.decide(state, input);
        });

        servers.send(Topic.CHANGES, new ChangeReverted("bad", Instant.EPOCH, null));
        writers.send(theCacheBreaksAndHeals());

        writers.awaitStory(theCacheBreaksAndHeals());
        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(servers.records(Topic.DEAD_LETTERS))
                        .extracting(letter -> header(letter, "dead-letter-reason"))
                        .containsExactly("its handling failed 3 times: java.lang.IllegalStateException: the core has"
                                + " a bug"));
        assertThat(tries.get()).isBetween(3, 4); // once more when it came in a batch
        assertThat(writers.alerts()).contains("dead-letters/tocsin.changes");
    }

    @Test
    void aChangeThatTheDatabaseCannotStoreIsPutAsideAndTheStreamGoesOn() {
        writers.start();
        var story = theCacheBreaksAndHeals();
        var change = new ChangeApplied(
                "nul-1",
                ChangeKind.DEPLOY,
                List.of("cache"),
                List.of("na"),
                "a title with \u0000 in it",
                story.told().getFirst().event().time().minusSeconds(600),
                null,
                null);

        story.inputs().stream().filter(Catalogued.class::isInstance).forEach(writers::send);
        servers.send(Topic.CHANGES, change);
        story.inputs().stream().filter(input -> !(input instanceof Catalogued)).forEach(writers::send);

        writers.awaitStory(story);
        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(servers.records(Topic.DEAD_LETTERS))
                        .extracting(letter -> header(letter, "dead-letter-topic"))
                        .containsExactly("tocsin.changes"));
        assertThat(header(servers.records(Topic.DEAD_LETTERS).getFirst(), "dead-letter-reason"))
                .startsWith("its handling failed 3 times: ");
        assertThat(writers.alerts()).contains("dead-letters/tocsin.changes");
    }
}
