package dev.tocsin.notifier;

import static dev.tocsin.notifier.NotifierSide.SOON;
import static dev.tocsin.notifier.NotifierSide.operator;
import static dev.tocsin.notifier.NotifierSide.subscribed;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.standardwebhooks.Webhook;
import com.standardwebhooks.exceptions.WebhookVerificationException;
import dev.tocsin.contract.Topic;
import dev.tocsin.notifier.Receiver.Hook;
import dev.tocsin.notifier.maintenance.Work;
import dev.tocsin.support.kafka.CloudEvents;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.net.http.HttpHeaders;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// Planned work, in from the topic and out by webhook and mail.
@QuarkusTest
@WithTestResource(NotifierStack.class)
final class MaintenanceNoticesTest {

    private final Instant now = Instant.now().truncatedTo(ChronoUnit.MILLIS);
    private final Work work = Work.from(now.plus(Duration.ofHours(10)), Duration.ofHours(2));

    private KafkaSide kafka;
    private Receiver receiver;

    @BeforeEach
    void open() {
        kafka = new KafkaSide();
        receiver = new Receiver();
        kafka.publishCatalog();
    }

    @AfterEach
    void close() {
        receiver.close();
        kafka.close();
    }

    @Test
    void aWindowIsToldByWebhookFromItsAnnouncementToItsEndAndOnTheTopic() throws WebhookVerificationException {
        var subscribed = subscribed(receiver, "na");
        var startsAt = work.startsAt().toString();

        var scheduled = work.scheduled(now);
        kafka.write(Topic.MAINTENANCE, scheduled);
        awaitTypes("maintenance.announced");
        kafka.write(
                Topic.MAINTENANCE,
                scheduled,
                work.moved(Duration.ofMinutes(-30)).scheduled(now));
        awaitTypes("maintenance.announced", "maintenance.changed");
        work.moved(Duration.between(work.startsAt(), now));
        kafka.write(Topic.MAINTENANCE, work.begun(now));
        awaitTypes("maintenance.announced", "maintenance.changed", "maintenance.started");
        kafka.write(Topic.MAINTENANCE, work.completed(now), scheduled);
        awaitTypes("maintenance.announced", "maintenance.changed", "maintenance.started", "maintenance.completed");

        var announced = hooks().getFirst();
        new Webhook(subscribed.getString("secret"))
                .verify(announced.body(), HttpHeaders.of(announced.headers(), (_, _) -> true));
        assertThat(announced.data().get("title").asText()).isEqualTo("Weekly patching");
        assertThat(announced.data().get("cells").toString()).isEqualTo("[\"login@na\"]");
        assertThat(announced.data().get("notice").asText()).isEqualTo("opening");
        assertThat(announced.data().get("before").isNull()).isTrue();
        assertThat(Instant.parse(hooks().get(1).data().at("/before/startsAt").asText()))
                .isEqualTo(startsAt);
        assertThat(hooks())
                .extracting(hook -> hook.data().get("sequence").asLong())
                .containsExactly(1L, 2L, 3L, 4L);
        assertThat(hooks()).extracting(Hook::id).doesNotHaveDuplicates();
        await().atMost(SOON)
                .untilAsserted(() -> assertThat(kafka.read(Topic.DELIVERIES))
                        .filteredOn(record -> subscribed.getString("id").equals(record.key()))
                        .extracting(record -> new String(record.value(), UTF_8))
                        .anyMatch(event -> event.contains("\"incident\":\"maintenance/" + work.id())
                                && event.contains("\"stage\":\"completed\"")
                                && event.contains("sentAt")));
        operator().get("/api/v1/deliveries/" + announced.id()).then().statusCode(200);
    }

    @Test
    void theClockAloneBringsTheAnnouncementAndTheReminder() {
        subscribed(receiver, "na");
        var from = Instant.now().truncatedTo(ChronoUnit.MILLIS).plusSeconds(5);
        var inThreeDays = Work.from(from.plus(Duration.ofDays(3)), Duration.ofHours(1));
        var tomorrow = Work.from(from.plus(Duration.ofDays(1)), Duration.ofHours(1));

        kafka.write(Topic.MAINTENANCE, inThreeDays.scheduled(now), tomorrow.scheduled(now));

        await().atMost(SOON).untilAsserted(() -> {
            assertThat(hooks(tomorrow.id()))
                    .extracting(Hook::type)
                    .containsExactly("maintenance.announced", "maintenance.reminded");
            assertThat(hooks(inThreeDays.id())).extracting(Hook::type).containsExactly("maintenance.announced");
        });
        var announced =
                hooks(inThreeDays.id()).getFirst().json().get("timestamp").asText();
        assertThat(Instant.parse(announced)).isAfterOrEqualTo(from);
    }

