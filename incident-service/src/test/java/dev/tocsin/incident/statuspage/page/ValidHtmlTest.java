package dev.tocsin.incident.statuspage.page;

import static dev.tocsin.incident.statuspage.page.VastProduct.DOWN;
import static dev.tocsin.incident.statuspage.page.VastProduct.NOW;
import static dev.tocsin.incident.statuspage.page.VastProduct.OPEN;
import static dev.tocsin.incident.statuspage.page.VastProduct.OVER;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.tocsin.contract.Topic;
import dev.tocsin.contract.incident.IncidentState;
import dev.tocsin.incident.desk.api.StandingIncidents;
import dev.tocsin.incident.latency.Latencies;
import dev.tocsin.incident.live.Audience;
import dev.tocsin.incident.live.Harbour;
import dev.tocsin.incident.live.Incidents;
import dev.tocsin.incident.live.LiveView;
import dev.tocsin.incident.live.topic.ToldTopics;
import dev.tocsin.incident.statuspage.IncidentHistory;
import dev.tocsin.incident.statuspage.IncidentPage;
import dev.tocsin.incident.statuspage.StatusPage;
import dev.tocsin.incident.story.Story;
import dev.tocsin.incident.uptime.CellPage;
import dev.tocsin.incident.uptime.CellStanding;
import dev.tocsin.incident.uptime.MonthPage;
import dev.tocsin.incident.uptime.Overview;
import dev.tocsin.stack.TocsinStack;
import dev.tocsin.stack.page.HtmlValidator;
import io.quarkus.qute.Engine;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.filter.cookie.CookieFilter;
import jakarta.inject.Inject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/// Every kind of page is HTML without errors, as the W3C's validator sees it.
@QuarkusTest
@WithTestResource(
        value = TocsinStack.class,
        initArgs = {@ResourceArg(name = "schema", value = "incident")})
class ValidHtmlTest {

    private static final Duration SOON = Duration.ofSeconds(60);
    private static final Path SNAPSHOT = Path.of("target/snapshot");
    private static final Path FOLDER = Path.of("target/valid-html");
    private static final Pattern FORM_TOKEN = Pattern.compile("name=\"csrf-token\" value=\"([^\"]+)\"");

    private final VastProduct product = new VastProduct();
    private final Map<String, String> pages = new LinkedHashMap<>();

    @Inject
    Engine engine;

    @Inject
    DataSource database;

    @Test
    void everyKindOfPageIsValid() throws SQLException, IOException {
        addPagesOfAVastProduct();
        addPagesWithoutData();
        addPagesAsTheyAreServed();
        addSnapshot();

        assertThat(HtmlValidator.errors(pages, FOLDER)).isEmpty();
    }

    private void addPagesOfAVastProduct() {
        var view = product.view();
        var status = StatusPage.of(view, product.overview(), _ -> PageLayoutTest.STORY, null, NOW);
        var few = StatusPage.of(view, product.overview(), _ -> PageLayoutTest.STORY, "region-2", NOW);
        pages.put(
                "trust-page",
                PublicPages.Templates.page(status, "1", PageLayoutTest.SUBSCRIBE, NOW)
                        .render());
        pages.put(
                "trust-page-of-a-region",
                PublicPages.Templates.page(few, "1", null, NOW).render());
        for (var id : List.of(OPEN, OVER)) {
            var incident = Incidents.one(view, Audience.PUBLIC, id).orElseThrow();
            var page = IncidentPage.of(view, incident, PageLayoutTest.STORY, List.of(), NOW);
            pages.put(
                    "incident-" + id,
                    PublicPages.Templates.incident(page, "1", false, NOW).render());
        }
        var history = IncidentHistory.of(view, product.overview());
        pages.put("history", PublicPages.Templates.history(history, NOW).render());
        var month = MonthPage.of(
                product.month(YearMonth.parse("2026-11")),
                product.overview(),
                product.known(),
                Incidents.of(view, Audience.PUBLIC));
        pages.put(
                "month",
                engine.getTemplate("uptime/month")
                        .data("page", month)
                        .data("name", "Harbour CRM")
                        .data("now", NOW)
                        .render());
        var cell = CellPage.of(DOWN, "Log in – São Paulo", product.overview(), product.known(), product.lastDays())
                .opened(
                        LocalDate.parse("2026-11-14"),
                        product.known(),
                        product.lastDays(),
                        Incidents.of(view, Audience.PUBLIC));
        pages.put("cell", cell(cell, view, PageLayoutTest.latency()));
        pages.put("cell-without-latencies", cell(cell, view, null));
    }

