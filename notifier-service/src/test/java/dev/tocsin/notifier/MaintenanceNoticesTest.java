package dev.tocsin.notifier;

import static dev.tocsin.notifier.KafkaSide.header;
import static dev.tocsin.notifier.NotifierSide.SOON;
import static dev.tocsin.notifier.NotifierSide.operator;
import static dev.tocsin.notifier.NotifierSide.subscribeAndConfirm;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.tocsin.contract.Topic;
import dev.tocsin.notifier.Receiver.Hook;
import dev.tocsin.notifier.maintenance.Work;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/// Planned work, in from the topic and out by webhook and mail.
@QuarkusTest
@WithTestResource(NotifierStack.class)
final class MaintenanceNoticesTest {

    private final Instant now = Instant.now().truncatedTo(ChronoUnit.MILLIS);
    private final Work work = Work.from(now.plus(Duration.ofHours(10)), Duration.ofHours(2));

    @RegisterExtension
    private final KafkaSide kafka = new KafkaSide();

    @RegisterExtension
    private final Receiver receiver = new Receiver();

    @RegisterExtension
    private final Receiver elsewhere = new Receiver();

    @Test
    void aWindowIsToldByWebhookFromItsAnnouncementToItsEndAndOnTheTopic() {
        var subscription = subscribeAndConfirm(receiver, "na");
        var startsAt = work.startsAt().toString();

        var scheduled = work.scheduled(now);
        kafka.write(Topic.MAINTENANCE, scheduled);
        receiver.awaitNotices(work, "maintenance.announced");
        kafka.write(
                Topic.MAINTENANCE,
                scheduled,
                work.moved(Duration.ofMinutes(-30)).scheduled(now));
        receiver.awaitNotices(work, "maintenance.announced", "maintenance.changed");
        work.moved(Duration.between(work.startsAt(), now));
        kafka.write(Topic.MAINTENANCE, work.begun(now));
        receiver.awaitNotices(work, "maintenance.announced", "maintenance.changed", "maintenance.started");
        kafka.write(Topic.MAINTENANCE, work.completed(now), scheduled);
        receiver.awaitNotices(
                work, "maintenance.announced", "maintenance.changed", "maintenance.started", "maintenance.completed");

        var notices = receiver.notices(work);
        var announced = notices.getFirst();
        announced.assertSignedWith(subscription.getString("secret"));
        assertThat(announced.data().get("title").asText()).isEqualTo("Weekly patching");
        assertThat(announced.data().get("cells").toString()).isEqualTo("[\"login@na\"]");
        assertThat(announced.data().get("notice").asText()).isEqualTo("opening");
        assertThat(announced.data().get("before").isNull()).isTrue();
        assertThat(Instant.parse(notices.get(1).data().at("/before/startsAt").asText()))
                .isEqualTo(startsAt);
        assertThat(notices)
                .extracting(hook -> hook.data().get("sequence").asLong())
                .containsExactly(1L, 2L, 3L, 4L);
        assertThat(notices).extracting(Hook::id).doesNotHaveDuplicates();
        await().atMost(SOON)
                .untilAsserted(() -> assertThat(kafka.read(Topic.DELIVERIES, subscription.getString("id")))
                        .extracting(record -> new String(record.value(), UTF_8))
                        .anyMatch(event -> event.contains("\"incident\":\"maintenance/" + work.id())
                                && event.contains("\"stage\":\"completed\"")
                                && event.contains("sentAt")));
        operator().get("/api/v1/deliveries/" + announced.id()).then().statusCode(200);
    }

