package dev.tocsin.incident.trust.statuspage.page;

import static dev.tocsin.incident.trust.statuspage.page.VastProduct.NOW;
import static dev.tocsin.incident.trust.statuspage.page.VastProduct.OPEN;
import static dev.tocsin.incident.trust.statuspage.page.VastProduct.OVER;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tocsin.contract.Cell;
import dev.tocsin.contract.Verdict;
import dev.tocsin.engine.uptime.Overview;
import dev.tocsin.engine.uptime.UptimeInputs;
import dev.tocsin.engine.uptime.VerdictChange;
import dev.tocsin.incident.access.http.Operator;
import dev.tocsin.incident.dashboard.ManyCells;
import dev.tocsin.incident.operations.api.StandingIncidents;
import dev.tocsin.incident.trust.live.Audience;
import dev.tocsin.incident.trust.live.Harbour;
import dev.tocsin.incident.trust.live.LiveView;
import dev.tocsin.incident.trust.live.Views;
import dev.tocsin.incident.trust.statuspage.PagePaths;
import dev.tocsin.incident.trust.statuspage.StatusPage;
import dev.tocsin.incident.trust.statuspage.page.PublicPages.StatusPageTemplates;
import dev.tocsin.stack.TocsinStack;
import dev.tocsin.stack.page.PageLayout;
import io.quarkus.qute.Engine;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Pages of a product of 40 components in 12 regions, at the widths of phones and screens, in both themes and in
/// print: nothing overlaps, breaks within words, or is wider than its page.
@QuarkusTest
@WithTestResource(
        value = TocsinStack.class,
        initArgs = {@ResourceArg(name = "schema", value = "incident")})
class PageLayoutTest {

    @Inject
    Engine engine;

    @Inject
    DataSource database;

    private VastPages pages;

    @BeforeEach
    void aVastProduct() {
        pages = new VastPages(engine);
    }

    @ParameterizedTest
    @NullSource
    @ValueSource(strings = "region-2")
    void theTrustPageOfManyRegionsFitsEachScreen(@Nullable String region) {
        assertThat(faults("trust-page" + (region == null ? "" : "-of-a-region"), pages.trust(region)))
                .isEmpty();
    }

    @Test
    void theTrustPageOfAFewRegionsFitsEachScreen() {
        var view = Views.atNoon(Harbour.status(Harbour.LOGIN_NA, 1, Verdict.DOWN, NOW));
        var page = StatusPage.of(view, pastOf(view), _ -> VastPages.STORY, null, NOW);

        assertThat(faults(
                        "trust-page-of-two-regions",
                        StatusPageTemplates.page(page, "1", PagePaths.PUBLIC, VastPages.SUBSCRIBE, NOW)
                                .render()))
                .isEmpty();
    }

    @Test
    void aMonthFitsEachScreen() {
        assertThat(faults("month", pages.month())).isEmpty();
    }

