package dev.tocsin.incident.live.topic;

import static dev.tocsin.incident.access.http.Operator.operator;
import static io.restassured.RestAssured.given;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.not;

import dev.tocsin.contract.Cell;
import dev.tocsin.contract.Topic;
import dev.tocsin.contract.Verdict;
import dev.tocsin.contract.Weight;
import dev.tocsin.contract.catalog.CatalogVersionPublished;
import dev.tocsin.contract.incident.IncidentHead;
import dev.tocsin.contract.incident.IncidentSnapshot;
import dev.tocsin.contract.incident.IncidentState;
import dev.tocsin.contract.operator.OperatorAlertEvent.AlertRaised;
import dev.tocsin.incident.live.Harbour;
import dev.tocsin.stack.SharedServices;
import dev.tocsin.stack.TocsinStack;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import io.restassured.http.ContentType;
import io.restassured.path.json.JsonPath;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.UUID;
import java.util.zip.GZIPInputStream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// What the topics tell comes out at the doors: pages, API and streams; and what comes in at them reaches the topics.
@QuarkusTest
@WithTestResource(
        value = TocsinStack.class,
        initArgs = {@ResourceArg(name = "schema", value = "incident")})
class LiveDoorsTest {

    private static final Duration SOON = Duration.ofSeconds(30);
    private static final String HOSTILE = "<script>alert(1)</script>";

    private final Instant now = Instant.now().truncatedTo(ChronoUnit.SECONDS);

    @BeforeEach
    void harbourIsKnown() {
        ToldTopics.create();
        ToldTopics.tell(Topic.CATALOG, Harbour.catalog(1, now));
        ToldTopics.tell(Topic.VANTAGE_POINTS, Harbour.heartbeat(Instant.now()));
        await().atMost(SOON)
                .untilAsserted(() -> assertThat(cells().getList("items.cell")).contains("login@na", "login@eu"));
    }

    private static JsonPath cells() {
        return given().get("/api/v1/cells").jsonPath();
    }

    @Test
    void aStatusChangeReachesApiAndPages() {
        ToldTopics.tell(
                Topic.CELL_STATUS,
                Harbour.status(Cell.of("login@eu"), 1, Verdict.DOWN, now),
                Harbour.status(Cell.of("cache@eu"), 1, Verdict.DOWN, now));

        await().atMost(SOON)
                .untilAsserted(() -> assertThat(cells().getString("items.find { it.cell == 'login@eu' }.verdict"))
                        .isEqualTo("DOWN"));
        assertThat(cells().getList("items.cell", String.class)).noneMatch(cell -> cell.startsWith("cache@"));
        assertThat(cells().getString("items.find { it.cell == 'login@eu' }.evidence"))
                .isNull();
        operator()
                .get("/api/v1/cells?region=eu&component=cache&verdict=down")
                .then()
                .body("items.size()", equalTo(1))
                .body("items[0].evidence.votes[0].vantagePoint", equalTo("us-east"));
        given().get("/")
                .then()
                .body(containsString("id=\"cell-login--eu\""))
                .body(not(containsString("Cache")))
                .body(not(containsString("cell-cache")));
        operator().get("/ops").then().body(containsString("id=\"cell-cache--eu\""));
    }

    @Test
    void controlCharactersAreRefusedInBodiesPathsAndQueries() {
        operator()
                .contentType("application/json")
                .body("""
                        {"change": "nul-2", "kind": "patch", "components": ["cache"], "title": "a\\u0000b",
                         "appliedAt": "%s"}""".formatted(now))
                .post("/api/v1/changes")
                .then()
                .statusCode(400)
                .body("errors.field", equalTo(List.of("title")));
        given().urlEncodingEnabled(false)
                .get("/api/v1/incidents?after=a%00b")
                .then()
                .statusCode(400)
                .contentType("application/problem+json")
                .body("errors.field", equalTo(List.of("after")));
        given().urlEncodingEnabled(false).get("/api/v1/incidents/a%07b").then().statusCode(400);
    }

