package dev.tocsin.notifier;

import static dev.tocsin.notifier.NotifierSide.SOON;
import static dev.tocsin.notifier.NotifierSide.operator;
import static dev.tocsin.notifier.NotifierSide.subscribeAndConfirm;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.tocsin.contract.Topic;
import dev.tocsin.notifier.delivery.outbox.DeliveryRecovery;
import dev.tocsin.notifier.delivery.store.DeliveryStepRepository;
import dev.tocsin.notifier.maintenance.Work;
import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.smallrye.reactive.messaging.kafka.KafkaClientService;
import jakarta.inject.Inject;
import jakarta.persistence.PersistenceException;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/// The database is dumped, an outage is played, the database is restored. What a restart does then is done here
/// without one: what was sent is read from `tocsin.deliveries`, and a rebalance makes the channels read from the
/// stored offsets.
@QuarkusTest
@WithTestResource(NotifierStack.class)
final class RestoredDatabaseTest {

    private static final String OFFSETS =
            "select concat_ws(' ', topic, kafka_partition, next_offset) from consumed_offset where topic <> 'tocsin.deliveries' order by 1";

    @Inject
    Database database;

    @Inject
    DeliveryRecovery recovery;

    @Inject
    DeliveryStepRepository steps;

    @Inject
    KafkaClientService clients;

    private final Instant now = Instant.now().truncatedTo(ChronoUnit.MILLIS);

    @RegisterExtension
    private final KafkaSide kafka = new KafkaSide();

    @RegisterExtension
    private final Receiver receiver = new Receiver();

    @Test
    void eachSubscriberEndsWithOneOpeningAndOneClosing() {
        var subscription = subscribeAndConfirm(receiver, "na").getString("id");
        var begun = Story.now();
        var events = begun.whole("na");
        var played = Story.now();
        var work = Work.from(now.plus(Duration.ofHours(40)), Duration.ofHours(2));
        kafka.write(Topic.PUBLIC_INCIDENTS, events.subList(0, 2));
        receiver.awaitNotices(begun, "incident.opened");
        awaitPublished(subscription);
        var dump = database.dump();

        kafka.write(Topic.PUBLIC_INCIDENTS, events);
        kafka.write(Topic.PUBLIC_INCIDENTS, played.opened(), played.outageStarted("na-1", "login@na"));
        kafka.write(Topic.MAINTENANCE, work.scheduled(now));
        receiver.awaitNotices(begun, "incident.opened", "incident.closed");
        receiver.awaitNotices(played, "incident.opened");
        receiver.awaitNotices(work, "maintenance.announced");
        awaitPublished(subscription);
        var offsets = database.all(OFFSETS);
        whileNothingIsPublished(() -> {
            restore(dump);
            assertThat(database.all(OFFSETS)).isNotEqualTo(offsets);
            recovery.recover();
        });
        List.of("public-incidents", "maintenance").forEach(this::readFromTheStoredOffsets);
        await().atMost(SOON)
                .untilAsserted(() -> assertThat(database.all(OFFSETS)).isEqualTo(offsets));
        kafka.write(Topic.PUBLIC_INCIDENTS, played.outageEnded("na-1", "na"), played.resolved());
        receiver.awaitNotices(played, "incident.opened", "incident.closed");
        kafka.write(Topic.MAINTENANCE, work.cancelled(now));
        receiver.awaitNotices(work, "maintenance.announced", "maintenance.cancelled");

        receiver.awaitNotices(begun, "incident.opened", "incident.closed");
        assertThat(database.all("select distinct state from incident_told where incident in ('%s', '%s')"
                        .formatted(begun.id(), played.id())))
                .containsExactly("closed");
        await().atMost(SOON)
                .untilAsserted(() -> assertThat(sealed(begun, subscription)).contains("opening sent", "closing sent"));
    }

    /// The steps that the incident's ledger has, on all its pages: other tests have subscribers, too.
    private static List<String> sealed(Story story, String subscription) {
        var steps = new ArrayList<String>();
        @Nullable String after = null;
        do {
            var request = operator();
            var page = (after == null ? request : request.queryParam("after", after))
                    .get("/api/v1/incidents/%s/ledger".formatted(story.id()))
                    .jsonPath();
            steps.addAll(page.getList(
                    "items.findAll { it.entry.subscription == '%s' }.collect { it.entry.kind + ' ' + it.entry.step }"
                            .formatted(subscription)));
            after = page.getString("next");
        } while (after != null);
        return steps;
    }

    /// As at a start, where the relay waits for the recovery.
    private void whileNothingIsPublished(Runnable restart) {
        QuarkusTransaction.requiringNew().run(() -> {
            await().pollInSameThread().atMost(SOON).until(steps::isOurs);
            restart.run();
        });
    }

    /// Tried again where the service has locked a part of it just then, which PostgreSQL calls a deadlock.
    private void restore(Map<String, String> dump) {
        await().atMost(SOON)
                .ignoreExceptionsInstanceOf(PersistenceException.class)
                .untilAsserted(() -> database.restore(dump));
    }

    private void readFromTheStoredOffsets(String channel) {
        clients.<String, byte[]>getConsumer(channel)
                .runOnPollingThread(consumer -> {
                    consumer.enforceRebalance();
                })
                .await()
                .indefinitely();
    }

    private void awaitPublished(String subscription) {
        await().atMost(SOON)
                .untilAsserted(() ->
                        assertThat(database.all("""
                        select d.id from delivery d join delivery_step s on s.delivery = d.id
                        where d.subscription = '%s' and (d.state = 'due' or not s.published)""".formatted(subscription))).isEmpty());
    }
}
