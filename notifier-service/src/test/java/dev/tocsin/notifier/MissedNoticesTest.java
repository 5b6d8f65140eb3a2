package dev.tocsin.notifier;

import static dev.tocsin.notifier.NotifierSide.SOON;
import static dev.tocsin.notifier.NotifierSide.operator;
import static dev.tocsin.notifier.NotifierSide.subscribeAndConfirm;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.tocsin.contract.Topic;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/// Operators hear once of all subscribers to whom a notice was given up.
@QuarkusTest
@WithTestResource(NotifierStack.class)
final class MissedNoticesTest {

    @Inject
    Database database;

    @RegisterExtension
    private final KafkaSide kafka = new KafkaSide();

    @RegisterExtension
    private final Receiver receiver = new Receiver();

    /// No catalog has their region, so an export with them could not be imported.
    @AfterEach
    void clear() {
        database.execute("update subscription set state = 'left' where regions = '{nowhere}'");
    }

    @Test
    void aSubscriberMissesNothingAnyMoreOnceItTakesANotice() {
        var subscription = subscribeAndConfirm(receiver, "na").getString("id");
        var refused = Story.now();
        receiver.answer(_ -> 503);
        kafka.write(Topic.PUBLIC_INCIDENTS, refused.begin("na"));
        receiver.awaitNotice(refused);
        await().atMost(SOON).untilAsserted(() -> {
            database.execute("update delivery set rung = 7, due_at = now() where state = 'due' and subscription = '%s'"
                    .formatted(subscription));
            assertThat(missed()).contains(subscription);
        });

        receiver.answer(_ -> 204);
        var taken = Story.now();
        kafka.write(Topic.PUBLIC_INCIDENTS, taken.begin("na"));
        receiver.awaitNotice(taken);

        await().atMost(SOON).untilAsserted(() -> assertThat(missed()).doesNotContain(subscription));
    }

    @Test
    void oneAlertCountsAllWhoMissedANotice() {
        database.execute("delete from missed_subscriber");
        await().atMost(SOON).untilAsserted(() -> assertThat(missedAlert()).doesNotContain("were given up"));
        var reached = withoutNews();
        var left = withoutNews();

        database.execute("insert into missed_subscriber (subscription, missed_at) values ('%s', now()), ('%s', now())"
                .formatted(reached, left));

        await().atMost(SOON)
                .untilAsserted(() ->
                        assertThat(missedAlert()).containsPattern("Notices to [2-9]\\d* subscribers were given up\\."));
        database.execute("delete from missed_subscriber where subscription <> '%s'".formatted(left));
        operator().delete("/api/v1/subscriptions/" + left).then().statusCode(204);
        await().atMost(SOON).untilAsserted(() -> assertThat(missedAlert()).contains("has received a notice since"));
    }

    /// A subscription to a region in which nothing happens: a notice that it takes would end what it missed.
    private String withoutNews() {
        return database.subscription("minor", List.of("nowhere"), List.of());
    }

    private List<String> missed() {
        return database.all("select subscription from missed_subscriber");
    }

    /// The latest on its topic.
    private String missedAlert() {
        var alerts = kafka.alerts("missed-notices");
        return alerts.isEmpty() ? "" : alerts.getLast();
    }
}