    @Test
    void anIncidentIsToldToThePublicAsFarAsItIsPublic() {
        ToldTopics.tell(Topic.INCIDENTS, Harbour.cacheOutage(1, IncidentState.IDENTIFIED, now));

        await().atMost(SOON)
                .untilAsserted(() -> given().get("/api/v1/incidents/" + Harbour.INCIDENT)
                        .then()
                        .statusCode(200)
                        .body("incident.title", equalTo("Log in and API are down in North America"))
                        .body("suspects.size()", equalTo(0))
                        .body("cells.size()", equalTo(2)));
        operator()
                .get("/api/v1/incidents/" + Harbour.INCIDENT)
                .then()
                .body("suspects[0].subject", equalTo("patch-7"))
                .body("cells.size()", equalTo(3));
        given().get("/incidents/" + Harbour.INCIDENT).then().statusCode(200).body(containsString("We are on it."));
        assertThat(given().get("/").asString()).contains("Log in and API are down in North America");
        assertThat(operator().get("/ops").asString()).contains("cache@na", "login@na", "patch-7", "Virginia");
    }

    @Test
    void incidentsArePaged() {
        ToldTopics.tell(
                Topic.INCIDENTS,
                renamed("pagedaaaaaa1", now.minusSeconds(9_000)),
                renamed("pagedaaaaaa2", now.minusSeconds(8_000)),
                renamed("pagedaaaaaa3", now.minusSeconds(7_000)));
        await().atMost(SOON)
                .until(() -> given().get("/api/v1/incidents/pagedaaaaaa3").statusCode() == 200);
        var seen = new ArrayList<String>();

        for (var path = "/api/v1/incidents?state=resolved&limit=1"; path != null; ) {
            var page = given().get(path).jsonPath();
            seen.addAll(page.getList("items.incident.id", String.class));
            path = page.getString("next");
        }

        assertThat(seen).containsSubsequence("pagedaaaaaa3", "pagedaaaaaa2", "pagedaaaaaa1");
        assertThat(seen).doesNotHaveDuplicates();
    }

    private static IncidentSnapshot renamed(String id, Instant startedAt) {
        var like = Harbour.cacheOutage(1, IncidentState.RESOLVED, startedAt);
        var head = like.incident();
        return new IncidentSnapshot(
                new IncidentHead(id, 1, 1, HOSTILE, head.state(), head.severity(), head.regions()),
                like.time(),
                startedAt,
                like.resolvedAt(),
                null,
                like.outages(),
                like.suspects(),
                like.reach(),
                like.byRegion(),
                like.byComponent(),
                like.cells(),
                3,
                like.timeline(),
                like.links(),
                like.related());
    }

    @Test
    void hostileTextIsEscapedWhereverItStands() {
        var catalog = Harbour.catalog(2, now);
        ToldTopics.tell(Topic.CATALOG, catalog.subList(0, catalog.size() - 1));
        ToldTopics.tell(
                Topic.CATALOG,
                Harbour.component(2, now, "hostile", HOSTILE, HOSTILE, true, Weight.LOW, 9, List.of()),
                Harbour.check(2, now, Cell.of("hostile@na")),
                new CatalogVersionPublished(2, now, "1".repeat(64), catalog.size() + 1));
        ToldTopics.tell(Topic.OPERATOR_ALERTS, new AlertRaised("hostile", now, HOSTILE));
        ToldTopics.tell(Topic.INCIDENTS, renamed("hostileaaaa1", now.minusSeconds(5_000)));
        await().atMost(SOON)
                .untilAsserted(() -> assertThat(cells().getList("items.cell")).contains("hostile@na"));
        await().atMost(SOON).until(() -> given().get("/incidents/hostileaaaa1").statusCode() == 200);

        for (var page : List.of(
                given().get("/").asString(),
                given().get("/incidents/hostileaaaa1").asString(),
                operator().get("/ops").asString())) {
            assertThat(page).contains("&lt;script&gt;alert(1)&lt;/script&gt;").doesNotContain("<script>alert");
        }
    }

