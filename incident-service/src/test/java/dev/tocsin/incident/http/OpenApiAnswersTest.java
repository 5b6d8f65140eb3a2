package dev.tocsin.incident.http;

import static dev.tocsin.incident.access.http.Operator.operator;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.tocsin.contract.Topic;
import dev.tocsin.contract.Verdict;
import dev.tocsin.contract.incident.IncidentState;
import dev.tocsin.incident.heartbeat.http.Jobs;
import dev.tocsin.incident.operations.api.StandingIncidents;
import dev.tocsin.incident.trust.live.Harbour;
import dev.tocsin.incident.trust.live.topic.ToldTopics;
import dev.tocsin.stack.TocsinStack;
import dev.tocsin.stack.api.ApiDocument;
import dev.tocsin.stack.api.ApiFuzz;
import dev.tocsin.stack.api.MetricsPage;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import jakarta.inject.Inject;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import javax.sql.DataSource;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// The document is true of what is answered, also when what is asked makes no sense.
@QuarkusTest
@WithTestResource(
        value = TocsinStack.class,
        initArgs = {@ResourceArg(name = "schema", value = "incident")})
class OpenApiAnswersTest {

    private static final Duration SOON = Duration.ofSeconds(30);
    private static final Duration FUZZED = Duration.ofSeconds(Integer.getInteger("fuzz.seconds", 15));
    private static final String INCIDENTS = "/api/v1/incidents/";
    private static final String HEARTBEATS = "/api/v1/heartbeats";
    private static final String WINDOWS = "/api/v1/maintenance";

    @TestHTTPResource
    URI base = URI.create("");

    @TestHTTPResource(value = "/health", management = true)
    URI health = URI.create("");

    @Inject
    DataSource database;

    private final Instant now = Instant.now().truncatedTo(ChronoUnit.SECONDS);
    private ApiDocument document = ApiDocument.of("{}");

    @BeforeEach
    void harbourHasAnIncident() {
        ToldTopics.create();
        ToldTopics.tell(Topic.CATALOG, Harbour.catalog(1, now));
        ToldTopics.tell(Topic.CELL_STATUS, Harbour.status(Harbour.LOGIN_NA, 1, Verdict.DOWN, now));
        ToldTopics.tell(Topic.INCIDENTS, Harbour.cacheOutage(1, IncidentState.IDENTIFIED, now));
        ToldTopics.tell(Topic.VANTAGE_POINTS, Harbour.heartbeat(now));
        await().atMost(SOON)
                .untilAsserted(() ->
                        operator().get(INCIDENTS + Harbour.INCIDENT).then().statusCode(200));
        await().atMost(SOON)
                .untilAsserted(() -> given().get("/api/v1/status").then().statusCode(200));
        document = ApiDocument.of(
                given().accept("application/json").get("/api/v1/openapi").asString());
    }

    @Test
    void everyOperationAnswersAsItIsDescribed() throws SQLException, IOException, InterruptedException {
        for (var reader : List.<RequestSpecification>of(given(), operator())) {
            for (var path : List.of(
                    "/api/v1/cells",
                    "/api/v1/status",
                    "/api/v1/incidents",
                    INCIDENTS + Harbour.INCIDENT,
                    INCIDENTS + "nothing",
                    "/api/v1/uptime",
                    "/api/v1/uptime/recomputation",
                    "/api/v1/uptime/amendments",
                    "/api/v1/vantage-points",
                    "/api/v1/operator-alerts",
                    "/api/v1/catalog",
                    WINDOWS,
                    WINDOWS + "/nothing",
                    "/api/v1/cells/login@na/trace",
                    "/api/v1/cells/login@na/figures",
                    "/api/v1/cells/login/figures",
                    INCIDENTS + "UNKNOWN/trace")) {
                check(given().spec(reader), "GET", path);
            }
        }
        checkStream();
        checkHeartbeats();
        checkIntake();
        checkMaintenance();
        checkOrders();

        assertThat(document.notAnswered()).isEmpty();
        assertThat(document.danglingReferences()).isEmpty();
        assertThat(document.schemas()).isNotEmpty().noneMatch(name -> name.contains("Json"));
    }

    @Test
    void anIncidentThatIsNotKnownHasNoTrace() {
        operator().get(INCIDENTS + "UNKNOWN/trace").then().statusCode(404).contentType("application/problem+json");
    }

