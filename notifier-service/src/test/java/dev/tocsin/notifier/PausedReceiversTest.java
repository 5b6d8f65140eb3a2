package dev.tocsin.notifier;

import static dev.tocsin.notifier.NotifierSide.SOON;
import static dev.tocsin.notifier.NotifierSide.operator;
import static dev.tocsin.notifier.NotifierSide.subscribeAndConfirm;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.tocsin.contract.Topic;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import io.restassured.path.json.JsonPath;
import io.restassured.specification.RequestSpecification;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/// An endpoint that fails for days is left alone, and hears how things are when it is back.
@QuarkusTest
@WithTestResource(NotifierStack.class)
final class PausedReceiversTest {

    @Inject
    Database database;

    @RegisterExtension
    private final KafkaSide kafka = new KafkaSide();

    @RegisterExtension
    private final Receiver receiver = new Receiver();

    private final Story first = Story.now();
    private final Story second = Story.now();
    private JsonPath subscription = new JsonPath("{}");

    @BeforeEach
    void pause() {
        subscription = subscribeAndConfirm(receiver, "na");
        receiver.answer(_ -> 503);
        kafka.write(Topic.PUBLIC_INCIDENTS, first.begin("na"));
        await().atMost(SOON).until(() -> !column("unreached_since").isEmpty());
        database.execute(
                "update subscription set unreached_since = now() - interval '6 days' where id = '%s'".formatted(id()));
        await().atMost(SOON).until(() -> {
            tryNow();
            return !column("paused_at").isEmpty();
        });
        kafka.write(Topic.PUBLIC_INCIDENTS, first.updatePosted("We are on it."));
        kafka.write(Topic.PUBLIC_INCIDENTS, second.begin("na"));
        await().atMost(SOON).until(() -> due(first).size() == 2 && due(second).size() == 1);
    }

    @AfterEach
    void end() {
        operator().delete("/api/v1/subscriptions/" + id());
        kafka.write(Topic.PUBLIC_INCIDENTS, first.resolved());
        kafka.write(Topic.PUBLIC_INCIDENTS, second.resolved());
    }

    @Test
    void whatAPausedEndpointMissedIsHeldAndOperatorsAreTold() {
        await().atMost(SOON)
                .untilAsserted(() -> assertThat(kafka.alerts("paused-endpoint/" + id()))
                        .singleElement()
                        .asString()
                        .contains("is paused"));
        var failing = operator()
                .get("/api/v1/failing-receivers?after=" + before(id()))
                .jsonPath();
        assertThat(failing.getString("items[0].subscription")).isEqualTo(id());
        assertThat(failing.getString("items[0].pausedAt")).isNotNull();
        assertThat(failing.getInt("items[0].waiting")).isGreaterThanOrEqualTo(3);
        assertThat(receiver.notices(second)).isEmpty();
        given().get("/api/v1/failing-receivers").then().statusCode(401);
    }

    @Test
    void anEndpointThatTakesATrialGetsTheLastOfEachIncidentWithTheNumbersThatItMissed() {
        var failed = receiver.notices(first).size();
        receiver.answer(_ -> 204);
        database.execute("update subscription set probe_at = now() where id = '%s'".formatted(id()));

        var about = await().atMost(SOON)
                .until(
                        () -> receiver.notices(first),
                        notices -> notices.size() > failed
                                && !receiver.notices(second).isEmpty());

        assertThat(about).hasSize(failed + 1);
        assertThat(about.getLast().type()).isEqualTo("incident.updated");
        assertThat(about.getLast().data().get("missed"))
                .singleElement()
                .satisfies(number -> assertThat(number.asLong())
                        .isEqualTo(about.getFirst().data().get("sequence").asLong()));
        assertThat(receiver.notices(second))
                .singleElement()
                .satisfies(notice -> assertThat(notice.data().get("missed")).isEmpty());
        await().atMost(SOON)
                .until(() -> column("paused_at").isEmpty() && column("probe_at").isEmpty());
        await().atMost(SOON)
                .untilAsserted(() ->
                        assertThat(kafka.alerts("paused-endpoint/" + id())).hasSize(2));
        assertThat(states(first)).containsExactlyInAnyOrder("covered", "delivered");
    }

