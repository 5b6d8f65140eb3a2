package dev.tocsin.incident.statuspage.page;

import static dev.tocsin.incident.statuspage.page.VastProduct.DOWN;
import static dev.tocsin.incident.statuspage.page.VastProduct.NOW;
import static dev.tocsin.incident.statuspage.page.VastProduct.OPEN;
import static dev.tocsin.incident.statuspage.page.VastProduct.OVER;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tocsin.contract.Verdict;
import dev.tocsin.contract.health.HealthObserved;
import dev.tocsin.contract.health.Outcome;
import dev.tocsin.contract.incident.IncidentState;
import dev.tocsin.incident.catalog.Catalog;
import dev.tocsin.incident.desk.api.StandingIncidents;
import dev.tocsin.incident.latency.Latencies;
import dev.tocsin.incident.live.Audience;
import dev.tocsin.incident.live.Harbour;
import dev.tocsin.incident.live.Incidents;
import dev.tocsin.incident.live.Views;
import dev.tocsin.incident.statuspage.IncidentHistory;
import dev.tocsin.incident.statuspage.IncidentPage;
import dev.tocsin.incident.statuspage.StatusPage;
import dev.tocsin.incident.story.Story;
import dev.tocsin.incident.story.Story.Entry;
import dev.tocsin.incident.story.Story.Postmortem;
import dev.tocsin.incident.uptime.CellPage;
import dev.tocsin.incident.uptime.CellStanding;
import dev.tocsin.incident.uptime.MonthPage;
import dev.tocsin.stack.TocsinStack;
import dev.tocsin.stack.page.Layout;
import io.quarkus.qute.Engine;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.net.URI;
import java.sql.SQLException;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.List;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Pages of a product of 40 components in 12 regions, at the widths of phones and screens, in both themes and in print:
/// nothing overlaps, breaks within words, or is wider than its page.
@QuarkusTest
@WithTestResource(
        value = TocsinStack.class,
        initArgs = {@ResourceArg(name = "schema", value = "incident")})
class PageLayoutTest {

    static final URI SUBSCRIBE = URI.create("http://127.0.0.1:8082/subscriptions");
    static final Story STORY = new Story(
            List.of(
                    new Entry(
                            3,
                            NOW.minusSeconds(300),
                            "incident.update_posted",
                            IncidentState.IDENTIFIED,
                            "We see errors when **logging in**.\n\n- Europe works\n- Data is safe\n\n1. First\n2. Then",
                            null,
                            NOW.plusSeconds(1_800)),
                    new Entry(
                            1,
                            NOW.minusSeconds(900),
                            "incident.opened",
                            IncidentState.INVESTIGATING,
                            "We are investigating a problem in São Paulo.",
                            null,
                            null)),
            new Postmortem(NOW, "A *patch*.", "Reverted.", "- One region first\n- Then a day"));

    private final VastProduct product = new VastProduct();

    @Inject
    Engine engine;

    @Inject
    DataSource database;

    @ParameterizedTest
    @NullSource
    @ValueSource(strings = "region-2")
    void theTrustPageOfManyRegionsFitsEachScreen(@Nullable String region) {
        var page = StatusPage.of(product.view(), product.overview(), _ -> STORY, region, NOW);
        var html = PublicPages.Templates.page(page, "1", SUBSCRIBE, NOW).render();

        assertThat(faults("trust-page" + (region == null ? "" : "-of-a-region"), html))
                .isEmpty();
    }

    @Test
    void theTrustPageOfAFewRegionsFitsEachScreen() {
        var view = Views.atNoon(Harbour.status(Harbour.LOGIN_NA, 1, Verdict.DOWN, NOW));
        var page = StatusPage.of(view, product.overview(), _ -> STORY, null, NOW);

        assertThat(faults(
                        "trust-page-of-two-regions",
                        PublicPages.Templates.page(page, "1", SUBSCRIBE, NOW).render()))
                .isEmpty();
    }

