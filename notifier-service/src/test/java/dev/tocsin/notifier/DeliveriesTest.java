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
import io.restassured.path.json.JsonPath;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.jspecify.annotations.Nullable;
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

        kafka.write(Topic.PUBLIC_INCIDENTS, story.begin("na"));
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

        kafka.write(Topic.PUBLIC_INCIDENTS, story.begin("na"));
        await().atMost(SOON).until(() -> state(subscription).equals("left"));
        kafka.write(Topic.PUBLIC_INCIDENTS, story.updatePosted("We are on it."));

        await().atMost(SOON)
                .untilAsserted(() -> assertThat(operator()
                                .get("/api/v1/deliveries?state=given-up")
                                .jsonPath()
                                .getList("items.delivery.id"))
                        .contains(id(story)));
        assertThat(receiver.notices(story)).hasSize(1);
        assertThat(database.all("select subscription from missed_subscriber"))
                .doesNotContain(subscription.getString("id"));
    }

    @Test
    void aReceiverThatWasAwayFillsItsGaps() {
        var subscription = subscribeAndConfirm(receiver, "na");
        var before = Story.now();
        var known = tell(before);
        receiver.answer(_ -> 410);
        var missed = Story.now();
        kafka.write(Topic.PUBLIC_INCIDENTS, missed.begin("na"));
        await().atMost(SOON).until(() -> state(subscription).equals("left"));
        kafka.write(Topic.PUBLIC_INCIDENTS, missed.resolved());

        var events = events(subscription, known.id());

        var gap = "items.find { it.event.data.incident == '%s' }".formatted(missed.id());
        assertThat(events.getString(gap + ".event.type")).isEqualTo("incident.opened");
        assertThat(events.getString(gap + ".id")).isEqualTo(id(missed));
        assertThat(events.getString(gap + ".state")).isEqualTo("given-up");
        assertThat(events.getList("items.id")).doesNotContain(known.id());
        assertThat(events.getString("next")).isNull();
        assertThat(events(subscription, null).<String>getList("items.id"))
                .containsSubsequence(known.id(), id(missed))
                .doesNotHaveDuplicates();
        given().get("/api/v1/events").then().statusCode(401).contentType("application/problem+json");
        operator().get("/api/v1/events").then().statusCode(401);
        given().auth()
                .oauth2(subscription.getString("manageToken"))
                .get("/api/v1/events?after=nothing")
                .then()
                .statusCode(404);
    }

    /// Of its opening, and then of its end.
    ///
    /// @return the last notice
    private Receiver.Hook tell(Story story) {
        var events = story.whole("na");
        kafka.write(Topic.PUBLIC_INCIDENTS, events.subList(0, 2));
        receiver.awaitNotices(story, "incident.opened");
        kafka.write(Topic.PUBLIC_INCIDENTS, events.subList(2, events.size()));
        return receiver.awaitNotices(story, "incident.opened", "incident.closed")
                .getLast();
    }

    private static JsonPath events(JsonPath subscription, @Nullable String after) {
        var request = given().auth().oauth2(subscription.getString("manageToken"));
        return (after == null ? request : request.queryParam("after", after))
                .get("/api/v1/events")
                .jsonPath();
    }

    @Test
    void operatorsFindDeliveriesAndReplayManyOfThem() {
        var subscription = subscribeAndConfirm(receiver, "na").getString("id");
        var start = Instant.now();
        var stories = List.of(Story.now(), Story.now(), Story.now());
        stories.forEach(this::tell);
        await().atMost(SOON).until(() -> delivered(subscription, stories), hasSize(6));
        stories.forEach(story -> database.execute(
                "update delivery set state = 'given-up', reason = 'a test' where subscription = '%s' and incident = '%s' and kind = 'opening'"
                        .formatted(subscription, story.id())));

        assertThat(find("state", "given-up", "subscription", subscription)).hasSize(3);
        assertThat(find("incident", stories.getFirst().id(), "subscription", subscription))
                .hasSize(2);
        assertThat(find("channel", "email", "subscription", subscription)).isEmpty();
        assertThat(find("since", start.toString(), "subscription", subscription))
                .hasSizeGreaterThanOrEqualTo(6);
        assertThat(find("since", Instant.now().plusSeconds(60).toString())).isEmpty();
        for (var wrong : List.of("state=lost", "channel=pigeon", "since=yesterday")) {
            operator()
                    .get("/api/v1/deliveries?" + wrong)
                    .then()
                    .statusCode(400)
                    .contentType("application/problem+json");
        }

        var first = replay(Map.of("subscription", subscription, "most", 2));
        assertThat(first.getInt("replayed")).isEqualTo(2);
        assertThat(first.getInt("left")).isEqualTo(1);
        assertThat(replay(Map.of("subscription", subscription)).getInt("replayed"))
                .isEqualTo(1);
        await().atMost(SOON).until(() -> delivered(subscription, stories), hasSize(6));
        stories.forEach(story -> assertThat(receiver.notices(story)).hasSize(3));
        for (var wrong : List.of(Map.of(), Map.of("subscription", subscription, "most", 5_000))) {
            operator()
                    .contentType("application/json")
                    .body(wrong)
                    .post("/api/v1/deliveries/replay")
                    .then()
                    .statusCode(400);
        }
        given().contentType("application/json")
                .body(Map.of("channel", "email"))
                .post("/api/v1/deliveries/replay")
                .then()
                .statusCode(401);
    }

    @Test
    void deliveriesComeInPagesTheNewestFirst() {
        var subscription = database.subscription("minor", List.of("nowhere"), List.of());
        database.execute("""
                insert into delivery (id, subscription, channel, kind, incident, episode, number, state, due_at, queued_at,
                    ended_at)
                select '%1$s-' || n, '%1$s', 'email', 'opening', 'incident-' || n, 1, n, 'delivered', now(), now(), now()
                from generate_series(1, 250) n""".formatted(subscription));

        var pages = new ArrayList<List<String>>();
        for (var page = page(subscription, null); ; page = page(subscription, page.getString("next"))) {
            pages.add(page.getList("items.delivery.id"));
            if (page.getString("next") == null) {
                break;
            }
        }

        assertThat(pages).extracting(List::size).containsExactly(100, 100, 50);
        assertThat(pages.stream().flatMap(List::stream))
                .containsExactlyElementsOf(IntStream.iterate(250, n -> n > 0, n -> n - 1)
                        .mapToObj(n -> subscription + "-" + n)
                        .toList());
        database.execute("delete from delivery where subscription = '%s'".formatted(subscription));
        database.execute("update subscription set state = 'left' where id = '%s'".formatted(subscription));
    }

    private static JsonPath page(String subscription, @Nullable String after) {
        var request = operator().queryParam("subscription", subscription);
        return (after == null ? request : request.queryParam("after", after))
                .get("/api/v1/deliveries")
                .jsonPath();
    }

    private static List<String> delivered(String subscription, List<Story> stories) {
        return stories.stream()
                .flatMap(story ->
                        find("state", "delivered", "subscription", subscription, "incident", story.id()).stream())
                .toList();
    }

    private static Predicate<List<?>> hasSize(int size) {
        return list -> list.size() == size;
    }

    /// @param filter names and values in turn
    private static List<String> find(String... filter) {
        var request = operator();
        for (var i = 0; i < filter.length; i += 2) {
            request.queryParam(filter[i], filter[i + 1]);
        }
        return request.get("/api/v1/deliveries").jsonPath().getList("items.delivery.id");
    }

    private static JsonPath replay(Map<String, ?> form) {
        var answer = operator().contentType("application/json").body(form).post("/api/v1/deliveries/replay");
        assertThat(answer.statusCode()).as(answer.asString()).isEqualTo(202);
        return answer.jsonPath();
    }

    @Test
    void operatorsSeeWhatANoticeWouldSay() {
        subscribeAndConfirm(receiver, "na");
        var story = Story.now();
        var last = tell(story);

        var mail = preview("email").jsonPath();
        assertThat(mail.getString("subject")).startsWith("[Harbour CRM] ");
        assertThat(mail.getList("parts.contentType")).containsExactly("text/plain", "text/html");
        assertThat(mail.getString("parts[0].text")).contains("is down in North America since");
        var hook = preview("webhook", "incident", story.id(), "kind", "closing").jsonPath();
        assertThat(hook.getString("parts[0].text")).isEqualTo(last.body());
        preview("pigeon").then().statusCode(404);
        preview("email", "incident", "unheard").then().statusCode(404);
        preview("email", "kind", "odd").then().statusCode(400).contentType("application/problem+json");
        given().get("/api/v1/previews/email").then().statusCode(401);
    }

    private static Response preview(String channel, String... parameters) {
        var request = operator();
        for (var i = 0; i < parameters.length; i += 2) {
            request.queryParam(parameters[i], parameters[i + 1]);
        }
        return request.get("/api/v1/previews/" + channel);
    }

    @Test
    void whomItDoesNotTouchHearsNothing() {
        subscribeAndConfirm(elsewhere, "eu");
        subscribeAndConfirm(receiver, "na");
        var story = Story.now();

        kafka.write(Topic.PUBLIC_INCIDENTS, story.whole("na"));
        receiver.awaitNotice(story);

        assertThat(elsewhere.notices(story)).isEmpty();
    }

    @Test
    void aRecordThatCannotBeReadIsPutAsideAndTheStreamGoesOn() {
        subscribeAndConfirm(receiver, "na");
        var story = Story.now();
        var unfit = Story.now().called("\u0000");

        for (var partition = 0; partition < Topic.PUBLIC_INCIDENTS.partitions(); partition++) {
            kafka.write(new ProducerRecord<>(
                    Topic.PUBLIC_INCIDENTS.topicName(), partition, story.id(), "{\"half\": ".getBytes(UTF_8)));
        }
        kafka.write(Topic.PUBLIC_INCIDENTS, unfit.opened());
        kafka.write(Topic.PUBLIC_INCIDENTS, story.whole("na"));

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
                        .containsOnlyOnce("dead-letters/tocsin.public-incidents"));
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