    @Test
    void oneThatFailsTheTrialStaysPausedUntilItsOwnerSaysThatItIsBack() {
        var before = attempts();
        database.execute("update subscription set probe_at = now() where id = '%s'".formatted(id()));
        await().atMost(SOON).until(() -> attempts() > before);
        await().atMost(SOON)
                .until(() -> database.all(
                                "select id from delivery where state = 'due' and subscription = '%s' and due_at < '9999-01-01'"
                                        .formatted(id()))
                        .isEmpty());
        assertThat(column("paused_at")).isNotEmpty();

        receiver.answer(_ -> 204);
        var path = "/api/v1/subscriptions/%s/resume".formatted(id());
        given().post(path).then().statusCode(404);
        given().auth()
                .oauth2(subscription.getString("manageToken"))
                .post(path)
                .then()
                .statusCode(204);

        await().atMost(SOON).until(() -> due(first).isEmpty() && due(second).isEmpty());
        assertThat(states(second)).containsExactly("delivered");
        given().auth()
                .oauth2(subscription.getString("manageToken"))
                .post(path)
                .then()
                .statusCode(409);
    }

    @Test
    void anOwnerWhoConfirmedAMailAddressIsToldOfThePauseOnce() {
        var mailbox = SubscriberMailbox.unused();
        var path = "/api/v1/subscriptions/%s/owner".formatted(id());
        var body = Map.of("mail", mailbox.address());
        given().contentType(ContentType.JSON).body(body).put(path).then().statusCode(404);

        var set = manager().contentType(ContentType.JSON).body(body).put(path);

        assertThat(set.statusCode()).isEqualTo(202);
        var question = mailbox.awaitMail("Confirm that you own an endpoint");
        assertThat(question.text()).contains("the endpoint at 127.0.0.1").doesNotContain("hook");
        assertThat(manager().get(path).jsonPath().getBoolean("confirmed")).isFalse();
        var link = Pattern.compile("Confirm: https?://[^/]+(/subscriptions/owner)\\?token=(\\S+)")
                .matcher(question.text());
        assertThat(link.find()).as(question.text()).isTrue();
        given().get(link.group(1) + "?token=" + link.group(2)).then().statusCode(200);
        assertThat(manager().get(path).jsonPath().getBoolean("confirmed")).isFalse();
        given().contentType(ContentType.URLENC)
                .formParam("token", link.group(2))
                .post(link.group(1))
                .then()
                .statusCode(200);
        assertThat(manager().get(path).jsonPath().getBoolean("confirmed")).isTrue();

        var told = mailbox.awaitMail("Notices to 127.0.0.1 are paused");
        assertThat(told.text()).contains("has failed for five days", "Open subscription: http");
        assertThat(told.header("Auto-Submitted")).contains("auto-generated");
        await().atMost(SOON)
                .until(() -> !database.all(
                                "select subscription from owner_mail where told_of is not null and subscription = '%s'"
                                        .formatted(id()))
                        .isEmpty());
        assertThat(mailbox.mails("are paused")).hasSize(1);

        var other = SubscriberMailbox.unused();
        manager()
                .contentType(ContentType.JSON)
                .body(Map.of("mail", other.address()))
                .put(path)
                .then()
                .statusCode(202);
        given().contentType(ContentType.URLENC)
                .formParam("token", link.group(2))
                .post(link.group(1))
                .then()
                .statusCode(404);
        manager().delete("/api/v1/subscriptions/" + id()).then().statusCode(204);
        assertThat(database.all("select address from owner_mail where subscription = '%s'".formatted(id())))
                .isEmpty();
    }

    @Test
    void aMailAddressThatIsNoneIsRefusedAndNothingChanges() {
        var path = "/api/v1/subscriptions/%s/owner".formatted(id());

        var answer = manager()
                .contentType(ContentType.JSON)
                .body(Map.of("mail", "jo@example.com\r\nBcc: all@example.com"))
                .put(path);

        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(answer.asString()).contains("is not a mail address such as jo@example.com");
        manager().get(path).then().statusCode(404);
        manager().delete(path).then().statusCode(404);
    }

    private RequestSpecification manager() {
        return given().auth().oauth2(subscription.getString("manageToken"));
    }

    private void tryNow() {
        database.execute(
                "update delivery set due_at = now() where state = 'due' and subscription = '%s' and due_at < '9999-01-01'"
                        .formatted(id()));
    }

    private long attempts() {
        return Long.parseLong(database.all(
                        "select cast(sum(attempt) as text) from delivery where subscription = '%s'".formatted(id()))
                .getFirst());
    }

    private String id() {
        return subscription.getString("id");
    }

    /// A text that sorts just before it.
    private static String before(String id) {
        return id.substring(0, id.length() - 1);
    }

    private List<String> column(String name) {
        return database.all("select cast(%1$s as text) from subscription where id = '%2$s' and %1$s is not null"
                .formatted(name, id()));
    }

    private List<String> due(Story story) {
        return database.all(
                "select cast(due_at as text) from delivery where state = 'due' and subscription = '%s' and incident = '%s'"
                        .formatted(id(), story.id()));
    }

    private List<String> states(Story story) {
        return database.all(
                "select state from delivery where subscription = '%s' and incident = '%s'".formatted(id(), story.id()));
    }
}