    @Test
    void aChangeIsToldOnTheStreamAndPatchedIntoThePage() {
        var stream = listen("/api/v1/stream");
        var page = listen("/live");
        await().atMost(SOON).untilAsserted(() -> assertThat(stream).anyMatch(line -> line.contains("\"login@na\"")));
        await().atMost(SOON).untilAsserted(() -> assertThat(page).contains("event:patch"));

        ToldTopics.tell(Topic.CELL_STATUS, Harbour.status(Cell.of("api@eu"), 1, Verdict.DEGRADED, now));

        await().atMost(SOON)
                .untilAsserted(() -> assertThat(stream)
                        .contains("event:cell")
                        .anyMatch(line -> line.contains("\"cell\":\"api@eu\"") && line.contains("\"DEGRADED\""))
                        .noneMatch(line -> line.contains("cache@") || line.contains("us-east")));
        await().atMost(SOON)
                .untilAsserted(() -> assertThat(String.join("\n", page))
                        .contains("<div data-of=\"cell-api--eu\">", "#mark-degraded"));
    }

    @Test
    void aLivePageIsCompressedForWhoTakesThat() throws IOException, InterruptedException {
        try (var client = HttpClient.newHttpClient()) {
            var request = HttpRequest.newBuilder(address("/live"))
                    .version(HttpClient.Version.HTTP_1_1)
                    .header("Accept-Encoding", "gzip, deflate, br");

            var answer = client.send(request.build(), BodyHandlers.ofInputStream());

            assertThat(answer.headers().firstValue("Content-Type")).contains("text/event-stream");
            assertThat(answer.headers().firstValue("Content-Encoding")).contains("gzip");
            assertThat(answer.headers().firstValue("X-Content-Type-Options")).contains("nosniff");
            try (var events = new GZIPInputStream(answer.body())) {
                assertThat(new String(events.readNBytes(15), UTF_8)).isEqualTo("event:patch\nid:");
            }
        }
    }

    @Test
    void anUnreadableRecordIsPutAsideWithItsReasonAndOperatorsAreTold() {
        ToldTopics.write(
                List.of(new ProducerRecord<>(Topic.INCIDENTS.topicName(), "poison", "{\"half\": ".getBytes(UTF_8))));

        await().atMost(SOON)
                .untilAsserted(() -> assertThat(ToldTopics.records(Topic.DEAD_LETTERS))
                        .filteredOn(letter -> "poison".equals(letter.key()))
                        .filteredOn(letter -> Topic.INCIDENTS.topicName().equals(header(letter, "dead-letter-topic")))
                        .singleElement()
                        .satisfies(letter ->
                                assertThat(header(letter, "dead-letter-reason")).startsWith("not a CloudEvent")));
        await().atMost(SOON)
                .untilAsserted(() -> assertThat(operator()
                                .get("/api/v1/operator-alerts")
                                .jsonPath()
                                .getList("items.subject"))
                        .contains("dead-letters/tocsin.incidents"));
    }

    @Test
    void aHealthEventIsAcknowledgedOnceItIsOnTheTopic() {
        operator()
                .contentType(ContentType.JSON)
                .body("""
                        [{"check": "login-page", "cell": "login@na", "vantagePoint": "us-east", "probe": "by-hand",
                          "outcome": "pass", "observedAt": "%s", "latencyMillis": 12.5}]""".formatted(now))
                .post("/api/v1/health-events")
                .then()
                .statusCode(202)
                .body("accepted", equalTo(1));

        assertThat(ToldTopics.records(Topic.HEALTH_EVENTS))
                .filteredOn(
                        record -> header(record, "ce_id").equals("login-page/login@na/us-east/" + now.toEpochMilli()))
                .singleElement()
                .satisfies(record -> {
                    assertThat(record.key()).isEqualTo("login@na");
                    assertThat(header(record, "ce_type")).isEqualTo("tocsin.health.observed.v1");
                    assertThat(header(record, "ce_source")).isEqualTo("tocsin/incident-service");
                    assertThat(header(record, "content-type")).isEqualTo("application/json");
                    assertThat(new String(record.value(), UTF_8)).contains("\"probe\":\"by-hand\"");
                });
    }