    @Test
    void theClockAloneBringsTheAnnouncementAndTheReminder() {
        subscribeAndConfirm(receiver, "na");
        var from = Instant.now().truncatedTo(ChronoUnit.MILLIS).plusSeconds(5);
        var inThreeDays = Work.from(from.plus(Duration.ofDays(3)), Duration.ofHours(1));
        var tomorrow = Work.from(from.plus(Duration.ofDays(1)), Duration.ofHours(1));

        kafka.write(Topic.MAINTENANCE, inThreeDays.scheduled(now), tomorrow.scheduled(now));

        receiver.awaitNotices(tomorrow, "maintenance.announced", "maintenance.reminded");
        var announced =
                receiver.awaitNotices(inThreeDays, "maintenance.announced").getFirst();
        assertThat(Instant.parse(announced.json().get("timestamp").asText())).isAfterOrEqualTo(from);
    }

    @Test
    void anEndpointThatFailsGetsTheSameIdAgainAndWhatIsOverByThenIsNotToldAsUpcoming() {
        subscribeAndConfirm(receiver, "na");
        receiver.answer(_ -> 503);
        kafka.write(Topic.MAINTENANCE, work.scheduled(now));
        await().atMost(SOON).until(() -> receiver.notices(work).size() >= 2);
        assertThat(receiver.notices(work))
                .extracting(Hook::id)
                .containsOnly(receiver.notices(work).getFirst().id());

        receiver.answer(_ -> 204);
        kafka.write(Topic.MAINTENANCE, work.cancelled(now));

        await().atMost(SOON)
                .untilAsserted(() -> assertThat(receiver.notices(work).getLast())
                        .returns("maintenance.cancelled", Hook::type)
                        .returns("closing", hook -> hook.data().get("notice").asText()));
    }

    @Test
    void whoLivesElsewhereAndWhatIsCancelledBeforeItIsToldHearsNothing() {
        subscribeAndConfirm(receiver, "na");
        subscribeAndConfirm(elsewhere, "eu");
        var far = Work.from(now.plus(Duration.ofDays(9)), Duration.ofHours(1));
        var internal =
                Work.from(now.plus(Duration.ofHours(1)), Duration.ofHours(1)).on("cache@na");

        kafka.write(Topic.MAINTENANCE, far.scheduled(now), internal.scheduled(now));
        kafka.write(Topic.MAINTENANCE, far.cancelled(now));
        kafka.write(Topic.MAINTENANCE, work.scheduled(now));
        receiver.awaitNotices(work, "maintenance.announced");

        assertThat(elsewhere.notices(work)).isEmpty();
        assertThat(receiver.notices(far)).isEmpty();
        assertThat(receiver.notices(internal)).isEmpty();
    }

    @Test
    void aRecordThatCannotBeUsedIsPutAsideAndTheStreamGoesOn() {
        subscribeAndConfirm(receiver, "na");

        kafka.write(new ProducerRecord<>(Topic.MAINTENANCE.topicName(), 0, work.id(), "{\"half\": ".getBytes(UTF_8)));
        kafka.write(Topic.MAINTENANCE, Story.now().opened());
        kafka.write(new ProducerRecord<>(Topic.MAINTENANCE.topicName(), 0, "forgotten", null));
        kafka.write(
                Topic.MAINTENANCE,
                Work.from(now, Duration.ofHours(1)).called("\u0000").scheduled(now));
        kafka.write(Topic.MAINTENANCE, work.scheduled(now));

        receiver.awaitNotices(work, "maintenance.announced");
        await().atMost(SOON)
                .untilAsserted(() -> assertThat(kafka.read(Topic.DEAD_LETTERS))
                        .filteredOn(
                                letter -> header(letter, "dead-letter-topic").equals(Topic.MAINTENANCE.topicName()))
                        .extracting(letter -> header(letter, "dead-letter-reason"))
                        .satisfiesExactlyInAnyOrder(
                                reason -> assertThat(reason).startsWith("not a CloudEvent"),
                                reason -> assertThat(reason)
                                        .isEqualTo("tocsin.public_incident.snapshot.v1 does not belong on this topic"),
                                reason -> assertThat(reason).startsWith("its handling failed 3 times: ")));
    }
}
