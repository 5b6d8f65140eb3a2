package dev.tocsin.incident.trust.live.topic;

import static dev.tocsin.incident.access.http.Operator.operator;
import static dev.tocsin.incident.trust.live.topic.KnownHarbour.cells;
import static dev.tocsin.incident.trust.live.topic.ToldTopics.header;
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
import dev.tocsin.contract.maintenance.MaintenanceEvent.WindowState;
import dev.tocsin.contract.maintenance.MaintenanceEvent.WindowUpdated;
import dev.tocsin.contract.operator.OperatorAlertEvent.AlertRaised;
import dev.tocsin.incident.trust.live.Harbour;
import dev.tocsin.stack.TocsinStack;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
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
import java.util.zip.GZIPInputStream;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// What the topics tell comes out at the doors: pages, API and streams.
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
        KnownHarbour.publish(now);
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
                like.related(),
                null,
                null);
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
    void theOpenPagesOfACellAndOfPlannedWorkArePatched() {
        var id = "window-" + now.getEpochSecond();
        ToldTopics.tell(Topic.MAINTENANCE, window(id, 1, WindowState.SCHEDULED));
        await().atMost(SOON).until(() -> given().get("/maintenance/" + id).statusCode() == 200);
        var cell = listen("/cells/login@na/live");
        var work = listen("/maintenance/%s/live".formatted(id));
        var list = listen("/maintenance/live");
        await().atMost(SOON).untilAsserted(() -> assertThat(cell).contains("event:patch"));
        await().atMost(SOON).untilAsserted(() -> assertThat(work).contains("event:patch"));
        await().atMost(SOON).untilAsserted(() -> assertThat(list).contains("event:patch"));

        ToldTopics.tell(Topic.CELL_STATUS, Harbour.status(Harbour.LOGIN_NA, 9, Verdict.DOWN, now));
        ToldTopics.tell(Topic.MAINTENANCE, window(id, 2, WindowState.CANCELLED));

        await().atMost(SOON)
                .untilAsserted(() -> assertThat(String.join("\n", cell))
                        .contains("<div data-of=\"standing\">", "#mark-down", "<div data-of=\"days\">"));
        await().atMost(SOON)
                .untilAsserted(() -> assertThat(String.join("\n", work)).contains("The work was cancelled."));
        await().atMost(SOON)
                .untilAsserted(() -> assertThat(String.join("\n", list)).contains("cancelled; it was scheduled for"));
        given().get("/cells/cache@na/live").then().statusCode(404);
    }

    private WindowUpdated window(String id, long number, WindowState state) {
        return new WindowUpdated(
                id,
                number,
                "Swap disks",
                List.of(Harbour.API_NA),
                now.plusSeconds(60),
                now.plusSeconds(3_600),
                state,
                now,
                null,
                null);
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
