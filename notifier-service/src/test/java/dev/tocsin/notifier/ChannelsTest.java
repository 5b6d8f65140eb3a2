package dev.tocsin.notifier;

import static dev.tocsin.notifier.NotifierSide.SOON;
import static dev.tocsin.notifier.NotifierSide.operator;
import static dev.tocsin.notifier.NotifierSide.state;
import static dev.tocsin.notifier.NotifierSide.subscribe;
import static dev.tocsin.notifier.NotifierSide.subscribeAndConfirm;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.tocsin.contract.Topic;
import dev.tocsin.notifier.channel.http.FakeService;
import dev.tocsin.notifier.channel.http.FakeService.Answer;
import dev.tocsin.notifier.channel.http.FakeService.Request;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import io.restassured.path.json.JsonPath;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import jakarta.inject.Inject;
import java.net.URI;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.eclipse.microprofile.config.ConfigProvider;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Subscribing, confirming, an opening and a closing, through every channel but mail and the webhook of our own.
@QuarkusTest
@WithTestResource(NotifierStack.class)
final class ChannelsTest {

    private static final Pattern CODE = Pattern.compile("\\b[2-9B-Z]{4}-[2-9B-Z]{4}\\b");
    private static final String KEY = "0123456789abcdef0123456789abcdef";

    @TestHTTPResource(value = "/metrics", management = true)
    URI metrics = URI.create("");

    @Inject
    Database database;

    @RegisterExtension
    private final KafkaSide kafka = new KafkaSide();