    @Test
    void aMonthFitsEachScreen() {
        var page = MonthPage.of(
                product.month(YearMonth.parse("2026-11")),
                product.overview(),
                product.known(),
                Incidents.of(product.view(), Audience.PUBLIC));
        var html = engine.getTemplate("uptime/month")
                .data("page", page)
                .data("name", "Harbour CRM")
                .data("now", NOW)
                .render();

        assertThat(faults("month", html)).isEmpty();
    }

    @Test
    void aCellFitsEachScreenAndSaysHowItIsNow() {
        var view = product.view();
        var page = CellPage.of(DOWN, "Log in – São Paulo", product.overview(), product.known(), product.lastDays())
                .opened(
                        LocalDate.parse("2026-11-14"),
                        product.known(),
                        product.lastDays(),
                        Incidents.of(view, Audience.PUBLIC));
        var html = engine.getTemplate("uptime/cell")
                .data("page", page)
                .data("name", "Harbour CRM")
                .data("standing", CellStanding.of(view, DOWN, Audience.PUBLIC, NOW))
                .data("jobs", List.of())
                .data("operator", true)
                .data("latency", latency())
                .data("now", NOW)
                .render();

        assertThat(html).containsPattern("(?s)<p class=\"standing\">.*Down.*since .*/incidents/" + OPEN);
        assertThat(faults("cell", html)).isEmpty();
    }

    /// As fast as ever from two vantage points, and with failures from one of a long name.
    static Latencies latency() {
        var events = new ArrayList<HealthObserved>();
        for (var at = NOW.minus(Latencies.WINDOW); at.isBefore(NOW); at = at.plusSeconds(30)) {
            for (var point : List.of("us-east", "eu-west", "a-vantage-point-with-a-long-name-somewhere")) {
                var second = at.getEpochSecond() / 30;
                var fails = point.length() > 10 && at.isAfter(NOW.minusSeconds(1_200));
                events.add(new HealthObserved(
                        "login-page",
                        DOWN,
                        point,
                        "p1",
                        fails ? Outcome.FAIL : Outcome.PASS,
                        at,
                        80 + point.length() + second * 37 % 40 + (second % 17 == 0 ? 300 : 0),
                        null,
                        null,
                        null,
                        null));
            }
        }
        return Latencies.of(events, NOW.minus(Latencies.WINDOW), Catalog.of(List.of()), NOW);
    }

    @ParameterizedTest
    @ValueSource(strings = {OPEN, OVER})
    void anIncidentFitsEachScreen(String id) {
        var view = product.view();
        var incident = Incidents.one(view, Audience.PUBLIC, id).orElseThrow();
        var page = IncidentPage.of(view, incident, STORY, List.of(), NOW);
        var html = PublicPages.Templates.incident(page, "1", false, NOW).render();

        assertThat(faults("incident-" + id, html)).isEmpty();
        if (id.equals(OVER)) {
            assertThat(html).contains("Recovered").doesNotContain("<span class=\"word\">Up</span>");
        }
    }

    @Test
    void theHistoryFitsEachScreen() {
        var history = IncidentHistory.of(product.view(), product.overview());

        assertThat(faults("history", PublicPages.Templates.history(history, NOW).render()))
                .isEmpty();
    }

    @Test
    void whatOperatorsWorkOnFitsEachScreen() throws SQLException {
        var id = StandingIncidents.none(database).outage();
        var desk = operatorsPage("/ops/incident?id=" + id);

        assertThat(faults("desk", desk)).isEmpty();
        assertThat(desk.indexOf("Post update"))
                .as("actions before the timeline")
                .isLessThan(desk.indexOf("Timeline"));
        assertThat(faults("operations", operatorsPage("/ops"))).isEmpty();
    }

    private static List<String> faults(String name, String html) {
        return Layout.faults(name, html, path -> given().get(path).asString());
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
