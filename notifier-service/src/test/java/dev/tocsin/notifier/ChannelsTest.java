package dev.tocsin.notifier;

import static dev.tocsin.notifier.NotifierSide.SOON;
import static dev.tocsin.notifier.NotifierSide.operator;
import static dev.tocsin.notifier.NotifierSide.state;
import static dev.tocsin.notifier.NotifierSide.subscribe;
import static dev.tocsin.notifier.OwnerSide.code;
import static dev.tocsin.notifier.OwnerSide.confirm;
import static dev.tocsin.notifier.OwnerSide.end;
import static dev.tocsin.notifier.OwnerSide.test;
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
import java.net.URI;
import java.util.List;
import java.util.Locale;
import java.util.Map;
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

    private static final String KEY = "0123456789abcdef0123456789abcdef";

    @TestHTTPResource(value = "/metrics", management = true)
    URI metrics = URI.create("");

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

    private static int port(String key) {
        return URI.create(ConfigProvider.getConfig().getValue(key, String.class))
                .getPort();
    }
}
