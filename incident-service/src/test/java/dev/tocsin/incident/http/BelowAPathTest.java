package dev.tocsin.incident.http;

import static dev.tocsin.incident.access.http.Operator.awaitExportedSpans;
import static dev.tocsin.incident.access.http.Operator.operator;
import static io.restassured.RestAssured.given;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tocsin.contract.Json;
import dev.tocsin.contract.Topic;
import dev.tocsin.contract.incident.IncidentState;
import dev.tocsin.incident.ImpatientBelowAPath;
import dev.tocsin.incident.access.http.Operator;
import dev.tocsin.incident.heartbeat.http.Jobs;
import dev.tocsin.incident.live.Harbour;
import dev.tocsin.incident.live.topic.ToldTopics;
import dev.tocsin.incident.operations.api.StandingIncidents;
import dev.tocsin.stack.SharedServices;
import dev.tocsin.stack.TocsinStack;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import jakarta.inject.Inject;
import java.io.IOException;
import java.net.CookieManager;
import java.net.CookiePolicy;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
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
    private static final String BASE = "/harbour/status";
    private static final String SITE = "https://example.com" + BASE;
    private static final String CATALOGS_SITE = "https://trust.harbour.example";
    private static final Path SNAPSHOT = Path.of("target/snapshot");
    private static final String DESK = BASE + "/ops/incident?id=";

    /// Enough for every kind of page.
    private static final int MOST_PAGES = 150;

    /// Of pages that differ in numbers and dates only.
    private static final int MOST_OF_A_KIND = 3;

    private static final Pattern LINK =
            Pattern.compile("\\s(href|src|action|data-stream|data-news)=\"([^\"]*)\"|url\\(['\"]?([^'\")]+)");

    @TestHTTPResource
    URI service = URI.create("");

    @TestHTTPResource(value = "/metrics", management = true)
    URI metrics = URI.create("");

    @Inject
    DataSource database;

    private final CookieManager cookies = new CookieManager(null, CookiePolicy.ACCEPT_ALL);
    private final HttpClient browser =
            HttpClient.newBuilder().cookieHandler(cookies).build();
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
                    .untilAsserted(() -> assertThat(get(proxy, BASE + "/incidents/" + Harbour.INCIDENT)
                                    .statusCode())
                            .isEqualTo(200));
            await().atMost(SOON)
                    .untilAsserted(
                            () -> assertThat(get(proxy, BASE + "/history.atom").statusCode())
                                    .isEqualTo(200));
        }
    }

    @AfterEach
    void close() {
        browser.shutdownNow();
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void whateverPagesLeadToIsBelowThePathAndThere(boolean stripped) throws IOException, InterruptedException {
        try (var proxy = new ReverseProxy(service, BASE, stripped)) {
            var readers = crawl(proxy, BASE + "/", BASE + "/nowhere", BASE + "/ops/sign-in");

            assertThat(readers)
                    .contains(
                            BASE + "/incidents",
                            BASE + "/incidents/" + Harbour.INCIDENT,
                            BASE + "/cells/login@na",
                            BASE + "/history.atom");
            signIn(proxy);
            var operators = crawl(proxy, BASE + "/ops", DESK + incident);

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
                assertThat(links(get(proxy, BASE + feed).body())
                                .map(Link::address)
                                .filter(link -> link.startsWith("http")))
                        .isNotEmpty()
                        .allMatch(link -> link.startsWith(SITE));
            }
            var next = json(proxy, "/api/v1/cells?limit=1").path("next").asText();
            assertThat(next).startsWith(BASE + "/api/v1/cells?");
            assertThat(get(proxy, next).statusCode()).isEqualTo(200);
            var links = json(proxy, "/api/v1/incidents/" + Harbour.INCIDENT).path("links");
            assertThat(links.path("self").asText()).isEqualTo(BASE + "/api/v1/incidents/" + Harbour.INCIDENT);
            assertThat(get(proxy, links.path("page").asText()).statusCode()).isEqualTo(200);
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
                    .untilAsserted(() -> assertThat(
                                    get(proxy, BASE + "/maintenance.ics").body())
                            .contains(window));
            return get(proxy, BASE + "/maintenance.ics").body();
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

            assertThat(get(proxy, path).statusCode()).isEqualTo(200);
            assertThat(get(proxy, path + "/256").statusCode()).isEqualTo(400);
            assertThat(get(proxy, path + "x").statusCode()).isEqualTo(404);
            assertThat(post(proxy, path, Map.of()).statusCode()).isEqualTo(200);

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

    /// @param attribute in which the address stands
    private record Link(String attribute, String address) {}

    /// @return all addresses that were found
    private Set<String> crawl(ReverseProxy proxy, String... from) throws IOException, InterruptedException {
        var found = new HashSet<>(Arrays.asList(from));
        var ofAKind = new HashMap<String, Integer>();
        var left = new ArrayDeque<Link>();
        found.forEach(address -> left.add(new Link("href", address)));
        for (var number = 0; !left.isEmpty() && number < MOST_PAGES; number++) {
            var page = left.remove();
            var answer = open(proxy, page.address());
            assertThat(answer.status()).as("the status of %s", page).isIn(rightStatus(page));
            if (answer.type().startsWith("text/html") || answer.type().startsWith("text/css")) {
                links(answer.body())
                        .filter(link -> !link.address().matches("(#|data:).*"))
                        .filter(link -> !isOfAnotherSite(link.address()))
                        .forEach(link -> {
                            assertThat(link.address()).as("on %s", page).startsWith(BASE + "/");
                            if (isToBeOpened(link.address())
                                    && found.add(link.address())
                                    && ofAKind.merge(kind(link.address()), 1, Integer::sum) <= MOST_OF_A_KIND) {
                                left.add(link);
                            }
                        });
            }
        }
        assertThat(left).as("pages that were not opened").isEmpty();
        return found;
    }

    /// To which a form is sent need not be a page.
    private static Set<Integer> rightStatus(Link link) {
        if (link.address().endsWith("/nowhere")) {
            return Set.of(404);
        }
        return link.attribute().equals("action") ? Set.of(200, 405) : Set.of(200);
    }

    private static String kind(String address) {
        return address.replaceAll("[0-9]+(-[0-9]+)*", "0");
    }

    /// Such links stand in what operators wrote. The site that the catalog names is no other one: no page may lead
    /// there.
    private boolean isOfAnotherSite(String link) {
        return link.matches("https?://.*")
                && !link.startsWith(service.toString())
                && !link.startsWith("http://127.0.0.1")
                && !link.startsWith("https://example.com")
                && !link.startsWith(CATALOGS_SITE);
    }

    /// All but the pages of incidents that other tests left, since those incidents may be gone by now, and the address
    /// to which the sign-in form is sent, since that takes nothing but the form.
    private boolean isToBeOpened(String link) {
        return (!link.startsWith(DESK) || link.equals(DESK + incident))
                && !link.startsWith(BASE + "/incidents/byha")
                && !link.startsWith(BASE + "/ops/sign-in/");
    }

    private static Stream<Link> links(String page) {
        return LINK.matcher(page)
                .results()
                .map(found -> found.group(3) == null
                        ? new Link(found.group(1), found.group(2).replace("&amp;", "&"))
                        : new Link("url", found.group(3)));
    }

    private record Answer(int status, String type, String body) {

        static Answer of(HttpResponse<?> answer, String body) {
            return new Answer(
                    answer.statusCode(),
                    answer.headers().firstValue("content-type").orElse(""),
                    body);
        }
    }

    /// Of a stream only its head.
    private Answer open(ReverseProxy proxy, String path) throws IOException, InterruptedException {
        if (path.contains("/live?")) {
            var stream = browser.send(request(proxy, path).build(), BodyHandlers.ofInputStream());
            stream.body().close();
            return Answer.of(stream, "");
        }
        var page = get(proxy, path);
        return Answer.of(page, page.body());
    }

    private HttpResponse<String> get(ReverseProxy proxy, String path) throws IOException, InterruptedException {
        return browser.send(request(proxy, path).build(), BodyHandlers.ofString());
    }

    private static HttpRequest.Builder request(ReverseProxy proxy, String path) {
        return HttpRequest.newBuilder(proxy.root().resolve(path)).header("Accept", "text/html,*/*");
    }

    private JsonNode json(ReverseProxy proxy, String path) throws IOException, InterruptedException {
        return Json.mapper().readTree(get(proxy, BASE + path).body());
    }

    private HttpResponse<String> post(ReverseProxy proxy, String path, Map<String, String> form)
            throws IOException, InterruptedException {
        var body = form.entrySet().stream()
                .map(field -> field.getKey() + "=" + URLEncoder.encode(field.getValue(), UTF_8))
                .collect(Collectors.joining("&"));
        return browser.send(
                request(proxy, path)
                        .header("Content-Type", "application/x-www-form-urlencoded")
                        .POST(BodyPublishers.ofString(body))
                        .build(),
                BodyHandlers.ofString());
    }

    private void signIn(ReverseProxy proxy) throws IOException, InterruptedException {
        var asked = get(proxy, DESK + incident);
        assertThat(asked.headers().firstValue("location")).contains(BASE + "/ops/sign-in");

        var signedIn = post(
                proxy, BASE + "/ops/sign-in/check", Map.of("user", "operator", "password", TocsinStack.OPERATOR_TOKEN));

        assertThat(signedIn.headers().firstValue("location")).contains(DESK + incident);
        assertThat(cookies.getCookieStore().getCookies())
                .isNotEmpty()
                .allMatch(cookie -> cookie.getPath().startsWith(BASE));
        assertThat(get(proxy, DESK + incident).statusCode()).isEqualTo(200);
    }

    private void signOut(ReverseProxy proxy) throws IOException, InterruptedException {
        var token = Operator.formToken(get(proxy, BASE + "/ops").body());

        var signedOut = post(proxy, BASE + "/ops/sign-out", Map.of("csrf-token", token));

        assertThat(signedOut.headers().firstValue("location")).contains(BASE + "/ops/sign-in");
        assertThat(get(proxy, BASE + "/ops").statusCode()).isEqualTo(303);
    }
}