    @Test
    void whateverIsAskedIsAnsweredAsDescribedAndNothingStops() throws SQLException {
        var incident = StandingIncidents.none(database).outage();
        var known = List.of(
                incident, Harbour.INCIDENT, "login@na", "cache@na", "na", "login", "open", now.toString(), "2026-03");
        var seed = Long.getLong("fuzz.seed", System.nanoTime());

        var faults = new ApiFuzz(
                        URI.create(base.toString().replaceAll("/$", "")),
                        document,
                        TocsinStack.OPERATOR_TOKEN,
                        known,
                        seed)
                .run(FUZZED);

        assertThat(faults).as("seed %d, to be repeated with -Dfuzz.seed", seed).isEmpty();
        given().get(health).then().statusCode(200);
        operator().get("/api/v1/incidents").then().statusCode(200);
        given().get("/").then().statusCode(200);
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
    void whatCannotBeServedIsAProblemWithoutInternals() {
        for (var path : List.of("/api/v1/incidents/%00", "/api/v1/cells?after=%00", "/api/v1/nowhere")) {
            var answer = operator().urlEncodingEnabled(false).get(path);

            assertThat(answer.statusCode()).as(path).isIn(400, 404);
            assertThat(answer.contentType()).as(path).startsWith("application/problem+json");
        }
    }

    private void checkHeartbeats() {
        try {
            Jobs.define(3_600_000, null);
            var url = check(operator(), "GET", HEARTBEATS).jsonPath().getString("items[0].url");
            check(operator(), "GET", "/api/v1/catalog");
            var path = URI.create(url).getPath();
            for (var method : List.of("GET", "POST")) {
                check(given(), method, path);
                check(given(), method, path + "/start");
                check(given(), method, path + "/256");
                check(given(), method, path + "x");
            }
        } finally {
            Jobs.forget(base);
        }
    }

    private void checkIntake() {
        check(
                operator()
                        .body(Map.of(
                                "change",
                                "openapi-1",
                                "kind",
                                "deploy",
                                "components",
                                List.of("cache"),
                                "title",
                                "A patch",
                                "appliedAt",
                                now.toString())),
                "POST",
                "/api/v1/changes");
        check(operator().body("{}"), "POST", "/api/v1/changes");
        check(
                operator()
                        .body(Map.of(
                                "check",
                                "login-page",
                                "cell",
                                "login@na",
                                "vantagePoint",
                                "us-east",
                                "probe",
                                "p1",
                                "outcome",
                                "pass",
                                "observedAt",
                                now.toString(),
                                "latencyMillis",
                                12)),
                "POST",
                "/api/v1/health-events");
        check(operator().body("[]"), "POST", "/api/v1/health-events");
        check(
                operator()
                        .body(Map.of(
                                "cells",
                                List.of("api@na"),
                                "from",
                                now.minusSeconds(600).toString(),
                                "to",
                                now.minusSeconds(300).toString(),
                                "verdict",
                                "UP",
                                "reason",
                                "A firewall of ours")),
                "POST",
                "/api/v1/uptime/amendments");
        check(operator().body("null"), "POST", "/api/v1/uptime/amendments");
        check(operator(), "GET", "/api/v1/uptime/amendments");
        check(operator(), "GET", "/api/v1/uptime/recomputation");
    }

    private void checkMaintenance() {
        var wish = Map.of(
                "title", "Swap disks",
                "cells", List.of("cache@eu"),
                "startsAt", now.plusSeconds(3_600).toString(),
                "endsAt", now.plusSeconds(7_200).toString());
        var made = check(operator().body(wish), "POST", WINDOWS).jsonPath().getString("id");
        check(operator().body(wish), "POST", WINDOWS);
        check(operator().body("null"), "POST", WINDOWS);
        check(operator(), "GET", WINDOWS);
        check(operator(), "GET", WINDOWS + "/" + made);
        check(operator().body(Map.of("endsAt", now.plusSeconds(9_000).toString())), "PATCH", WINDOWS + "/" + made);
        var repeating = new HashMap<String, Object>(wish);
        repeating.putAll(Map.of("repeats", "FREQ=WEEKLY", "zone", "Europe/Berlin"));
        var first =
                check(operator().body(repeating), "POST", WINDOWS).jsonPath().getString("id");
        check(operator(), "GET", "/api/v1/maintenance-series");
        check(operator(), "POST", WINDOWS + "/" + first + "/end-series");
        check(operator(), "POST", WINDOWS + "/" + made + "/end-series");
        check(operator(), "POST", WINDOWS + "/" + made + "/complete");
        check(operator(), "POST", WINDOWS + "/" + made + "/cancel");
        var begun = check(
                        operator()
                                .body(Map.of(
                                        "title", "Begun",
                                        "cells", List.of("cache@eu"),
                                        "startsAt", now.minusSeconds(60).toString(),
                                        "endsAt", now.plusSeconds(7_200).toString())),
                        "POST",
                        WINDOWS)
                .jsonPath()
                .getString("id");
        await().atMost(SOON)
                .untilAsserted(() -> operator()
                        .post(WINDOWS + "/" + begun + "/verify")
                        .then()
                        .statusCode(200));
        check(operator(), "POST", WINDOWS + "/" + begun + "/verify");
        check(operator(), "POST", WINDOWS + "/" + begun + "/complete");
    }

    private void checkOrders() throws SQLException {
        var incidents = StandingIncidents.none(database);
        var id = incidents.outage();
        check(operator(), "POST", INCIDENTS + id + "/acknowledge");
        check(operator(), "POST", INCIDENTS + id + "/unacknowledge");
        check(operator().body(Map.of("text", "We are on it.")), "POST", INCIDENTS + id + "/updates");
        check(operator().body("{}"), "POST", INCIDENTS + id + "/updates");
        var update = INCIDENTS + id + "/updates/" + incidents.numberOf(id);
        check(operator().body(Map.of("text", "We are on it now.")), "PATCH", update);
        check(operator().body(Map.of("reason", "wrong")), "POST", update + "/withdraw");
        check(operator().body(Map.of("to", "operator")), "POST", INCIDENTS + id + "/assign");
        check(operator(), "POST", INCIDENTS + id + "/unassign");
        check(
                operator().body(Map.of("add", List.of("login@eu"), "verdict", "DOWN", "reason", "seen by eye")),
                "POST",
                INCIDENTS + id + "/cells");
        check(operator().body(Map.of("severity", "minor", "reason", "few")), "POST", INCIDENTS + id + "/correct");
        check(operator().body(Map.of("cells", List.of("login@na"))), "POST", INCIDENTS + id + "/split");
        check(operator(), "GET", INCIDENTS + id + "/trace");
        check(operator().body(Map.of("reason", "a drill")), "POST", INCIDENTS + id + "/resolve");
        check(operator().body(Map.of("reason", "it goes on")), "POST", INCIDENTS + id + "/reopen");
        check(operator().body(Map.of("reason", "a drill")), "POST", INCIDENTS + id + "/resolve");
        check(
                operator().body(Map.of("cause", "A patch", "remedy", "Taken back", "procedure", "Reviews")),
                "POST",
                INCIDENTS + id + "/postmortem");
        var some = StandingIncidents.none(database).outage();
        var other = incidents.outage();
        check(operator().body(Map.of("into", other)), "POST", INCIDENTS + some + "/merge");
        StandingIncidents.none(database);
        check(
                operator().body(Map.of("cells", List.of("login@na"), "verdict", "DOWN", "text", "We are on it.")),
                "POST",
                "/api/v1/incidents");
        check(operator().body("{}"), "POST", "/api/v1/incidents");
    }

    private void checkStream() throws IOException, InterruptedException {
        var request = HttpRequest.newBuilder(base.resolve("/api/v1/stream")).build();
        try (var client = HttpClient.newHttpClient()) {
            var response = client.send(request, BodyHandlers.ofInputStream());
            var type = response.headers().firstValue("content-type").orElse(null);
            response.body().close();
            assertThat(document.fault(
                            document.operation("GET", "/api/v1/stream").orElseThrow(),
                            response.statusCode(),
                            type,
                            null))
                    .isEmpty();
            client.shutdownNow();
        }
    }

    private Response check(RequestSpecification request, String method, String path) {
        var answer = request.request(method, path);
        var operation = document.operation(method, path).orElseThrow(() -> new AssertionError(path));
        assertThat(document.fault(operation, answer.statusCode(), answer.contentType(), answer.asString()))
                .as("%s answered %d %s", operation, answer.statusCode(), answer.asString())
                .isEmpty();
        return answer;
    }
}