    private String cell(CellPage page, LiveView view, @Nullable Latencies latency) {
        return engine.getTemplate("uptime/cell")
                .data("page", page)
                .data("name", "Harbour CRM")
                .data("standing", CellStanding.of(view, DOWN, Audience.OPERATORS, NOW))
                .data("jobs", List.of())
                .data("operator", true)
                .data("latency", latency)
                .data("now", NOW)
                .render();
    }

    private void addPagesWithoutData() {
        var nothing = StatusPage.of(LiveView.EMPTY, Overview.NONE, _ -> new Story(List.of(), null), null, NOW);
        pages.put(
                "trust-page-empty",
                PublicPages.Templates.page(nothing, "1", null, NOW).render());
        pages.put(
                "history-empty",
                PublicPages.Templates.history(IncidentHistory.of(LiveView.EMPTY, Overview.NONE), NOW)
                        .render());
        var latencies = Latencies.of(
                List.of(), NOW.minus(Latencies.WINDOW), product.view().catalog(), NOW);
        var cell = CellPage.of(DOWN, "Log in", Overview.NONE, product.known(), product.lastDays());
        pages.put("cell-empty", cell(cell, LiveView.EMPTY, latencies));
    }

    private void addPagesAsTheyAreServed() throws SQLException {
        ToldTopics.create();
        ToldTopics.tell(Topic.CATALOG, Harbour.catalog(1, Instant.now()));
        ToldTopics.tell(Topic.VANTAGE_POINTS, Harbour.heartbeat(Instant.now()));
        var desk = "/ops/incident?id=" + StandingIncidents.none(database).outage();
        await().atMost(SOON)
                .untilAsserted(() -> given().get("/cells/login@na").then().statusCode(200));
        add("served", "/");
        add("served-incidents", "/incidents");
        add("served-cell", "/cells/login@na");
        add("served-month", "/months/" + YearMonth.now(ZoneOffset.UTC));
        add("not-found", "/nowhere");
        add("wrong-region", "/?region=mars");
        add("sign-in", "/ops/sign-in");
        add("sign-in-again", "/ops/sign-in?wrong=token");

        var browser = new CookieFilter();
        given().filter(browser)
                .redirects()
                .follow(false)
                .formParams(Map.of("user", "operator", "password", TocsinStack.OPERATOR_TOKEN))
                .post("/ops/sign-in/check");
        for (var path : List.of("/ops", desk, desk + "&done=acknowledge", "/cells/login@na")) {
            pages.put("operators-" + pages.size(), page(browser, path));
        }
        var token = FORM_TOKEN.matcher(page(browser, desk));
        assertThat(token.find()).isTrue();
        for (var order : List.of("resolve", "correct")) {
            pages.put(
                    "desk-" + order,
                    given().filter(browser)
                            .accept("text/html")
                            .formParam("reason", order.equals("resolve") ? "a drill" : "")
                            .formParam("csrf-token", token.group(1))
                            .formParam("id", desk.substring(desk.indexOf('=') + 1))
                            .post("/ops/incident/" + order)
                            .asString());
        }
    }

    private void add(String name, String path) {
        pages.put(name, given().accept("text/html").get(path).asString());
    }

    private static String page(CookieFilter browser, String path) {
        return given().filter(browser).accept("text/html").get(path).asString();
    }

    private void addSnapshot() throws IOException {
        var now = Instant.now().truncatedTo(ChronoUnit.SECONDS);
        var incident = SNAPSHOT.resolve("incidents/%s/index.html".formatted(Harbour.INCIDENT));
        ToldTopics.tell(Topic.INCIDENTS, Harbour.cacheOutage(1, IncidentState.RESOLVED, now));
        await().atMost(SOON).untilAsserted(() -> assertThat(incident).exists());
        pages.put("snapshot", Files.readString(SNAPSHOT.resolve("index.html")));
        pages.put("snapshot-incident", Files.readString(incident));
    }
}
