package dev.tocsin.notifier;

import static dev.tocsin.notifier.NotifierSide.SOON;
import static dev.tocsin.notifier.NotifierSide.operator;
import static dev.tocsin.notifier.NotifierSide.state;
import static dev.tocsin.notifier.NotifierSide.subscribed;
import static io.restassured.RestAssured.given;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.tocsin.contract.Topic;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Objects;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
@WithTestResource(NotifierStack.class)
final class DeliveriesTest {

    @Inject
    Database database;

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
    void whatFailsIsTriedAgainUnderTheSameIdAndEachStepIsPublished() {
        var subscription = subscribed(receiver, "na").getString("id");
        var story = Story.now();
        receiver.behave((_, _) -> receiver.notices(story.id()).size() == 1 ? 503 : 204);

        kafka.write(Topic.INCIDENT_EVENTS, story.whole("na").subList(0, 2));
        await().atMost(SOON).until(() -> receiver.notices(story.id()).size() == 2);

        assertThat(receiver.notices(story.id())).extracting(Receiver.Hook::id).containsOnly(id(story));
        await().atMost(SOON)
                .untilAsserted(() -> assertThat(kafka.read(Topic.DELIVERIES))
                        .filteredOn(record -> subscription.equals(record.key()))
                        .extracting(record -> header(record, "ce_id"))
                        .containsSubsequence(id(story) + "/queued", id(story) + "/retrying/1", id(story) + "/sent"));
        operator()
                .post("/api/v1/deliveries/%s/replay".formatted(id(story)))
                .then()
                .statusCode(409)
                .contentType("application/problem+json");
    }

    @Test
    void anEndpointThatIsGoneHearsNoMore() {
        var subscription = subscribed(receiver, "na");
        var story = Story.now();
        receiver.behave((hook, _) -> hook.tells(story.id()) ? 410 : 204);

        kafka.write(Topic.INCIDENT_EVENTS, story.whole("na").subList(0, 2));
        await().atMost(SOON).until(() -> state(subscription).equals("left"));
        kafka.write(Topic.INCIDENT_EVENTS, story.updatePosted("We are on it."));

        await().atMost(SOON)
                .untilAsserted(() -> assertThat(operator()
                                .get("/api/v1/deliveries?state=given-up")
                                .jsonPath()
                                .getList("items.delivery.id"))
                        .contains(id(story)));
        assertThat(receiver.notices(story.id())).hasSize(1);
        assertThat(kafka.read(Topic.OPERATOR_ALERTS))
                .extracting(ConsumerRecord::key)
                .doesNotContain("endpoint/" + subscription.getString("id"));
    }

    @Test
    void anAlertOnAnEndpointEndsWithItsSubscription() {
        var subscription = subscribed(receiver, "na").getString("id");
        var story = Story.now();
        receiver.behave((_, _) -> 503);
        kafka.write(Topic.INCIDENT_EVENTS, story.whole("na").subList(0, 2));
        await().atMost(SOON).until(() -> !receiver.notices(story.id()).isEmpty());
        await().atMost(SOON).untilAsserted(() -> {
            database.execute("update delivery set rung = 7, due_at = now() where state = 'due' and subscription = '%s'"
                    .formatted(subscription));
            assertThat(alerts(subscription)).hasSize(1);
        });

        operator().delete("/api/v1/subscriptions/" + subscription).then().statusCode(204);

        await().atMost(SOON)
                .untilAsserted(() -> assertThat(alerts(subscription))
                        .hasSize(2)
                        .last()
                        .asString()
                        .contains("Its subscription has ended."));
    }

    private List<String> alerts(String subscription) {
        return kafka.read(Topic.OPERATOR_ALERTS).stream()
                .filter(record -> ("endpoint/" + subscription).equals(record.key()))
                .map(record -> new String(record.value(), UTF_8))
                .toList();
    }

    @Test
    void whomItDoesNotTouchHearsNothing() {
        try (var elsewhere = new Receiver()) {
            subscribed(elsewhere, "eu");
            subscribed(receiver, "na");
            var story = Story.now();

            kafka.write(Topic.INCIDENT_EVENTS, story.whole("na"));
            await().atMost(SOON).until(() -> !receiver.notices(story.id()).isEmpty());

            assertThat(elsewhere.notices(story.id())).isEmpty();
        }
    }

    @Test
    void aRecordThatCannotBeReadIsPutAsideAndTheStreamGoesOn() {
        subscribed(receiver, "na");
        var story = Story.now();
        var unfit = Story.now().called("\u0000");

        for (var partition = 0; partition < Topic.INCIDENT_EVENTS.partitions(); partition++) {
            kafka.write(new ProducerRecord<>(
                    Topic.INCIDENT_EVENTS.topicName(), partition, story.id(), "{\"half\": ".getBytes(UTF_8)));
        }
        kafka.write(Topic.INCIDENT_EVENTS, unfit.opened());
        kafka.write(Topic.INCIDENT_EVENTS, story.whole("na"));

        await().atMost(SOON).until(() -> !receiver.notices(story.id()).isEmpty());
        await().atMost(SOON)
                .untilAsserted(() -> assertThat(deadLetters(story.id()))
                        .hasSize(6)
                        .allMatch(reason -> reason.startsWith("not a CloudEvent")));
        await().atMost(SOON)
                .untilAsserted(() -> assertThat(deadLetters(unfit.id()))
                        .singleElement()
                        .asString()
                        .startsWith("its handling failed 3 times: "));
        await().atMost(SOON)
                .untilAsserted(() -> assertThat(kafka.read(Topic.OPERATOR_ALERTS))
                        .extracting(ConsumerRecord::key)
                        .containsOnlyOnce("dead-letters/tocsin.incident-events"));
    }

    @Test
    void deliveriesAreForOperatorsOnly() {
        given().get("/api/v1/deliveries").then().statusCode(401).contentType("application/problem+json");
        given().auth()
                .oauth2("not the operator token")
                .get("/api/v1/deliveries")
                .then()
                .statusCode(401);
        operator().get("/api/v1/deliveries/nothing").then().statusCode(404).contentType("application/problem+json");
        operator().get("/api/v1/deliveries?state=lost").then().statusCode(400).contentType("application/problem+json");
    }

    private String id(Story story) {
        return receiver.notices(story.id()).getFirst().id();
    }

    private List<String> deadLetters(String key) {
        return kafka.read(Topic.DEAD_LETTERS).stream()
                .filter(letter -> key.equals(letter.key()))
                .map(letter -> header(letter, "dead-letter-reason"))
                .toList();
    }

    private static String header(ConsumerRecord<String, byte[]> record, String name) {
        return new String(
                Objects.requireNonNull(record.headers().lastHeader(name), name).value(), UTF_8);
    }
}
