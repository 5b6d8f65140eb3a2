package dev.tocsin.incident.http;

import static dev.tocsin.incident.access.http.Operator.awaitExportedSpans;
import static dev.tocsin.incident.access.http.Operator.operator;
import static dev.tocsin.incident.http.Crawler.BASE;
import static dev.tocsin.incident.http.Crawler.CATALOGS_SITE;
import static dev.tocsin.incident.http.Crawler.DESK;
import static dev.tocsin.incident.http.Crawler.links;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tocsin.contract.Json;
import dev.tocsin.contract.Topic;
import dev.tocsin.contract.incident.IncidentState;
import dev.tocsin.incident.ImpatientBelowAPath;
import dev.tocsin.incident.access.http.Operator;
import dev.tocsin.incident.heartbeat.http.Jobs;
import dev.tocsin.incident.http.Crawler.Link;
import dev.tocsin.incident.operations.api.StandingIncidents;
import dev.tocsin.incident.trust.live.Harbour;
import dev.tocsin.incident.trust.live.topic.ToldTopics;
import dev.tocsin.stack.SharedServices;
import dev.tocsin.stack.TocsinStack;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import jakarta.inject.Inject;
import java.io.IOException;
import java.net.HttpCookie;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Readers and operators reach the service at `https://example.com/harbour/status`, by a proxy that takes the path off
/// or by one that passes it on: whatever a page, a feed or a redirect leads to is below that path, and is there.
@QuarkusTest
@TestProfile(ImpatientBelowAPath.class)
@WithTestResource(
        value = TocsinStack.class,
        initArgs = {@ResourceArg(name = "schema", value = "incident")})
class BelowAPathTest {

    private static final Duration SOON = Duration.ofSeconds(40);
    private static final String SITE = "https://example.com" + BASE;
    private static final Path SNAPSHOT = Path.of("target/snapshot");

    @TestHTTPResource
    URI service = URI.create("");

    @TestHTTPResource(value = "/metrics", management = true)
    URI metrics = URI.create("");

    @Inject
    DataSource database;

    private final ProxiedBrowser browser = new ProxiedBrowser();
    private final Instant now = Instant.now().truncatedTo(ChronoUnit.SECONDS);
    private String incident = "";

    @BeforeEach
    void harbourHasAnIncident() throws SQLException, IOException {
        ToldTopics.create();
        ToldTopics.tell(Topic.CATALOG, Harbour.catalog(1, now));
        ToldTopics.tell(Topic.VANTAGE_POINTS, Harbour.heartbeat(now));
        ToldTopics.tell(Topic.INCIDENTS, Harbour.cacheOutage(1, IncidentState.RESOLVED, now));
        incident = StandingIncidents.none(database).outage();
        try (var proxy = new ReverseProxy(service, BASE, true)) {
            await().atMost(SOON)
                    .untilAsserted(() -> assertThat(browser.get(proxy, BASE + "/incidents/" + Harbour.INCIDENT)
                                    .statusCode())
                            .isEqualTo(200));
            await().atMost(SOON)
                    .untilAsserted(() -> assertThat(
                                    browser.get(proxy, BASE + "/history.atom").statusCode())
                            .isEqualTo(200));
        }
    }