    @Test
    void aChangeComesInAsACloudEventTooInBothModes() {
        operator()
                .contentType("application/cloudevents+json")
                .body("""
                        {"specversion": "1.0", "id": "1", "source": "deployer", "type": "tocsin.change.applied.v1",
                         "data": {"change": "patch-8", "kind": "patch", "components": ["cache"], "regions": ["na"],
                                  "title": "Patch", "appliedAt": "%s"}}""".formatted(now))
                .post("/api/v1/changes")
                .then()
                .statusCode(202);

        operator()
                .contentType(ContentType.JSON)
                .header("ce-specversion", "1.0")
                .header("ce-id", "2")
                .header("ce-source", "deployer")
                .header("ce-type", "tocsin.change.reverted.v1")
                .body("{\"change\": \"patch-8\", \"revertedAt\": \"%s\"}".formatted(now))
                .post("/api/v1/changes")
                .then()
                .statusCode(202);

        assertThat(ToldTopics.records(Topic.CHANGES))
                .filteredOn(record -> "patch-8".equals(record.key()))
                .extracting(record -> header(record, "ce_type"))
                .contains("tocsin.change.applied.v1", "tocsin.change.reverted.v1");
    }

    @Test
    void aChangeGoesOnInTheTraceOfItsRequest() {
        var change = """
                {"change": "patch-9", "kind": "patch", "components": ["cache"], "title": "Patch", "appliedAt": "%s"}""".formatted(now);
        var trace = "4bf92f3577b34da6a3ce929d0e0e4736";

        operator()
                .contentType(ContentType.JSON)
                .header("traceparent", "00-%s-00f067aa0ba902b7-01".formatted(trace))
                .body(change)
                .post("/api/v1/changes")
                .then()
                .statusCode(202);
        operator()
                .contentType(ContentType.JSON)
                .header("traceparent", "no \u007f such thing")
                .body(change.replace("patch-9", "patch-10"))
                .post("/api/v1/changes")
                .then()
                .statusCode(202);

        assertThat(ToldTopics.records(Topic.CHANGES))
                .filteredOn(record -> "patch-9".equals(record.key()))
                .isNotEmpty()
                .allSatisfy(record -> assertThat(header(record, "traceparent")).startsWith("00-" + trace));
        assertThat(ToldTopics.records(Topic.CHANGES))
                .filteredOn(record -> "patch-10".equals(record.key()))
                .isNotEmpty()
                .allSatisfy(record ->
                        assertThat(header(record, "traceparent")).matches("(00-[0-9a-f]{32}-[0-9a-f]{16}-0[01])?"));
        await().atMost(Duration.ofSeconds(30))
                .untilAsserted(() -> assertThat(SharedServices.spans()).anySatisfy(span -> {
                    assertThat(span.service()).isEqualTo("incident-service");
                    assertThat(span.traceId()).isEqualTo(trace);
                }));
    }

    @Test
    void aHealthEventGoesOnInTheTraceOfItsRequest() {
        var trace = UUID.randomUUID().toString().replace("-", "");
        var event = """
                {"check": "login-page", "cell": "login@na", "vantagePoint": "us-east", "probe": "%s", "outcome": "pass",
                 "observedAt": "%s", "latencyMillis": 12}""".formatted(trace, now);

        operator()
                .contentType(ContentType.JSON)
                .header("traceparent", "00-%s-00f067aa0ba902b7-01".formatted(trace))
                .body(event)
                .post("/api/v1/health-events")
                .then()
                .statusCode(202);

        assertThat(ToldTopics.records(Topic.HEALTH_EVENTS))
                .filteredOn(record -> record.value() != null && new String(record.value(), UTF_8).contains(trace))
                .singleElement()
                .satisfies(record -> assertThat(header(record, "traceparent")).startsWith("00-" + trace));
    }

