package dev.tocsin.incident.notices.page;

import static dev.tocsin.incident.access.http.Operator.operator;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.endsWith;

import dev.tocsin.incident.access.http.Browser;
import dev.tocsin.incident.access.http.Operator;
import dev.tocsin.incident.notices.rest.NotifierStandIn;
import dev.tocsin.stack.TocsinStack;
import dev.tocsin.stack.page.HtmlValidator;
import dev.tocsin.stack.page.PageLayout;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@QuarkusTest
@WithTestResource(
        value = TocsinStack.class,
        initArgs = {@ResourceArg(name = "schema", value = "incident")})
@WithTestResource(NotifierStandIn.class)
class NoticePagesTest {

    private static final String SILENCES = "/ops/silences";
    private static final String SUBSCRIBERS = "/ops/subscribers";
    private static final String SUBSCRIBER = SUBSCRIBERS + "/subscriber?id=a1b2c3d4e5f6g7h8i9j0";
    private static final String DELIVERIES = "/ops/deliveries";
    private static final String DELIVERY = "1f6d0c9b7a5e4d3c2b1a0f9e8d7c6b5a";
    private static final String ADDRESS = "https://hooks.reader.example/tocsin";
    private static final Duration SOON = Duration.ofSeconds(40);

    /// A silent notifier costs a page this much at most: 1 s to connect, 3 s to read, and what it takes itself.
    private static final Duration PATIENCE = Duration.ofMillis(4_900);

    @BeforeEach
    void theNotifierAnswers() {
        Operator.publishHarbour();
        NotifierStandIn.answer();
    }

    @AfterEach
    void itAnswersAgain() {
        NotifierStandIn.answer();
    }

