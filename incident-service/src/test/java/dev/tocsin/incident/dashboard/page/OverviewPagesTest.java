package dev.tocsin.incident.dashboard.page;

import static dev.tocsin.incident.access.http.Operator.operator;
import static dev.tocsin.incident.trust.live.Harbour.NOON;
import static io.restassured.RestAssured.given;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.not;

import dev.tocsin.contract.Topic;
import dev.tocsin.contract.incident.IncidentHead;
import dev.tocsin.contract.incident.IncidentSnapshot;
import dev.tocsin.contract.incident.IncidentState;
import dev.tocsin.engine.uptime.Overview;
import dev.tocsin.incident.access.http.Operator;
import dev.tocsin.incident.dashboard.ManyCells;
import dev.tocsin.incident.dashboard.OpsPage;
import dev.tocsin.incident.dashboard.WallPage;
import dev.tocsin.incident.dashboard.page.OpsPages.OpsTemplates;
import dev.tocsin.incident.dashboard.page.WallPages.WallTemplates;
import dev.tocsin.incident.notices.NoticeQueue;
import dev.tocsin.incident.trust.live.Harbour;
import dev.tocsin.incident.trust.live.topic.ToldTopics;
import dev.tocsin.stack.TocsinStack;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// The overview at its doors.
@QuarkusTest
@WithTestResource(
        value = TocsinStack.class,
        initArgs = {@ResourceArg(name = "schema", value = "incident")})
class OverviewPagesTest {

    private static final Duration SOON = Duration.ofSeconds(30);
    private static final int MOST_BYTES = 750_000;
    private static final Pattern SHOWN_ROW = Pattern.compile("<tr data-name=\"([^\"]+)\">");
    private static final Pattern HIDDEN_ROW = Pattern.compile("<tr data-name=\"([^\"]+)\" hidden>");

    private final Instant now = Instant.now().truncatedTo(ChronoUnit.SECONDS);

    @BeforeEach
    void theHarbourIsKnown() {
        Operator.publishHarbour();
    }

    @Test
    void theAddressFiltersWithoutScript() {
        var page = page("/ops?q=log&region=na");

        assertThat(names(SHOWN_ROW, page)).contains("Log in").doesNotContain("Cache", "API");
        assertThat(names(HIDDEN_ROW, page)).contains("Cache", "API");
        assertThat(page)
                .contains("<option value=\"na\" selected>North America</option>")
                .contains("name=\"q\" value=\"log\"")
                .containsPattern("id=\"cell-login--eu\"[^>]* hidden>")
                .doesNotContainPattern("id=\"cell-login--na\"[^>]* hidden>");
    }

    @Test
    void anUnknownValueIsSaidClearly() {
        operator()
                .accept("text/html")
                .get("/ops?status=purple")
                .then()
                .statusCode(400)
                .body(containsString("status must be one of up, degraded, down"));
        operator()
                .get("/ops?region=mars")
                .then()
                .statusCode(400)
                .contentType("application/problem+json")
                .body(containsString("\"field\":\"region\""));
        operator().get("/ops?q=" + "x".repeat(101)).then().statusCode(400);
    }

    @Test
    void whatWasSearchedIsEscaped() {
        operator()
                .queryParam("q", "\"><script>alert(1)</script>")
                .get("/ops")
                .then()
                .statusCode(200)
                .body(not(containsString("<script>alert")));
    }

    @Test
    void mineAreIncidentsThatTheReaderHasAcknowledged() {
        ToldTopics.tell(Topic.INCIDENTS, taken(1, IncidentState.IDENTIFIED));

        await().atMost(SOON).untilAsserted(() -> assertThat(page("/ops")).contains("data-by=\"operator\""));
        var mine = page("/ops?mine=yes");

        assertThat(mine).doesNotContainPattern("data-by=\"operator\" hidden").contains("Acknowledged by me");
        assertThat(names(SHOWN_ROW, mine)).contains("Cache", "Log in", "API");
        assertThat(mine)
                .contains("20,000 of 32,000 customers (63&nbsp;%)", "acknowledged by <strong>operator</strong>");
        ToldTopics.tell(Topic.INCIDENTS, taken(2, IncidentState.RESOLVED));
    }

    @Test
    void aWallHasNoRailAndNoForm() {
        var wall = page("/ops?wall=");

        assertThat(wall)
                .contains(
                        "<body class=\"ops wall\">", "data-stream=\"/ops/wall/live?known=", "href=\"/cells/login@na\"")
                .doesNotContain("<form", "class=\"rail\"");
        given().get("/ops?wall=").then().statusCode(401);
        given().get("/ops/wall/live").then().statusCode(401);
    }

    @Test
    void theOverviewSaysWhetherTocsinItselfSees() {
        ToldTopics.tell(Topic.VANTAGE_POINTS, Harbour.heartbeat(Instant.now()));

        await().atMost(SOON)
                .untilAsserted(() -> assertThat(page("/ops"))
                        .contains("id=\"monitoring\"", "last heartbeat <span data-ago-of=", "<dt>Notices</dt>"));
    }

    @Test
    void fiveThousandCellsAreWellUnderAMegabyte() {
        var page = OpsPage.of(ManyCells.view(125, 40), Overview.NONE, NoticeQueue.UNKNOWN, NOON);
        var cells = OpsTemplates.components(page.cells(), page.zone(), NOON).render();
        var wall = WallTemplates.wall(
                        WallPage.of(ManyCells.view(1_250, 4), Overview.NONE, NoticeQueue.UNKNOWN, NOON), "1", NOON)
                .render();

        assertThat(cells.getBytes(UTF_8).length).isBetween(100_000, MOST_BYTES);
        assertThat(wall.getBytes(UTF_8).length).isBetween(100_000, MOST_BYTES);
        assertThat(cells)
                .contains("<a class=\"up\" href=\"/cells/component-60@region-1\""
                        + " title=\"Customer service 60 – Availability region 1: Up\"></a>");
    }

    private IncidentSnapshot taken(long number, IncidentState state) {
        var like = Harbour.cacheOutage(number, state, now);
        var head = like.incident();
        return new IncidentSnapshot(
                new IncidentHead("takenoutage1", number, 1, head.title(), state, head.severity(), head.regions()),
                like.time(),
                like.startedAt(),
                like.resolvedAt(),
                "operator",
                like.outages(),
                like.suspects(),
                like.reach(),
                like.byRegion(),
                like.byComponent(),
                like.cells(),
                like.allCells(),
                like.timeline(),
                like.links(),
                like.related(),
                null,
                null);
    }

    private static List<String> names(Pattern row, String page) {
        return row.matcher(page).results().map(found -> found.group(1)).toList();
    }

    private static String page(String path) {
        return operator()
                .accept("text/html")
                .get(path)
                .then()
                .statusCode(200)
                .extract()
                .asString();
    }
}