    @RegisterExtension
    private final Receiver receiver = new Receiver();

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            slack | /services/T0/B0/private | 200 | ok | /blocks/0/text/text | [Harbour CRM] Log in is down in North America
            discord | /api/webhooks/1/private | 204 | | /embeds/0/title | [Harbour CRM] Log in is down in North America
            teams | /workflows/1?sig=private | 202 | | /attachments/0/content/body/0/items/0/inlines/0/text \
            | [Harbour CRM] Log in is down in North America
            statuspage | /hook/private | 200 | ok | /incident/status | investigating
            """)
    void aChannelWithAWebhookOfItsOwnIsConfirmedByACodeAndToldOnceEach(
            String channel, String path, int status, @Nullable String answer, String title, String opened) {
        try (var service = FakeService.that(new Answer(status, answer == null ? "" : answer))) {
            var url = service.url(path).toString();
            var subscription = subscribe(Map.of("channel", channel, "url", url, "regions", List.of("na")));
            var code = code(service, 0);
            assertThat(confirm(subscription, "2222-2222").statusCode()).isEqualTo(400);
            assertThat(state(subscription)).isEqualTo("pending");

            assertThat(confirm(subscription, code.toLowerCase(Locale.ROOT).replace("-", " "))
                            .statusCode())
                    .isEqualTo(204);
            var notices = openingAndClosing(Story.now(), service);

            assertThat(state(subscription)).isEqualTo("confirmed");
            assertThat(service.requests()).allSatisfy(request -> {
                assertThat(request.method()).isEqualTo("POST");
                assertThat(request.path()).isEqualTo(path);
                assertThat(request.header("content-type")).isEqualTo("application/json");
            });
            assertThat(notices)
                    .extracting(request -> request.json().at(title).asText().replace("\\", ""))
                    .satisfiesExactly(
                            opening -> assertThat(opening).isEqualTo(opened),
                            closing -> assertThat(closing).containsIgnoringCase("resolved"));
            assertThat(operator()
                            .get("/api/v1/subscriptions/" + subscription.getString("id"))
                            .asString())
                    .contains("127.0.0.1")
                    .doesNotContain("private");
            assertThat(given().accept("text/plain").get(metrics).asString())
                    .contains("tocsin_deliveries_total")
                    .doesNotContain("private", "/services/", "/webhooks/", "/workflows/", "/hook");
            end(subscription);
        }
    }

    @Test
    void pagerDutyIsAlertedAndTheAlertResolved() {
        try (var service = FakeService.at(port("tocsin.pagerduty.url"), new Answer(202, "{\"status\": \"success\"}"))) {
            var subscription = subscribe(Map.of("channel", "pagerduty", "address", KEY, "regions", List.of("na")));
            await().atMost(SOON).until(() -> state(subscription).equals("confirmed"));

            var story = Story.now();
            var notices = openingAndClosing(story, service);

            assertThat(service.requests().getFirst().path()).isEqualTo("/v2/change/enqueue");
            assertThat(notices).extracting(Request::path).containsOnly("/v2/enqueue");
            assertThat(notices)
                    .extracting(request -> request.json().get("event_action").asText())
                    .containsExactly("trigger", "resolve");
            assertThat(service.requests())
                    .allSatisfy(request -> assertThat(
                                    request.json().get("routing_key").asText())
                            .isEqualTo(KEY));
            assertThat(test(subscription).<String, Object>getMap("")).containsEntry("delivered", true);
            assertThat(service.requests().getLast().path()).isEqualTo("/v2/change/enqueue");
            assertThat(service.requests()
                            .getLast()
                            .json()
                            .at("/payload/summary")
                            .asText())
                    .isEqualTo("Harbour CRM: This is a test. Nothing is wrong.");
            assertThat(notices)
                    .allSatisfy(request -> assertThat(
                                    request.json().get("dedup_key").asText())
                            .isEqualTo("tocsin/%s/%s".formatted(story.id(), subscription.getString("id"))));
            assertThat(operator()
                            .get("/api/v1/subscriptions/" + subscription.getString("id"))
                            .jsonPath()
                            .getString("address"))
                    .isEqualTo("…cdef");
            end(subscription);
        }
    }

    @Test
    void aKeyThatPagerDutyRefusesIsNotConfirmed() {
        try (var service =
                FakeService.at(port("tocsin.pagerduty.url"), new Answer(400, "{\"status\": \"invalid event\"}"))) {
            var subscription = subscribe(Map.of("channel", "pagerduty", "address", KEY));

            await().atMost(SOON).until(() -> state(subscription).equals("refused"));
            assertThat(service.requests()).hasSize(1);
        }
    }

    @Test
    void aPhoneIsConfirmedByItsCodeAndToldThroughTheGateway() {
        try (var gateway = FakeService.at(port("tocsin.sms.url"), new Answer(202, ""))) {
            var subscription =
                    subscribe(Map.of("channel", "sms", "address", "+43 (1) 234-567", "regions", List.of("na")));
            assertThat(confirm(subscription, code(gateway, 0)).statusCode()).isEqualTo(204);

            var notices = openingAndClosing(Story.now(), gateway);

            assertThat(gateway.requests()).allSatisfy(request -> {
                assertThat(request.header("authorization")).isEqualTo("Bearer of-the-gateway");
                assertThat(request.json().get("to").asText()).isEqualTo("+431234567");
                assertThat(request.json().get("text").asText()).hasSizeLessThanOrEqualTo(306);
            });
            assertThat(notices.getFirst().json().get("text").asText())
                    .startsWith("Harbour CRM: Log in is down in North America since ");
            assertThat(test(subscription).<String, Object>getMap("")).containsEntry("delivered", true);
            assertThat(gateway.requests().getLast().json().get("text").asText())
                    .isEqualTo("Harbour CRM: This is a test. Nothing is wrong.");
            end(subscription);
        }
    }

    @Test
    void aCodeIsTriedFiveTimesAndThenNoMore() {
        try (var service = FakeService.that(new Answer(200, "ok"))) {
            var subscription = subscribe(
                    Map.of("channel", "slack", "url", service.url("/services/x").toString()));
            var code = code(service, 0);

            var wrong = Stream.of("2222-2222", "3333-3333", "4444-4444", "5555-5555", "6666-6666")
                    .map(typed -> confirm(subscription, typed).statusCode())
                    .toList();

            assertThat(wrong).containsExactly(400, 400, 400, 400, 409);
            assertThat(confirm(subscription, code).statusCode()).isEqualTo(409);
            assertThat(state(subscription)).isEqualTo("pending");
            end(subscription);
        }
    }

    @Test
    void aCodeThatExpiredConfirmsNothingAndOnlyItsHashIsKept() {
        try (var service = FakeService.that(new Answer(200, "ok"))) {
            var subscription = subscribe(
                    Map.of("channel", "slack", "url", service.url("/services/x").toString()));
            var code = code(service, 0);
            var id = subscription.getString("id");
            assertThat(database.all("select encode(hash, 'hex') from confirmation_code where subscription = '%s'"
                            .formatted(id)))
                    .singleElement()
                    .asString()
                    .hasSize(64);
            database.execute("update confirmation_code set expires_at = now() where subscription = '%s'".formatted(id));

            assertThat(confirm(subscription, code).statusCode()).isEqualTo(409);
            assertThat(state(subscription)).isEqualTo("pending");
            end(subscription);
        }
    }

    @Test
    void onlyWhoSubscribedMayTypeTheCode() {
        try (var service = FakeService.that(new Answer(200, "ok"))) {
            var subscription = subscribe(
                    Map.of("channel", "slack", "url", service.url("/services/x").toString()));
            var code = code(service, 0);

            given().contentType(ContentType.JSON)
                    .body(Map.of("code", code))
                    .post("/api/v1/subscriptions/%s/confirmation".formatted(subscription.getString("id")))
                    .then()
                    .statusCode(404);
            end(subscription);
        }
    }

    @Test
    void aCodeIsTypedOnThePage() {
        try (var service = FakeService.that(new Answer(200, "ok"))) {
            var page = given().accept("text/html")
                    .formParams(Map.of(
                            "channel",
                            "slack",
                            "url",
                            service.url("/services/x").toString()))
                    .post("/subscriptions")
                    .asString();
            var token = page.replaceAll("(?s).*name=\"token\" value=\"([^\"]+)\".*", "$1");

            var answer = given().accept("text/html")
                    .formParams(Map.of("token", token, "code", code(service, 0)))
                    .post("/subscriptions/code");

            assertThat(answer.statusCode()).isEqualTo(200);
            assertThat(answer.asString()).contains("You are subscribed");
            assertThat(given().formParam("token", token)
                            .post("/subscriptions/leave")
                            .statusCode())
                    .isEqualTo(200);
        }
    }

    @Test
    void aWebhookGetsItsHeadersWhichNobodyIsShown() {
        var subscription = subscribe(Map.of(
                "channel",
                "webhook",
                "url",
                receiver.url().toString(),
                "headers",
                Map.of("X-Api-Key", "private-value"),
                "regions",
                List.of("eu")));
        await().atMost(SOON).until(() -> state(subscription).equals("confirmed"));

        assertThat(receiver.challenges().getFirst().header("x-api-key")).isEqualTo("private-value");
        var view = operator().get("/api/v1/subscriptions/" + subscription.getString("id"));
        assertThat(view.jsonPath().getList("headers")).containsExactly("X-Api-Key");
        assertThat(view.asString()).doesNotContain("private-value");
        end(subscription);
    }

    @Test
    void aTestEventIsSignedAndItsAnswerTold() {
        var subscription = subscribeAndConfirm(receiver, "eu");

        assertThat(test(subscription).<String, Object>getMap("")).containsEntry("delivered", true);
        var event = receiver.tests().getFirst();
        event.assertSignedWith(subscription.getString("secret"));
        assertThat(event.data().get("message").asText()).isEqualTo("This is a test. Nothing is wrong.");
        receiver.answer(_ -> 503);
        assertThat(test(subscription).<String, Object>getMap(""))
                .isEqualTo(Map.of("delivered", false, "reason", "the endpoint answered 503"));
        end(subscription);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            slack      | /services/T0/B0/test | ok  | /blocks/0/text/text
            discord    | /api/webhooks/1/test |     | /embeds/0/title
            teams      | /workflows/1?sig=t   |     | /attachments/0/content/body/0/items/0/inlines/0/text
            statuspage | /hook/test           | ok  | /incident/name
            """)
    void aTestMessageSaysThatItIsOne(String channel, String path, @Nullable String answer, String title) {
        try (var service = FakeService.that(new Answer(200, answer == null ? "" : answer))) {
            var url = service.url(path).toString();
            var subscription = subscribe(Map.of("channel", channel, "url", url, "regions", List.of("eu")));
            assertThat(confirm(subscription, code(service, 0)).statusCode()).isEqualTo(204);

            assertThat(test(subscription).<String, Object>getMap("")).containsEntry("delivered", true);

            var message = service.requests().getLast();
            assertThat(message.json().at(title).asText()).isEqualTo("Test of updates from Harbour CRM");
            assertThat(message.body()).contains("This is a test. Nothing is wrong.");
            end(subscription);
        }
    }

    @Test
    void aTestMailSaysThatItIsOne() {
        var mailbox = SubscriberMailbox.unused();
        var path = "/api/v1/subscriptions/" + subscribe(mailbox, "eu").getString("id");
        database.execute(
                "update subscription set state = 'confirmed' where address = '%s'".formatted(mailbox.address()));

        assertThat(operator().post(path + "/test").jsonPath().<String, Object>getMap(""))
                .containsEntry("delivered", true);

        assertThat(mailbox.awaitMail("Test of updates from Harbour CRM").text())
                .contains("This is a test. Nothing is wrong.");
        operator().delete(path).then().statusCode(204);
    }

    @Test
    void aTestThatIsRefusedSaysWhy() {
        try (var service = FakeService.that(new Answer(200, "ok"))) {
            var subscription = subscribe(Map.of(
                    "channel",
                    "slack",
                    "url",
                    service.url("/services/T0/B0/refused").toString()));
            assertThat(confirm(subscription, code(service, 0)).statusCode()).isEqualTo(204);
            service.answers(_ -> new Answer(400, "invalid_payload"));

            assertThat(test(subscription).<String, Object>getMap(""))
                    .isEqualTo(Map.of("delivered", false, "reason", "Slack refused the message: 400 invalid_payload"));
            end(subscription);
        }
    }

    @Test
    void whoIsNotConfirmedIsSentNoTestEvent() {
        receiver.ignoreChallenges();
        var subscription = subscribe(receiver, "eu");

        assertThat(owner(subscription)
                        .post("/api/v1/subscriptions/%s/test".formatted(subscription.getString("id")))
                        .statusCode())
                .isEqualTo(409);
        assertThat(receiver.tests()).isEmpty();
        end(subscription);
    }

    /// What was told of the story: twice, and in this order.
    private List<Request> openingAndClosing(Story story, FakeService service) {
        kafka.write(Topic.PUBLIC_INCIDENTS, story.begin("na"));
        await().atMost(SOON)
                .untilAsserted(() -> assertThat(notices(story, service)).hasSize(1));
        kafka.write(
                Topic.PUBLIC_INCIDENTS,
                story.up("na-1", "login@na", "api@na"),
                story.outageEnded("na-1", "na"),
                story.resolved());
        await().atMost(SOON)
                .untilAsserted(() -> assertThat(notices(story, service)).hasSize(2));
        return notices(story, service);
    }

    private static List<Request> notices(Story story, FakeService service) {
        return service.requests().stream()
                .filter(request -> request.body().contains(story.id()))
                .toList();
    }

    private static String code(FakeService service, int request) {
        await().atMost(SOON).until(() -> service.requests().size() > request);
        var found = CODE.matcher(service.requests().get(request).body());
        assertThat(found.find()).isTrue();
        return found.group();
    }

    private static Response confirm(JsonPath subscription, String code) {
        return owner(subscription)
                .contentType(ContentType.JSON)
                .body(Map.of("code", code))
                .post("/api/v1/subscriptions/%s/confirmation".formatted(subscription.getString("id")));
    }

    private static JsonPath test(JsonPath subscription) {
        return owner(subscription)
                .post("/api/v1/subscriptions/%s/test".formatted(subscription.getString("id")))
                .jsonPath();
    }

    private static RequestSpecification owner(JsonPath subscription) {
        return given().auth().oauth2(subscription.getString("manageToken"));
    }

    private static void end(JsonPath subscription) {
        owner(subscription)
                .delete("/api/v1/subscriptions/" + subscription.getString("id"))
                .then()
                .statusCode(204);
    }

    private static int port(String key) {
        return URI.create(ConfigProvider.getConfig().getValue(key, String.class))
                .getPort();
    }
}