    @Test
    void aResponderMakesAndEndsASilence() {
        var responder = Browser.of("responder");
        assertThat(responder.page(SILENCES))
                .contains("The first hall is handed over", "Made by maria", "FREQ=WEEKLY;BYDAY=SU");

        silence(responder, Map.of()).then().statusCode(303).header("Location", endsWith("?done=add"));
        responder
                .submit(SILENCES, SILENCES + "/end", Map.of("id", "s1l2e3n4c5e6a7b8c9d0"))
                .then()
                .statusCode(303);

        var acts = NotifierStandIn.acts();
        assertThat(acts)
                .extracting(NotifierStandIn.Request::path)
                .containsExactly("/api/v1/silences", "/api/v1/silences/s1l2e3n4c5e6a7b8c9d0/end");
        assertThat(acts)
                .extracting(NotifierStandIn.Request::authorization)
                .containsOnly("Bearer " + TocsinStack.OPERATOR_TOKEN);
        assertThat(acts.getFirst().actor()).matches("b[0-9a-f]{32}");
        assertThat(acts.getFirst().body())
                .contains(
                        "\"regions\":[\"na\",\"eu\"]", "\"endsAt\":\"2030-01-01T10:00:00.000Z\"", "\"startsAt\":null");
        assertThat(Browser.ofOperator().page("/ops/audit")).contains("Make silence", "End silence");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            regions | regions     | mars     | There is no region "mars"; there are apac, eu, na.
            regions | regions     | ''       | The scope is empty: enter a region,
            endsAt  | endsAt      | tomorrow | The end must be a day and a time, such as
            minutes | lastsMillis | 0        | The length must be from 1 minute to 7 days
            """)
    void whatIsWrongIsSaidAtItsFieldAndNothingEnteredIsLost(
            String entry, String field, String entered, String sentence) {
        var answer = silence(Browser.ofOperator(), Map.of(entry, entered));

        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(answer.asString().replace("&quot;", "\""))
                .containsPattern("id=\"%s-wrong\">\\Q%s".formatted(field, sentence))
                .contains("value=\"%s\"".formatted(entered), "value=\"A &lt;test&gt;\"");
    }

    @Test
    void aSilenceMayBeginWithAScopeOfItsAddress() {
        assertThat(Browser.ofOperator().page(SILENCES + "?incident=4s0n1rjgk2bc"))
                .contains("value=\"4s0n1rjgk2bc\"", "<details class=\"order\" open>");
    }

    @Test
    void anOperatorFindsASubscriberAndEndsTheSubscription() {
        var operator = Browser.ofOperator();
        assertThat(operator.page(SUBSCRIBERS + "?state=confirmed&channel=webhook"))
                .contains(ADDRESS);
        operator.submit(SUBSCRIBERS, SUBSCRIBERS + "/find", Map.of("find", ADDRESS))
                .then()
                .statusCode(200)
                .body(containsString(SUBSCRIBER));
        operator.submit(SUBSCRIBERS, SUBSCRIBERS + "/find", Map.of("find", "a1b2c3d4e5f6g7h8i9j0"))
                .then()
                .statusCode(303)
                .header("Location", endsWith(SUBSCRIBER));
        assertThat(operator.page(SUBSCRIBER))
                .contains(ADDRESS, "Minor and above", "an outage affects what the subscription includes", "HTTP 503");

        operator.submit(SUBSCRIBER, SUBSCRIBERS + "/end", Map.of("id", "a1b2c3d4e5f6g7h8i9j0", "reason", ""))
                .then()
                .statusCode(400)
                .body(containsString("Enter the reason."));
        operator.submit(
                        SUBSCRIBER,
                        SUBSCRIBERS + "/end",
                        Map.of("id", "a1b2c3d4e5f6g7h8i9j0", "reason", "asked\u0007by mail"))
                .then()
                .statusCode(400)
                .body(containsString("The reason must not contain control characters."));
        operator.submit(
                        SUBSCRIBER,
                        SUBSCRIBERS + "/end",
                        Map.of("id", "a1b2c3d4e5f6g7h8i9j0", "reason", "asked by mail"))
                .then()
                .statusCode(303);

        assertThat(NotifierStandIn.acts())
                .singleElement()
                .satisfies(act -> assertThat(act.method() + act.actor()).isEqualTo("DELETEoperator"));
        assertThat(operator.page("/ops/audit")).contains("End subscription: asked by mail");
        operator.get(SUBSCRIBERS + "/subscriber?id=unknown").then().statusCode(404);
    }

    @Test
    void aViewerSeesNoAddressesAndGetsNoForms() {
        var viewer = Browser.of("viewer");

        assertThat(viewer.page(SILENCES)).contains("Silences").doesNotContain("action=\"/ops/silences");
        assertThat(viewer.page("/ops")).doesNotContain(SUBSCRIBERS, DELIVERIES);
        for (var path : List.of(SUBSCRIBERS, SUBSCRIBER, DELIVERIES, "/ops/receivers")) {
            viewer.get(path).then().statusCode(403);
        }
        assertThat(viewer.page("/ops/notifications/part?incident=4s0n1rjgk2bc"))
                .contains("98,130")
                .doesNotContain(DELIVERIES);
    }

    @Test
    void aNoticeToOperatorsLinksToItsIncidentAndToNoSubscriber() {
        assertThat(Browser.ofOperator().page(DELIVERIES + "?channel=slack"))
                .contains("/ops/incident?id=4s0n1rjgk2bc", DELIVERIES + "?subscription=operator-slack-room")
                .doesNotContain("operators/4s0n1rjgk2bc", SUBSCRIBERS + "/subscriber?id=operator-");
    }

    @Test
    void noticesThatWereGivenUpAreReplayed() {
        var responder = Browser.of("responder");
        assertThat(responder.page(DELIVERIES + "?state=given-up&incident=4s0n1rjgk2bc"))
                .contains("because an outage affects what the subscription includes", "HTTP 503", "8 attempts");

        responder
                .submit(DELIVERIES, DELIVERIES + "/replay", Map.of("id", DELIVERY, "state", "given-up"))
                .then()
                .statusCode(303)
                .header("Location", containsString("state=given-up"));
        var confirmation = DELIVERIES + "/replay?channel=webhook";
        assertThat(responder.page(confirmation)).contains("70 notices were given up", "Replay 70 notices");
        assertThat(NotifierStandIn.acts()).hasSize(1);
        var many = responder.submit(confirmation, DELIVERIES + "/replay-many", Map.of("channel", "webhook"));

        many.then().statusCode(303);
        assertThat(responder.page(many.header("Location").replaceFirst("^https?://[^/]+", "")))
                .contains("70 notices are sent again. 3 more were given up and can be replayed.");
        assertThat(NotifierStandIn.acts().getLast().body()).contains("\"channel\":\"webhook\"", "\"most\":1000");
        assertThat(Browser.ofOperator().page("/ops/audit")).contains("Replay 70 notices");
    }

    @Test
    void aPausedReceiverIsResumed() {
        var operator = Browser.ofOperator();
        assertThat(operator.page("/ops/receivers")).contains("Paused", "17 notices wait");

        operator.submit("/ops/receivers", "/ops/receivers/resume", Map.of("id", "a1b2c3d4e5f6g7h8i9j0"))
                .then()
                .statusCode(303);

        assertThat(NotifierStandIn.acts())
                .extracting(NotifierStandIn.Request::path)
                .containsExactly("/api/v1/subscriptions/a1b2c3d4e5f6g7h8i9j0/resume");
    }

    @Test
    void anIncidentHasItsFiguresWithoutAskingForEachNotice() {
        assertThat(Browser.ofOperator().page("/ops/notifications?incident=4s0n1rjgk2bc"))
                .contains("98,130", "1,200", "70 given up", "7 came back", DELIVERIES + "?incident=4s0n1rjgk2bc");
        assertThat(Browser.ofOperator().page("/ops/notifications/part?incident=unknown"))
                .contains("Nobody was notified yet");
    }

    @Test
    void theOverviewSaysHowManyNoticesWait() {
        await().atMost(SOON)
                .untilAsserted(() ->
                        assertThat(Browser.ofOperator().page("/ops")).contains("1,234 notices wait, the earliest for"));
    }

    @Test
    void aFormWithoutItsTokenIsRefused() {
        Browser.ofOperator()
                .submitWith("forged", SILENCES + "/end", Map.of("id", "s1l2e3n4c5e6a7b8c9d0"))
                .then()
                .statusCode(400);

        assertThat(NotifierStandIn.acts()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                SILENCES,
                SUBSCRIBERS,
                SUBSCRIBER,
                DELIVERIES,
                DELIVERIES + "/replay?channel=email",
                "/ops/receivers",
                "/ops/notifications?incident=silent"
            })
    void aSilentNotifierIsNamedInTime(String path) {
        var operator = Browser.ofOperator();
        NotifierStandIn.hang();

        var before = Instant.now();
        var page = operator.page(path);

        assertThat(page).contains("notifier-service cannot be reached, since <time");
        assertThat(Duration.between(before, Instant.now())).isLessThan(PATIENCE);
    }

    @Test
    void nothingEnteredIsLostWhileTheNotifierIsSilent() {
        var operator = Browser.ofOperator();
        var token = Operator.formToken(operator.page(SILENCES));
        NotifierStandIn.hang();

        var before = Instant.now();
        var answer = operator.submitWith(token, SILENCES + "/add", entries(Map.of()));

        assertThat(answer.statusCode()).isEqualTo(503);
        assertThat(answer.asString())
                .contains("It is not known whether your request was carried out", "value=\"A &lt;test&gt;\"");
        assertThat(Duration.between(before, Instant.now())).isLessThan(PATIENCE);
    }

    @ParameterizedTest
    @CsvSource({
        "silences, /ops/silences?over=true",
        "silence-form, /ops/silences?subscription=a1b2c3d4e5f6g7h8i9j0",
        "subscribers, /ops/subscribers?state=confirmed",
        "subscriber, /ops/subscribers/subscriber?id=a1b2c3d4e5f6g7h8i9j0",
        "deliveries, /ops/deliveries?state=given-up&channel=webhook",
        "replay, /ops/deliveries/replay?channel=webhook",
        "receivers, /ops/receivers",
        "notifications, /ops/notifications?incident=4s0n1rjgk2bc"
    })
    void eachViewIsValidAndFitsEachScreen(String name, String path) throws IOException {
        var page = Browser.ofOperator().page(path);

        assertThat(HtmlValidator.errors(Map.of(name, page), Path.of("target/valid-notices/" + name)))
                .isEmpty();
        assertThat(PageLayout.faults(
                        "operators-" + name, page, it -> given().get(it).asString()))
                .isEmpty();
    }

    @Test
    void aProblemOfTheAddressIsOneOfTheRequest() {
        operator()
                .accept("text/html")
                .get(SUBSCRIBERS + "/subscriber?id=../x")
                .then()
                .statusCode(404);
    }

    private static Response silence(Browser browser, Map<String, String> entries) {
        return browser.submit(SILENCES, SILENCES + "/add", entries(entries));
    }

    private static Map<String, String> entries(Map<String, String> entries) {
        var all = new HashMap<>(Map.of("regions", "na, eu", "reason", "A <test>", "endsAt", "2030-01-01T10:00"));
        all.putAll(entries);
        return all;
    }
}
