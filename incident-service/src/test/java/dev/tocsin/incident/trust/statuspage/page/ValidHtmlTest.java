package dev.tocsin.incident.trust.statuspage.page;

import static dev.tocsin.incident.trust.statuspage.page.VastProduct.DOWN;
import static dev.tocsin.incident.trust.statuspage.page.VastProduct.NOW;
import static dev.tocsin.incident.trust.statuspage.page.VastProduct.OPEN;
import static dev.tocsin.incident.trust.statuspage.page.VastProduct.OVER;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.tocsin.contract.Json;
import dev.tocsin.contract.Topic;
import dev.tocsin.contract.incident.IncidentState;
import dev.tocsin.engine.uptime.Overview;
import dev.tocsin.incident.access.http.Operator;
import dev.tocsin.incident.dashboard.ManyCells;
import dev.tocsin.incident.operations.api.StandingIncidents;
import dev.tocsin.incident.trust.latency.CellLatencies;
import dev.tocsin.incident.trust.live.Audience;
import dev.tocsin.incident.trust.live.Harbour;
import dev.tocsin.incident.trust.live.LiveView;
import dev.tocsin.incident.trust.live.topic.ToldTopics;
import dev.tocsin.incident.trust.statuspage.PagePaths;
import dev.tocsin.incident.trust.statuspage.StatusPage;
import dev.tocsin.incident.trust.statuspage.page.PublicPages.StatusPageTemplates;
import dev.tocsin.incident.trust.story.Story;
import dev.tocsin.incident.trust.uptime.CellPage;
import dev.tocsin.stack.TocsinStack;
import dev.tocsin.stack.page.HtmlValidator;
import io.quarkus.qute.Engine;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.filter.cookie.CookieFilter;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import javax.sql.DataSource;
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
    private static final DateTimeFormatter MONTH = DateTimeFormatter.ofPattern("MMMM uuuu", Locale.ENGLISH);

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
        var vast = new VastPages(engine);
        pages.put("trust-page", vast.trust(null));
        pages.put("trust-page-of-a-region", vast.trust("region-2"));
        for (var id : List.of(OPEN, OVER)) {
            pages.put("incident-" + id, vast.incident(id));
        }
        pages.put("history", vast.history());
        pages.put("maintenance", vast.maintenance());
        pages.put("maintenance-list", vast.maintenanceList());
        pages.put("month", vast.month());
        pages.put("cell", vast.cell(Audience.OPERATORS, VastPages.latency()));
        pages.put("cell-without-latencies", vast.cell(Audience.OPERATORS, null));
        pages.put("wall", vast.wall(ManyCells.view(125, 40)));
        pages.put("wall-empty", vast.wall(LiveView.EMPTY));
    }

    private void addPagesWithoutData() {
        var nothing = StatusPage.of(LiveView.EMPTY, Overview.NONE, _ -> new Story(List.of(), null), null, NOW);
        pages.put(
                "trust-page-empty",
                StatusPageTemplates.page(nothing, "1", PagePaths.PUBLIC, null, NOW)
                        .render());
        pages.put("history-empty", VastPages.history(LiveView.EMPTY, Overview.NONE));
        var vast = new VastPages(engine);
        var product = vast.product();
        var latencies = CellLatencies.of(
                List.of(), NOW.minus(CellLatencies.WINDOW), product.view().catalog(), NOW);
        var cell = CellPage.of(DOWN, "Log in", Overview.NONE, product.known(), product.lastDays());
        pages.put("cell-empty", vast.cell(cell, LiveView.EMPTY, Audience.OPERATORS, latencies));
    }

    private void addPagesAsTheyAreServed() throws SQLException {
        ToldTopics.create();
        ToldTopics.tell(Topic.CATALOG, Harbour.catalog(1, Instant.now()));
        ToldTopics.tell(Topic.VANTAGE_POINTS, Harbour.heartbeat(Instant.now()));
        var operations = "/ops/incident?id=" + StandingIncidents.none(database).outage();
        await().atMost(SOON)
                .untilAsserted(() -> given().get("/cells/login@na").then().statusCode(200));
        add("served", "/", 200, "");
        add("served-incidents", "/incidents", 200, "History");
        add("served-history", "/history?month=2026-01", 200, "History");
        add("served-maintenance", "/maintenance", 200, "Scheduled maintenance");
        add("served-cell", "/cells/login@na", 200, "Log in – North America");
        var month = YearMonth.now(ZoneOffset.UTC);
        add("served-month", "/months/" + month, 200, month.format(MONTH));
        add("not-found", "/nowhere", 404, "Not Found");
        add("wrong-region", "/?region=mars", 400, "Bad Request");
        add("sign-in", "/ops/sign-in", 200, "Sign in");
        add("sign-in-again", "/ops/sign-in?wrong=token", 200, "Sign in");

        var browser = Operator.signedIn();
        add(browser, "operations", "/ops", "");
        pages.put(
                "operations-of-many-cells",
                new VastPages(engine).overview(ManyCells.view(125, 40), String.valueOf(pages.get("operations"))));
        add(browser, "operations-filtered", "/ops?q=log&region=na&status=up&sort=name&mine=yes", "");
        add(browser, "operations-on-a-wall", "/ops?wall", "");
        add(browser, "incidents", "/ops/incidents", "Incidents");
        add(browser, "incidents-searched", "/ops/incidents?q=%3Cb%3E&state=open", "Incidents");
        add(browser, "incidents-earlier", "/ops/incidents/earlier", "Earlier incidents");
        add(browser, "incidents-new", "/ops/incidents/new", "Open an incident");
        add(browser, "own-account", "/ops/account", "Your account");
        add(browser, "accounts", "/ops/accounts", "Accounts");
        add(browser, "tokens", "/ops/tokens", "API tokens");
        add(browser, "audit", "/ops/audit", "Audit log");
        add(browser, "maintenance-board", "/ops/maintenance", "Scheduled maintenance");
        add(browser, "changes", "/ops/changes", "Changes");
        add(browser, "alerts", "/ops/alerts", "Alerts");
        add(browser, "uptime", "/ops/uptime", "Uptime");
        add(browser, "catalog", "/ops/catalog", "Catalog");
        add(browser, "silences", "/ops/silences", "Silences");
        add(browser, "subscribers", "/ops/subscribers", "Subscribers");
        add(browser, "deliveries", "/ops/deliveries", "Deliveries");
        add(browser, "receivers", "/ops/receivers", "Receivers in trouble");
        add(browser, "why", "/ops/why?cell=login@na", "Why was there an incident, or none?");
        add(browser, "replay", "/ops/replay", "What if the settings were different?");
        add(browser, "incident-operations", operations, "Log in and API are down in North America");
        add(
                browser,
                "incident-operations-acknowledged",
                operations + "&done=acknowledge",
                "Log in and API are down in North America");
        add(browser, "operators-cell", "/cells/login@na", "Log in – North America");
        var token = Operator.formToken(String.valueOf(pages.get("incident-operations")));
        addForm(browser, operations, token, "resolve", "a drill", 200);
        addForm(browser, operations, token, "correct", "", 400);
        addForm(browser, operations, token, "cells", "", 400);
    }

    private void add(String name, String path, int status, String heading) {
        add(name, given().accept("text/html").get(path), status, heading);
    }

    private void add(CookieFilter browser, String name, String path, String heading) {
        add(name, given().filter(browser).accept("text/html").get(path), 200, heading);
    }

    private void addForm(
            CookieFilter browser, String operations, String token, String action, String reason, int status) {
        var answer = given().filter(browser)
                .accept("text/html")
                .formParam("reason", reason)
                .formParam("csrf-token", token)
                .formParam("id", operations.substring(operations.indexOf('=') + 1))
                .post("/ops/incident/" + action);
        add("incident-operations-" + action, answer, status, "");
    }

    /// @param heading how its first heading begins
    private void add(String name, Response answer, int status, String heading) {
        assertThat(answer.statusCode()).as(name).isEqualTo(status);
        assertThat(answer.asString()).as(name).containsPattern("<h1[^>]*>\\Q%s".formatted(heading));
        pages.put(name, answer.asString());
    }

    private void addSnapshot() throws IOException {
        var now = Instant.now();
        ToldTopics.tell(Topic.INCIDENTS, Harbour.cacheOutage(1, IncidentState.RESOLVED, now));
        var incident = "incidents/%s/".formatted(Harbour.INCIDENT);
        await().atMost(SOON).ignoreExceptions().untilAsserted(() -> {
            var news = Json.mapper().readTree(Files.readString(SNAPSHOT.resolve("snapshot.json")));
            assertThat(Instant.parse(news.get("written_at").asText())).isAfter(now);
            assertThat(Files.readString(SNAPSHOT.resolve("index.html"))).contains(incident);
        });
        pages.put("snapshot", Files.readString(SNAPSHOT.resolve("index.html")));
        pages.put(
                "snapshot-incident", Files.readString(SNAPSHOT.resolve(incident).resolve("index.html")));
    }
}
