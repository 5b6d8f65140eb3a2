package dev.tocsin.notifier;

import static dev.tocsin.notifier.NotifierSide.SOON;
import static dev.tocsin.notifier.NotifierSide.awaitCatalog;
import static dev.tocsin.notifier.NotifierSide.operator;
import static dev.tocsin.notifier.NotifierSide.subscribeAndConfirm;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tocsin.contract.Json;
import dev.tocsin.contract.Topic;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/// The answers that incident-service reads for operators' pages have the fields of the files in
/// `src/test/resources/answers`. The tests of incident-service answer by the same files.
@QuarkusTest
@WithTestResource(NotifierStack.class)
final class OperatorsAnswersTest {

    @Inject
    Database database;

    @RegisterExtension
    private final KafkaSide kafka = new KafkaSide();

    @RegisterExtension
    private final Receiver receiver = new Receiver();

    private final Story story = Story.now();
    private String subscription = "";

    @BeforeEach
    void somebodyWasNotified() {
        awaitCatalog();
        subscription = subscribeAndConfirm(receiver, "na").getString("id");
        kafka.write(Topic.PUBLIC_INCIDENTS, story.begin("na"));
        receiver.awaitNotice(story);
    }

    @AfterEach
    void clear() {
        database.execute("truncate silence cascade");
    }

    @Test
    void silencesHaveTheKnownFields() throws IOException {
        var made = operator()
                .contentType("application/json")
                .body(Map.of(
                        "regions",
                        List.of("na"),
                        "reason",
                        "a test",
                        "endsAt",
                        Instant.now().plus(Duration.ofDays(30)).toString(),
                        "repeats",
                        "FREQ=WEEKLY;BYDAY=SU",
                        "lastsMillis",
                        7_200_000))
                .post("/api/v1/silences");

        assertThat(differences(operator().get("/api/v1/silences"), "silences")).isEmpty();
        assertThat(differences(read("silences").at("/items/0"), json(made))).isEmpty();
    }

    @Test
    void subscribersHaveTheKnownFields() throws IOException {
        var found = operator()
                .contentType("application/json")
                .body(Map.of("address", receiver.url().toString()))
                .post("/api/v1/subscriptions/search");

        assertThat(differences(found, "subscribers")).isEmpty();
        assertThat(differences(
                        read("subscribers").at("/items/0"),
                        json(operator().get("/api/v1/subscriptions/" + subscription))))
                .isEmpty();
    }

    @Test
    void deliveriesHaveTheKnownFields() throws IOException {
        assertThat(differences(operator().get("/api/v1/deliveries?subscription=" + subscription), "deliveries"))
                .isEmpty();
        assertThat(differences(
                        operator().get("/api/v1/deliveries/replayable?subscription=" + subscription), "replayable"))
                .isEmpty();
        var replayed = operator()
                .contentType("application/json")
                .body(Map.of("subscription", subscription))
                .post("/api/v1/deliveries/replay");
        assertThat(differences(replayed, "replayed")).isEmpty();
        assertThat(differences(operator().get("/api/v1/delivery-queue"), "delivery-queue"))
                .isEmpty();
    }

    @Test
    void figuresOfAnIncidentHaveTheKnownFields() {
        await().atMost(SOON)
                .untilAsserted(() -> assertThat(differences(
                                operator().get("/api/v1/incidents/%s/notification".formatted(story.id())),
                                "notification"))
                        .isEmpty());
    }

    @Test
    void receiversInTroubleHaveTheKnownFields() throws IOException {
        database.execute("""
                update subscription set failing_since = now(), unreached_since = now(), paused_at = now(),
                    probe_at = now() + interval '1 hour' where id = '%s'""".formatted(subscription));

        assertThat(differences(operator().get("/api/v1/failing-receivers"), "failing-receivers"))
                .isEmpty();
    }

    @Test
    void whatIsWrongHasTheKnownFields() throws IOException {
        var refused = operator()
                .contentType("application/json")
                .body(Map.of(
                        "regions",
                        List.of("mars"),
                        "reason",
                        "a test",
                        "endsAt",
                        Instant.now().plus(Duration.ofDays(1)).toString()))
                .post("/api/v1/silences");

        assertThat(differences(refused, "problem")).isEmpty();
        assertThat(refused.jsonPath().getString("errors[0].field")).isEqualTo("regions[0]");
        assertThat(refused.jsonPath().getString("errors[0].message")).startsWith("no region \"mars\"; there are ");
    }

    /// Before anybody can be told how many it would be, nothing is replayed.
    @Test
    void replayableDeliveriesAreCountedByAFilter() {
        database.execute("update delivery set state = 'given-up', reason = 'a test' where subscription = '%s'"
                .formatted(subscription));

        assertThat(operator()
                        .get("/api/v1/deliveries/replayable?subscription=" + subscription)
                        .jsonPath()
                        .getInt("count"))
                .isOne();
        assertThat(operator()
                        .get("/api/v1/deliveries/replayable?channel=email&subscription=" + subscription)
                        .jsonPath()
                        .getInt("count"))
                .isZero();
        operator().get("/api/v1/deliveries/replayable").then().statusCode(400);
        operator().get("/api/v1/deliveries/replayable?channel=pigeon").then().statusCode(400);
    }

    private static List<String> differences(Response answer, String file) throws IOException {
        return differences(read(file), json(answer));
    }

    private static List<String> differences(JsonNode expected, JsonNode actual) {
        var found = new ArrayList<String>();
        compare("", expected, actual, found);
        return found;
    }

    /// A null may stand for a value of any type, and a list for one that is empty.
    private static void compare(String path, JsonNode expected, JsonNode actual, List<String> found) {
        if (expected.isNull() || actual.isNull()) {
            return;
        }
        if (expected.getNodeType() != actual.getNodeType()) {
            found.add("%s is %s instead of %s".formatted(path, actual.getNodeType(), expected.getNodeType()));
        } else if (expected.isArray()) {
            if (!expected.isEmpty() && !actual.isEmpty()) {
                compare(path + "[]", expected.get(0), actual.get(0), found);
            }
        } else if (expected.isObject()) {
            expected.fieldNames().forEachRemaining(field -> {
                if (actual.has(field)) {
                    compare(path + "." + field, expected.get(field), actual.get(field), found);
                } else {
                    found.add("%s.%s is missing".formatted(path, field));
                }
            });
            actual.fieldNames().forEachRemaining(field -> {
                if (!expected.has(field)) {
                    found.add("%s.%s is not in the file".formatted(path, field));
                }
            });
        }
    }

    private static JsonNode read(String file) throws IOException {
        return Json.mapper().readTree(Files.readString(Path.of("src/test/resources/answers", file + ".json")));
    }

    private static JsonNode json(Response answer) throws IOException {
        return Json.mapper().readTree(answer.asString());
    }
}