    @Test
    void anEndpointThatFailsGetsTheSameIdAgainAndWhatIsOverByThenIsNotToldAsUpcoming() {
        subscribed(receiver, "na");
        receiver.behave((_, _) -> 503);
        kafka.write(Topic.MAINTENANCE, work.scheduled(now));
        await().atMost(SOON).until(() -> hooks().size() >= 2);
        assertThat(hooks()).extracting(Hook::id).containsOnly(hooks().getFirst().id());

        receiver.behave((_, _) -> 204);
        kafka.write(Topic.MAINTENANCE, work.cancelled(now));

        await().atMost(SOON).until(() -> hooks().getLast().type().equals("maintenance.cancelled"));
        assertThat(hooks().getLast().data().get("notice").asText()).isEqualTo("closing");
    }

    @Test
    void whoLivesElsewhereAndWhatIsCancelledBeforeItIsToldHearsNothing() {
        try (var elsewhere = new Receiver()) {
            subscribed(receiver, "na");
            subscribed(elsewhere, "eu");
            var far = Work.from(now.plus(Duration.ofDays(9)), Duration.ofHours(1));
            var internal = Work.from(now.plus(Duration.ofHours(1)), Duration.ofHours(1))
                    .on("cache@na");

            kafka.write(Topic.MAINTENANCE, far.scheduled(now), internal.scheduled(now));
            kafka.write(Topic.MAINTENANCE, far.cancelled(now));
            kafka.write(Topic.MAINTENANCE, work.scheduled(now));
            awaitTypes("maintenance.announced");

            assertThat(elsewhere.notices()).noneMatch(hook -> isOf(hook, work.id()));
            assertThat(receiver.notices()).noneMatch(hook -> isOf(hook, far.id()) || isOf(hook, internal.id()));
        }
    }

    @Test
    void aRecordThatCannotBeUsedIsPutAsideAndTheStreamGoesOn() {
        subscribed(receiver, "na");

        kafka.write(new ProducerRecord<>(Topic.MAINTENANCE.topicName(), 0, work.id(), "{\"half\": ".getBytes(UTF_8)));
        kafka.write(CloudEvents.record(
                Topic.MAINTENANCE, "tocsin/incident-service", Story.now().opened()));
        kafka.write(new ProducerRecord<>(Topic.MAINTENANCE.topicName(), 0, "forgotten", null));
        kafka.write(
                Topic.MAINTENANCE,
                Work.from(now, Duration.ofHours(1)).called("\u0000").scheduled(now));
        kafka.write(Topic.MAINTENANCE, work.scheduled(now));

        awaitTypes("maintenance.announced");
        await().atMost(SOON)
                .untilAsserted(() -> assertThat(kafka.read(Topic.DEAD_LETTERS).stream()
                                .filter(letter -> new String(
                                                letter.headers()
                                                        .lastHeader("dead-letter-topic")
                                                        .value(),
                                                UTF_8)
                                        .equals(Topic.MAINTENANCE.topicName()))
                                .map(letter -> new String(
                                        letter.headers()
                                                .lastHeader("dead-letter-reason")
                                                .value(),
                                        UTF_8)))
                        .satisfiesExactlyInAnyOrder(
                                reason -> assertThat(reason).startsWith("not a CloudEvent"),
                                reason -> assertThat(reason)
                                        .isEqualTo("a tocsin.incident.opened.v1 does not belong here"),
                                reason -> assertThat(reason).startsWith("its handling failed 3 times: ")));
    }

    private List<Hook> hooks() {
        return hooks(work.id());
    }

    private List<Hook> hooks(String window) {
        return receiver.notices().stream().filter(hook -> isOf(hook, window)).toList();
    }

    private static boolean isOf(Hook hook, String window) {
        return window.equals(hook.data().path("window").asText());
    }

    private void awaitTypes(String... types) {
        await().atMost(SOON)
                .untilAsserted(() -> assertThat(hooks()).extracting(Hook::type).containsExactly(types));
    }
}
