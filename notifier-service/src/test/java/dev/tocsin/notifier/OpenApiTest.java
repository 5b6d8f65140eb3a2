package dev.tocsin.notifier;

import static dev.tocsin.notifier.NotifierSide.SOON;
import static dev.tocsin.notifier.NotifierSide.operator;
import static dev.tocsin.notifier.NotifierSide.subscribe;
import static dev.tocsin.notifier.NotifierSide.subscribeAndConfirm;
import static io.restassured.RestAssured.given;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.tocsin.contract.Topic;
import dev.tocsin.notifier.channel.email.Reports;
import dev.tocsin.stack.TocsinStack;
import dev.tocsin.stack.api.ApiDocument;
import dev.tocsin.stack.api.ApiFuzz;
import dev.tocsin.stack.api.MetricsPage;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import jakarta.inject.Inject;
import java.io.IOException;
import java.net.Socket;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/// The document is true of what is answered, also when what is asked makes no sense.
@QuarkusTest
@WithTestResource(NotifierStack.class)
final class OpenApiTest {

    private static final Duration FUZZED = Duration.ofSeconds(Integer.getInteger("fuzz.seconds", 15));

    @TestHTTPResource
    URI base = URI.create("");

    @TestHTTPResource(value = "/health", management = true)
    URI health = URI.create("");

    @Inject
    Database database;

    @RegisterExtension
    private final KafkaSide kafka = new KafkaSide();

    @RegisterExtension
    private final Receiver receiver = new Receiver();

    @RegisterExtension
    private final Receiver other = new Receiver();

    private ApiDocument document = ApiDocument.of("{}");

    @BeforeEach
    void readTheDocument() {
        document = ApiDocument.of(
                given().accept("application/json").get("/api/v1/openapi").asString());
    }

    @Test
    void everyOperationAnswersAsItIsDescribed() {
        var webhook = subscribeAndConfirm(receiver, "na");
        var mail = subscribe(new SubscriberMailbox("jo@customer.example"));
        var story = Story.now();
        kafka.write(Topic.PUBLIC_INCIDENTS, story.begin("na"));
        var delivery = receiver.awaitNotice(story).id();
        database.execute("update delivery set state = 'given-up', ended_at = now(), reason = 'a test' where id = '%s'"
                .formatted(delivery));

        check(
                given().contentType("application/json")
                        .body(Map.of("channel", "email", "address", "b@customer.example")),
                "POST",
                "/api/v1/subscriptions");
        check(
                given().contentType("application/json")
                        .body(Map.of("channel", "webhook", "url", receiver.url().toString())),
                "POST",
                "/api/v1/subscriptions");
        check(given().contentType("application/json").body("{}"), "POST", "/api/v1/subscriptions");
        check(given(), "GET", "/api/v1/subscriptions");
        check(operator(), "GET", "/api/v1/subscriptions");
        check(operator(), "GET", "/api/v1/subscriptions/" + mail.getString("id"));
        check(operator(), "GET", "/api/v1/subscriptions/" + webhook.getString("id"));
        check(
                operator().contentType("application/json").body("{\"updates\": false}"),
                "PUT",
                "/api/v1/subscriptions/" + webhook.getString("id"));
        check(operator(), "POST", "/api/v1/subscriptions/%s/secret".formatted(webhook.getString("id")));
        check(operator(), "POST", "/api/v1/subscriptions/%s/secret".formatted(mail.getString("id")));
        check(operator(), "POST", "/api/v1/subscriptions/%s/test".formatted(webhook.getString("id")));
        check(operator(), "POST", "/api/v1/subscriptions/%s/test".formatted(mail.getString("id")));
        for (var id : List.of(webhook.getString("id"), mail.getString("id"), "nothing")) {
            check(
                    operator().contentType("application/json").body("{\"code\": \"4BKT-X9QW\"}"),
                    "POST",
                    "/api/v1/subscriptions/%s/confirmation".formatted(id));
        }
        for (var id : List.of(webhook.getString("id"), mail.getString("id"), "nothing")) {
            var path = "/api/v1/subscriptions/%s/owner".formatted(id);
            check(operator().contentType("application/json").body("{\"mail\": \"jo@customer.example\"}"), "PUT", path);
            check(operator().contentType("application/json").body("{\"mail\": \"jo\"}"), "PUT", path);
            check(operator(), "GET", path);
            check(operator(), "DELETE", path);
        }
        check(operator(), "GET", "/api/v1/subscriptions.csv");
        check(
                operator().contentType("text/csv").body("channel,address\n".getBytes(UTF_8)),
                "POST",
                "/api/v1/subscriptions.csv");
        await().atMost(SOON)
                .until(() -> operator()
                                .get("/api/v1/incidents/%s/ledger".formatted(story.id()))
                                .statusCode()
                        == 200);
        for (var path : List.of("/ledger", "/ledger/head", "/notification")) {
            check(operator(), "GET", "/api/v1/incidents/" + story.id() + path);
        }
        check(given(), "GET", "/api/v1/receipt-keys");
        check(operator(), "GET", "/api/v1/previews/email");
        check(operator(), "GET", "/api/v1/subscriptions/%s/receipts/%s".formatted(webhook.getString("id"), delivery));
        check(operator(), "GET", "/api/v1/deliveries");
        check(operator(), "GET", "/api/v1/deliveries/" + delivery);
        check(operator().queryParam("incident", story.id()), "GET", "/api/v1/deliveries/replayable");
        check(operator(), "GET", "/api/v1/deliveries/replayable");
        check(operator(), "GET", "/api/v1/delivery-queue");
        check(operator(), "POST", "/api/v1/deliveries/%s/replay".formatted(delivery));
        check(operator(), "POST", "/api/v1/deliveries/nothing/replay");
        check(
                operator().contentType("application/json").body(Map.of("incident", story.id())),
                "POST",
                "/api/v1/deliveries/replay");
        check(given().auth().oauth2(webhook.getString("manageToken")), "GET", "/api/v1/events");
        check(
                operator()
                        .contentType("message/rfc822")
                        .body(Reports.report("bounce+%s@localhost".formatted(delivery), "failed", "5.2.2", "")
                                .getBytes(UTF_8)),
                "POST",
                "/api/v1/bounces");
        check(operator(), "GET", "/api/v1/failing-receivers");
        var mute = check(
                        operator()
                                .contentType("application/json")
                                .body(Map.of(
                                        "incidents",
                                        List.of(story.id()),
                                        "reason",
                                        "a test",
                                        "endsAt",
                                        Instant.now().plusSeconds(3600).toString())),
                        "POST",
                        "/api/v1/silences")
                .jsonPath()
                .getString("id");
        check(operator().contentType("application/json").body("{\"repeats\": \"daily\"}"), "POST", "/api/v1/silences");
        check(operator(), "GET", "/api/v1/silences");
        check(operator(), "GET", "/api/v1/silences/" + mute);
        check(operator(), "POST", "/api/v1/silences/%s/end".formatted(mute));
        check(operator(), "GET", "/api/v1/audit");
        check(
                operator().contentType("application/json").body(Map.of("address", mail.getString("id"))),
                "POST",
                "/api/v1/subscriptions/search");
        database.execute("update subscription set paused_at = now(), unreached_since = now() where id = '%s'"
                .formatted(webhook.getString("id")));
        check(operator(), "POST", "/api/v1/subscriptions/%s/resume".formatted(webhook.getString("id")));
        check(operator(), "DELETE", "/api/v1/subscriptions/" + webhook.getString("id"));

        assertThat(document.notAnswered()).isEmpty();
        assertThat(document.danglingReferences()).isEmpty();
        assertThat(document.schemas()).isNotEmpty().noneMatch(name -> name.contains("Json"));
    }