    @Test
    void theTraceThatACloudEventNamesComesBeforeThatOfItsRequest() {
        var trace = UUID.randomUUID().toString().replace("-", "");
        var traceparent = "00-%s-00f067aa0ba902b7-01".formatted(trace);

        operator()
                .contentType("application/cloudevents+json")
                .header("traceparent", "00-4bf92f3577b34da6a3ce929d0e0e4737-00f067aa0ba902b7-01")
                .body("""
                        {"specversion": "1.0", "id": "1", "source": "deployer", "type": "tocsin.change.applied.v1",
                         "traceparent": "%s",
                         "data": {"change": "patch-%s", "kind": "patch", "components": ["cache"], "title": "Patch",
                                  "appliedAt": "%s"}}""".formatted(traceparent, trace, now))
                .post("/api/v1/changes")
                .then()
                .statusCode(202);

        assertThat(ToldTopics.records(Topic.CHANGES))
                .filteredOn(record -> ("patch-" + trace).equals(record.key()))
                .singleElement()
                .satisfies(record -> assertThat(header(record, "traceparent")).isEqualTo(traceparent));
    }

    @ParameterizedTest(name = "{0} {1}")
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            /api/v1/health-events | {"half":                    | 400 | {"type":"about:blank","title":"Malformed JSON","status":400,"detail":"The body is not JSON at line 1, column 9."}
            /api/v1/health-events | [{"cell": "ghost@na"}]      | 400 | ~items[0].check is missing; and
            /api/v1/changes       | {"change": "p", "kind": "patch", "components": ["cache"], "title": "P"} | 400 | {"type":"about:blank","title":"Invalid input","status":400,"detail":"appliedAt is missing","errors":[{"field":"appliedAt","message":"is missing"}]}
            /api/v1/nothing       | {}                          | 404 | {"type":"about:blank","title":"Not Found","status":404,"detail":"There is nothing at /api/v1/nothing."}
            /api/v1/cells         | {}                          | 405 | {"type":"about:blank","title":"Method Not Allowed","status":405,"detail":"POST is not possible at /api/v1/cells."}
            """)
    void whatCannotBeServedIsAProblem(String path, String body, int status, String problem) {
        var answer = operator().contentType(ContentType.JSON).body(body).post(path);

        assertThat(answer.statusCode()).isEqualTo(status);
        assertThat(answer.contentType()).isEqualTo("application/problem+json");
        if (problem.startsWith("~")) {
            assertThat(answer.asString()).contains(problem.substring(1));
        } else {
            assertThat(answer.asString()).isEqualTo(problem);
        }
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            /api/v1/cells?verdict=sideways  | verdict | must be one of up, degraded, down, unknown
            /api/v1/incidents?state=lost    | state   | must be one of investigating, identified, monitoring, resolved, postmortem
            /api/v1/incidents?limit=0       | limit   | must be greater than or equal to 1
            """)
    void aWrongQueryNamesItsParameter(String path, String field, String message) {
        given().get(path)
                .then()
                .statusCode(400)
                .contentType("application/problem+json")
                .body("errors[0].field", equalTo(field))
                .body("errors[0].message", equalTo(message));
    }

    private static String header(ConsumerRecord<String, byte[]> record, String name) {
        var header = record.headers().lastHeader(name);
        return header == null ? "" : new String(header.value(), UTF_8);
    }

    private static URI address(String path) {
        return URI.create("%s:%d%s".formatted(RestAssured.baseURI, RestAssured.port, path));
    }

    /// The stream's lines so far.
    private static List<String> listen(String path) {
        var lines = Collections.synchronizedList(new ArrayList<String>());
        Thread.ofVirtual().start(() -> {
            try (var client = HttpClient.newHttpClient()) {
                client.send(HttpRequest.newBuilder(address(path)).build(), BodyHandlers.ofLines())
                        .body()
                        .forEach(lines::add);
            } catch (IOException | InterruptedException e) {
                lines.add("ended: " + e);
            }
        });
        return lines;
    }
}
