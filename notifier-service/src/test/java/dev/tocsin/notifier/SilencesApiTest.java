package dev.tocsin.notifier;

import static dev.tocsin.notifier.NotifierSide.SOON;
import static dev.tocsin.notifier.NotifierSide.awaitCatalog;
import static dev.tocsin.notifier.NotifierSide.operator;
import static dev.tocsin.notifier.NotifierSide.subscribeAndConfirm;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.tocsin.contract.Topic;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

@QuarkusTest
@WithTestResource(NotifierStack.class)
final class SilencesApiTest {

    private static final String PATH = "/api/v1/silences";

    @Inject
    Database database;

    @RegisterExtension
    private final KafkaSide kafka = new KafkaSide();

    @RegisterExtension
    private final Receiver silenced = new Receiver();

    @RegisterExtension
    private final Receiver other = new Receiver();

    private final String soon = Instant.now().plus(Duration.ofHours(1)).toString();

    @BeforeEach
    void awaitWhatCanBeChosen() {
        awaitCatalog();
    }

    @AfterEach
    void clear() {
        database.execute("truncate silence cascade");
    }

    @Test
    void aSilencedSubscriberIsNotifiedWhenAnOperatorEndsTheSilence() {
        var subscription = subscribeAndConfirm(silenced, "na").getString("id");
        subscribeAndConfirm(other, "na");
        var story = Story.now();
        var made = make(Map.of("subscriptions", List.of(subscription)));
        assertThat(made.statusCode()).as(made.asString()).isEqualTo(201);
        assertThat(made.jsonPath().getString("owner")).isEqualTo("operator");
        assertThat(made.jsonPath().getString("state")).isEqualTo("active");

        kafka.write(Topic.PUBLIC_INCIDENTS, story.begin("na"));
        other.awaitNotice(story);
        assertThat(database.all("select kind from delivery where subscription = '%s' and incident = '%s'"
                        .formatted(subscription, story.id())))
                .isEmpty();

        var ended = operator().post("%s/%s/end".formatted(PATH, made.jsonPath().getString("id")));
        assertThat(ended.jsonPath().getString("state")).isEqualTo("over");
        assertThat(ended.jsonPath().getString("endedBy")).isEqualTo("operator");
        silenced.awaitNotices(story, "incident.opened");

        kafka.write(Topic.PUBLIC_INCIDENTS, story.outageEnded("na-1", "na"), story.resolved());
        silenced.awaitNotices(story, "incident.opened", "incident.closed");
        other.awaitNotices(story, "incident.opened", "incident.closed");
    }

    /// Nobody ends it by hand: the worker does, on time.
    @Test
    void aSilenceEndsByItself() {
        var id = make(Map.of("regions", List.of("eu"))).jsonPath().getString("id");
        database.execute("update silence set ends_at = now() + interval '1 s'");
        database.execute("update silence_period set ends_at = now() + interval '1 s'");

        await().atMost(SOON)
                .until(() -> database.all("select silence from silence_period").isEmpty());

        assertThat(operator().get(PATH + "/" + id).jsonPath().getString("state"))
                .isEqualTo("over");
    }

    @Test
    void silencesAreListedUntilTheyAreOver() {
        var weekly = make(Map.of(
                        "regions",
                        List.of("na"),
                        "components",
                        List.of("login"),
                        "endsAt",
                        Instant.now().plus(Duration.ofDays(30)).toString(),
                        "repeats",
                        "FREQ=WEEKLY;BYDAY=SU",
                        "lastsMillis",
                        7_200_000,
                        "zone",
                        "America/Chicago"))
                .jsonPath();
        var other = make(Map.of("regions", List.of("na"))).jsonPath().getString("id");

        assertThat(weekly.getString("zone")).isEqualTo("America/Chicago");
        assertThat(Duration.between(
                        Instant.parse(weekly.getString("period.startsAt")),
                        Instant.parse(weekly.getString("period.endsAt"))))
                .isEqualTo(Duration.ofHours(2));
        assertThat(ids("")).containsExactly(other, weekly.getString("id"));
        assertThat(ids("?after=" + other)).containsExactly(weekly.getString("id"));
        operator().post("%s/%s/end".formatted(PATH, other)).then().statusCode(200);
        assertThat(ids("")).containsExactly(weekly.getString("id"));
        assertThat(ids("?over=true")).containsExactly(other, weekly.getString("id"));
        assertThat(operator().get(PATH + "/" + other).jsonPath().getString("period"))
                .isNull();
    }

    @Test
    void whatIsWrongIsSaidAndNothingIsKept() {
        assertThat(problems(Map.of())).containsExactly("regions");
        assertThat(problems(Map.of("regions", List.of("mars")))).containsExactly("regions[0]");
        assertThat(problems(Map.of("incidents", List.of("000000000000"), "subscriptions", List.of("nobody"))))
                .containsExactly("incidents", "subscriptions");
        assertThat(problems(Map.of("regions", List.of("na"), "endsAt", "2020-01-01T00:00:00Z")))
                .containsExactly("endsAt");
        assertThat(problems(Map.of("regions", List.of("na"), "repeats", "daily", "lastsMillis", 60_000)))
                .containsExactly("repeats");
        assertThat(problems(Map.of("region", "na"))).containsExactly("region");

        assertThat(ids("?over=true")).isEmpty();
    }

    @Test
    void anOperatorsChannelCannotBeSilenced() {
        database.execute("""
                insert into subscription (id, channel, state, address, regions, components, least_severity, created_at,
                    operator, severities)
                values ('operator-email-calm', 'email', 'operator', 'calm', '{}', '{}', 'internal', now(), 'calm', '{}')""");

        var problems = problems(Map.of("subscriptions", List.of("operator-email-calm")));
        database.execute("delete from subscription where id = 'operator-email-calm'");

        assertThat(problems).containsExactly("subscriptions");
    }

    @Test
    void onlyOperatorsMaySilence() {
        given().contentType("application/json")
                .body(Map.of("regions", List.of("na")))
                .post(PATH)
                .then()
                .statusCode(401);
        given().get(PATH).then().statusCode(401);
        operator().get(PATH + "/nothing").then().statusCode(404);
        operator().post(PATH + "/nothing/end").then().statusCode(404);
    }

    private List<String> problems(Map<String, ?> form) {
        var answer = make(form);
        assertThat(answer.statusCode()).as(answer.asString()).isEqualTo(400);
        return answer.jsonPath().getList("errors.field");
    }

    private static List<String> ids(String query) {
        return operator().get(PATH + query).jsonPath().getList("items.id");
    }

    private Response make(Map<String, ?> with) {
        var form = new HashMap<String, Object>(Map.of("reason", "a test", "endsAt", soon));
        form.putAll(with);
        return operator().contentType("application/json").body(form).post(PATH);
    }
}