    @AfterEach
    void close() {
        browser.close();
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void whateverPagesLeadToIsBelowThePathAndThere(boolean stripped) throws IOException, InterruptedException {
        try (var proxy = new ReverseProxy(service, BASE, stripped)) {
            var crawler = new Crawler(browser, service, incident);
            var readers = crawler.crawl(proxy, BASE + "/", BASE + "/nowhere", BASE + "/ops/sign-in");

            assertThat(readers)
                    .contains(
                            BASE + "/history",
                            BASE + "/incidents/" + Harbour.INCIDENT,
                            BASE + "/cells/login@na",
                            BASE + "/history.atom");
            signIn(proxy);
            var operators = crawler.crawl(proxy, BASE + "/ops", DESK + incident);

            assertThat(operators).contains(BASE + "/ops/incident/acknowledge", BASE + "/ops/sign-out");
            signOut(proxy);
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void whatMachinesReadLeadsBelowThePath(boolean stripped) throws IOException, InterruptedException {
        try (var proxy = new ReverseProxy(service, BASE, stripped)) {
            assertThat(json(proxy, "/api/v2/summary.json").at("/page/url").asText())
                    .isEqualTo(SITE);
            assertThat(json(proxy, "/api/v2/incidents.json").findValuesAsText("shortlink"))
                    .isNotEmpty()
                    .allMatch(link -> link.startsWith(SITE + "/incidents/"));
            assertThat(calendar(proxy)).contains("URL:" + SITE).doesNotContain(CATALOGS_SITE);
            for (var feed : List.of("/history.atom", "/history.rss")) {
                assertThat(links(browser.get(proxy, BASE + feed).body())
                                .map(Link::address)
                                .filter(link -> link.startsWith("http")))
                        .isNotEmpty()
                        .allMatch(link -> link.startsWith(SITE));
            }
            assertThat(browser.get(proxy, BASE + "/").body())
                    .contains("<meta property=\"og:url\" content=\"" + SITE + "/\">")
                    .contains("<meta property=\"og:image\" content=\"" + SITE + "/cards/status.png");
            assertThat(json(proxy, "/api/v1/status").path("url").asText()).isEqualTo(SITE + "/");
            for (var embedded : List.of("/badge.svg", "/cards/status.png", "/widget.js")) {
                assertThat(browser.get(proxy, BASE + embedded).statusCode())
                        .as(embedded)
                        .isEqualTo(200);
            }
            var next = json(proxy, "/api/v1/cells?limit=1").path("next").asText();
            assertThat(next).startsWith(BASE + "/api/v1/cells?");
            assertThat(browser.get(proxy, next).statusCode()).isEqualTo(200);
            var links = json(proxy, "/api/v1/incidents/" + Harbour.INCIDENT).path("links");
            assertThat(links.path("self").asText()).isEqualTo(BASE + "/api/v1/incidents/" + Harbour.INCIDENT);
            assertThat(browser.get(proxy, links.path("page").asText()).statusCode())
                    .isEqualTo(200);
        }
    }

    /// With a window that is planned.
    private String calendar(ReverseProxy proxy) throws IOException, InterruptedException {
        var window = operator()
                .body(Map.of(
                        "title", "Swap disks",
                        "cells", List.of("login@eu"),
                        "startsAt", now.plusSeconds(3_600).toString(),
                        "endsAt", now.plusSeconds(7_200).toString()))
                .post("/api/v1/maintenance")
                .jsonPath()
                .getString("id");
        try {
            await().atMost(SOON)
                    .untilAsserted(() -> assertThat(browser.get(proxy, BASE + "/maintenance.ics")
                                    .body())
                            .contains(window));
            return browser.get(proxy, BASE + "/maintenance.ics").body();
        } finally {
            operator().post("/api/v1/maintenance/" + window + "/cancel").then().statusCode(200);
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void noTraceAndNoMetricHasTheSecretThatAJobCalls(boolean stripped) throws IOException, InterruptedException {
        try (var proxy = new ReverseProxy(service, BASE, stripped)) {
            Jobs.define(3_600_000, null);
            var url = operator().get("/api/v1/heartbeats").jsonPath().getString("items[0].url");
            assertThat(url).startsWith(SITE + "/heartbeats/");
            var path = URI.create(url).getPath();
            var secret = path.substring(path.lastIndexOf('/') + 1);

            assertThat(browser.get(proxy, path).statusCode()).isEqualTo(200);
            assertThat(browser.get(proxy, path + "/256").statusCode()).isEqualTo(400);
            assertThat(browser.get(proxy, path + "x").statusCode()).isEqualTo(404);
            assertThat(browser.post(proxy, path, Map.of()).statusCode()).isEqualTo(200);

            awaitExportedSpans();
            assertThat(SharedServices.spans()).noneMatch(span -> span.toString().contains(secret));
            assertThat(given().accept("text/plain").get(metrics).asString())
                    .contains("uri=\"/heartbeats/{secret}\"")
                    .doesNotContain(secret);
        } finally {
            Jobs.forget(service);
        }
    }

    /// It may be served from anywhere: its pages lead to one another without a path, its feeds to the service below
    /// it.
    @Test
    void theSnapshotNamesNoOtherPlace() throws IOException {
        var incidentPage = SNAPSHOT.resolve("incidents/%s/index.html".formatted(Harbour.INCIDENT));
        await().atMost(SOON).ignoreExceptions().untilAsserted(() -> {
            assertThat(Files.getLastModifiedTime(SNAPSHOT.resolve("snapshot.json"))
                            .toInstant())
                    .isAfter(now);
            assertThat(Files.readString(incidentPage)).contains("Log in and API are down");
        });

        for (var page : List.of(SNAPSHOT.resolve("index.html"), incidentPage)) {
            assertThat(links(Files.readString(page)).map(Link::address))
                    .isNotEmpty()
                    .allSatisfy(link -> assertThat(link).as("on %s", page).doesNotMatch("(/|https?:).*"));
        }
        for (var feed : List.of("history.atom", "history.rss")) {
            assertThat(Files.readString(SNAPSHOT.resolve(feed)))
                    .contains(SITE + "/incidents/" + Harbour.INCIDENT)
                    .doesNotContain(CATALOGS_SITE);
        }
        assertThat(Files.readString(SNAPSHOT.resolve("api/v2/incidents.json")))
                .contains("\"shortlink\":\"" + SITE + "/incidents/" + Harbour.INCIDENT)
                .doesNotContain(CATALOGS_SITE);
    }

    private JsonNode json(ReverseProxy proxy, String path) throws IOException, InterruptedException {
        return Json.mapper().readTree(browser.get(proxy, BASE + path).body());
    }

    private void signIn(ReverseProxy proxy) throws IOException, InterruptedException {
        var asked = browser.get(proxy, DESK + incident);
        assertThat(asked.headers().firstValue("location")).contains(BASE + "/ops/sign-in");

        var signedIn = browser.post(
                proxy, BASE + "/ops/sign-in/check", Map.of("user", "operator", "password", TocsinStack.OPERATOR_TOKEN));

        assertThat(signedIn.headers().firstValue("location")).contains(DESK + incident);
        assertThat(browser.cookies())
                .isNotEmpty()
                .allMatch(cookie -> cookie.getPath().startsWith(BASE))
                .allMatch(HttpCookie::getSecure);
        assertThat(browser.get(proxy, DESK + incident).statusCode()).isEqualTo(200);
    }

    private void signOut(ReverseProxy proxy) throws IOException, InterruptedException {
        var token = Operator.formToken(browser.get(proxy, BASE + "/ops").body());

        var signedOut = browser.post(proxy, BASE + "/ops/sign-out", Map.of("csrf-token", token));

        assertThat(signedOut.headers().firstValue("location")).contains(BASE + "/ops/sign-in");
        assertThat(browser.get(proxy, BASE + "/ops").statusCode()).isEqualTo(303);
    }
}
