package dev.tocsin.notifier;

import static dev.tocsin.notifier.KafkaSide.header;
import static dev.tocsin.notifier.NotifierSide.SOON;
import static dev.tocsin.notifier.NotifierSide.operator;
import static dev.tocsin.notifier.NotifierSide.state;
import static dev.tocsin.notifier.NotifierSide.subscribeAndConfirm;
import static io.restassured.RestAssured.given;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.tocsin.contract.Topic;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.util.List;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

@QuarkusTest
@WithTestResource(NotifierStack.class)
final class DeliveriesTest {

    @Inject
    Database database;

    @RegisterExtension
    private final KafkaSide kafka = new KafkaSide();

    @RegisterExtension
    private final Receiver receiver = new Receiver();

    @RegisterExtension
    private final Receiver elsewhere = new Receiver();

    @Test
    void whatFailsIsTriedAgainUnderTheSameIdAndEachStepIsPublished() {
        var subscription = subscribeAndConfirm(receiver, "na").getString("id");
        var story = Story.now();
        receiver.answer(_ -> receiver.notices(story).size() == 1 ? 503 : 204);

        kafka.write(Topic.INCIDENT_EVENTS, story.begin("na"));
        var notices = receiver.awaitNotices(story, "incident.opened", "incident.opened");

        assertThat(notices).extracting(Receiver.Hook::id).containsOnly(id(story));
        await().atMost(SOON)
                .untilAsserted(() -> assertThat(kafka.read(Topic.DELIVERIES, subscription))
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
        var subscription = subscribeAndConfirm(receiver, "na");
        var story = Story.now();
        receiver.answer(hook -> hook.isOf(story) ? 410 : 204);

        kafka.write(Topic.INCIDENT_EVENTS, story.begin("na"));
        await().atMost(SOON).until(() -> state(subscription).equals("left"));
        kafka.write(Topic.INCIDENT_EVENTS, story.updatePosted("We are on it."));

        await().atMost(SOON)
                .untilAsserted(() -> assertThat(operator()
                                .get("/api/v1/deliveries?state=given-up")
                                .jsonPath()
                                .getList("items.delivery.id"))
                        .contains(id(story)));
        assertThat(receiver.notices(story)).hasSize(1);
        assertThat(kafka.alerts("endpoint/" + subscription.getString("id"))).isEmpty();
    }

    @Test
    void anAlertOnAnEndpointEndsWithItsSubscription() {
        var subscription = subscribeAndConfirm(receiver, "na").getString("id");
        var story = Story.now();
        receiver.answer(_ -> 503);
        kafka.write(Topic.INCIDENT_EVENTS, story.begin("na"));
        receiver.awaitNotice(story);
        await().atMost(SOON).untilAsserted(() -> {
            database.execute("update delivery set rung = 7, due_at = now() where state = 'due' and subscription = '%s'"
                    .formatted(subscription));
            assertThat(kafka.alerts("endpoint/" + subscription)).hasSize(1);
        });

        operator().delete("/api/v1/subscriptions/" + subscription).then().statusCode(204);

        await().atMost(SOON)
                .untilAsserted(() -> assertThat(kafka.alerts("endpoint/" + subscription))
                        .hasSize(2)
                        .last()
                        .asString()
                        .contains("Its subscription has ended."));
    }

    @Test
    void whomItDoesNotTouchHearsNothing() {
        subscribeAndConfirm(elsewhere, "eu");
        subscribeAndConfirm(receiver, "na");
        var story = Story.now();

        kafka.write(Topic.INCIDENT_EVENTS, story.whole("na"));
        receiver.awaitNotice(story);

        assertThat(elsewhere.notices(story)).isEmpty();
    }

    @Test
    void aRecordThatCannotBeReadIsPutAsideAndTheStreamGoesOn() {
        subscribeAndConfirm(receiver, "na");
        var story = Story.now();
        var unfit = Story.now().called("\u0000");

        for (var partition = 0; partition < Topic.INCIDENT_EVENTS.partitions(); partition++) {
            kafka.write(new ProducerRecord<>(
                    Topic.INCIDENT_EVENTS.topicName(), partition, story.id(), "{\"half\": ".getBytes(UTF_8)));
        }
        kafka.write(Topic.INCIDENT_EVENTS, unfit.opened());
        kafka.write(Topic.INCIDENT_EVENTS, story.whole("na"));

        receiver.awaitNotice(story);
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
        return receiver.notices(story).getFirst().id();
    }

    private List<String> deadLetters(String key) {
        return kafka.read(Topic.DEAD_LETTERS, key).stream()
                .map(letter -> header(letter, "dead-letter-reason"))
                .toList();
    }
}