    @Test
    void aCellFitsEachScreenAndSaysHowItIsNow() {
        var html = pages.cell(Audience.PUBLIC, VastPages.latency());

        assertThat(html).containsPattern("(?s)<p class=\"standing\">.*Down.*since .*/incidents/" + OPEN);
        assertThat(faults("cell", html)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {OPEN, OVER})
    void anIncidentFitsEachScreen(String id) {
        var html = pages.incident(id);

        assertThat(faults("incident-" + id, html)).isEmpty();
        if (id.equals(OVER)) {
            assertThat(html).contains("Recovered").doesNotContain("<span class=\"word\">Up</span>");
        }
    }

    @Test
    void theHistoryFitsEachScreen() {
        assertThat(faults("history", pages.history())).isEmpty();
    }

    @Test
    void plannedWorkFitsEachScreen() {
        assertThat(faults("maintenance", pages.maintenance())).isEmpty();
        assertThat(faults("maintenance-list", pages.maintenanceList())).isEmpty();
    }

    @Test
    void whatOperatorsWorkOnFitsEachScreen() throws SQLException {
        var id = StandingIncidents.none(database).outage();
        var operations = operatorsPage("/ops/incident?id=" + id);

        assertThat(faults("incident-operations", operations)).isEmpty();
        assertThat(operations.indexOf("Post update"))
                .as("actions before the timeline")
                .isLessThan(operations.indexOf("Timeline"));
        assertThat(faults("operations", operatorsPage("/ops"))).isEmpty();
    }

    @Test
    void anUpdateBeingEditedFitsEachScreen() throws SQLException {
        var incidents = StandingIncidents.none(database);
        var id = incidents.outage();
        StandingIncidents.order(id, "updates", Map.of("text", "We remove **patch 417** from the cache servers."));
        var update = incidents.numberOf(id);
        StandingIncidents.order(id, "updates", Map.of("text", "It was Dana who broke it."));
        Operator.operator()
                .body(Map.of("text", "We remove **patch 416** from the cache servers."))
                .patch("/api/v1/incidents/%s/updates/%d".formatted(id, update));
        StandingIncidents.order(id, "updates/%d/withdraw".formatted(update + 1), Map.of("reason", "it named a person"));

        var page = operatorsPage("/ops/incident?id=%s&edit=%d".formatted(id, update));

        assertThat(page).contains("edited at", "Withdrawn</strong> by operator");
        assertThat(faults("incident-update-edited", page)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"3, 2", "40, 12", "125, 40", "1250, 4"})
    void theOverviewFitsEachScreen(int components, int regions) {
        var view = ManyCells.view(components, regions);
        var name = "overview-of-%d-by-%d".formatted(components, regions);

        assertThat(faults(name, pages.overview(view, operatorsPage("/ops")))).isEmpty();
        assertThat(faults("wall-" + name, pages.wall(view))).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "incidents",
                "incidents/earlier",
                "incidents/new",
                "sign-in",
                "account",
                "accounts",
                "tokens",
                "audit",
                "maintenance",
                "changes",
                "why",
                "replay",
                "alerts",
                "uptime",
                "catalog",
                "silences",
                "subscribers",
                "deliveries",
                "receivers"
            })
    void aViewOfOperatorsFitsEachScreen(String page) {
        assertThat(faults("operators-" + page.replace('/', '-'), operatorsPage("/ops/" + page)))
                .isEmpty();
    }

    @Test
    void aWindowOfManyCellsFitsEachScreen() {
        Operator.publishHarbour();
        var now = Instant.now();
        var id = Operator.operator()
                .body(Map.of(
                        "title", "Replace the switches and the cables of the whole first hall, ".repeat(3),
                        "cells", List.of("login@na", "login@eu", "api@na", "api@eu", "cache@na", "cache@eu"),
                        "startsAt", now.minusSeconds(60).toString(),
                        "endsAt", now.plusSeconds(3_600).toString()))
                .post("/api/v1/maintenance")
                .jsonPath()
                .getString("id");
        Operator.awaitWindow(id, "in-progress");

        assertThat(faults("operators-maintenance-board", operatorsPage("/ops/maintenance")))
                .isEmpty();
        assertThat(faults("operators-window", operatorsPage("/ops/maintenance/window?id=" + id)))
                .isEmpty();
    }

    /// Log in and the API were up for three months, but for a day.
    private static Overview pastOf(LiveView view) {
        var turns = new HashMap<Cell, List<VerdictChange>>();
        for (var cell : List.of("login@na", "login@eu", "api@na", "api@eu")) {
            var of = Cell.of(cell);
            turns.put(
                    of,
                    List.of(
                            new VerdictChange(of, 1, NOW.minus(Duration.ofDays(85)), Verdict.UP),
                            new VerdictChange(of, 2, NOW.minus(Duration.ofDays(30)), Verdict.DOWN),
                            new VerdictChange(of, 3, NOW.minus(Duration.ofDays(29)), Verdict.UP)));
        }
        var inputs = new UptimeInputs(turns, List.of(), List.of());
        return Overview.of(view.catalog(), ZoneOffset.UTC, turns.keySet(), inputs, List.of(), NOW);
    }

    private static List<String> faults(String name, String html) {
        return PageLayout.faults(name, html, path -> given().get(path).asString());
    }

    private static String operatorsPage(String path) {
        return given().header("Authorization", "Bearer " + TocsinStack.OPERATOR_TOKEN)
                .accept("text/html")
                .get(path)
                .then()
                .statusCode(200)
                .extract()
                .asString();
    }
}