    @Test
    void whateverIsAskedIsAnsweredAsDescribedAndNothingStops() {
        var webhook = subscribeAndConfirm(receiver, "na");
        var known = List.of(webhook.getString("id"), "na", "login", "email", "webhook", "jo@customer.example");
        var seed = Long.getLong("fuzz.seed", System.nanoTime());

        var faults = new ApiFuzz(
                        URI.create(base.toString().replaceAll("/$", "")),
                        document,
                        TocsinStack.OPERATOR_TOKEN,
                        known,
                        seed)
                .run(FUZZED);

        database.execute("truncate silence cascade");
        assertThat(faults).as("seed %d, to be repeated with -Dfuzz.seed", seed).isEmpty();
        given().get(health).then().statusCode(200);
        var story = Story.now();
        subscribeAndConfirm(other, "na");
        kafka.write(Topic.PUBLIC_INCIDENTS, story.begin("na"));
        other.awaitNotice(story);
    }

    @Test
    void metricsSayWhatTheyAre() {
        var metrics =
                new MetricsPage(given().accept("text/plain").get(metrics()).asString());

        assertThat(metrics.text()).contains("# TYPE tocsin_");
        assertThat(metrics.faults()).isEmpty();
        assertThat(metrics.promtool().orElse("")).isEmpty();
    }

    private URI metrics() {
        return health.resolve("metrics");
    }

    @Test
    void whatCannotBeServedIsAProblemWithoutInternals() throws IOException {
        for (var path : List.of("/api/v1/subscriptions/%00", "/api/v1/deliveries?after=%00", "/nowhere")) {
            var answer = operator().urlEncodingEnabled(false).get(path);

            assertThat(answer.statusCode()).as(path).isIn(400, 404);
            assertThat(answer.contentType()).as(path).startsWith("application/problem+json");
        }
        assertThat(raw("GET /api/v1/%zz HTTP/1.1")).startsWith("HTTP/1.1 400").doesNotContain("Exception", "html");
        for (var body : List.of("null", "", "{\"channel\":\"email\",\"regions\":[null]}")) {
            var answer = given().contentType("application/json").body(body).post("/api/v1/subscriptions");

            assertThat(answer.statusCode()).as(body).isEqualTo(400);
            assertThat(answer.contentType()).as(body).startsWith("application/problem+json");
        }
    }

    /// What no client of ours would send.
    private String raw(String line) throws IOException {
        try (var socket = new Socket(base.getHost(), base.getPort())) {
            socket.getOutputStream().write((line + "\r\nHost: localhost\r\nConnection: close\r\n\r\n").getBytes(UTF_8));
            return new String(socket.getInputStream().readAllBytes(), UTF_8);
        }
    }

    private Response check(RequestSpecification request, String method, String path) {
        Response answer = request.request(method, path);
        var operation = document.operation(method, path).orElseThrow(() -> new AssertionError(path));
        assertThat(document.fault(operation, answer.statusCode(), answer.contentType(), answer.asString()))
                .as("%s answered %d %s", operation, answer.statusCode(), answer.asString())
                .isEmpty();
        return answer;
    }
}
