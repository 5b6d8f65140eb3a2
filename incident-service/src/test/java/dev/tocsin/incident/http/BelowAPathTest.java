package dev.tocsin.incident.http;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tocsin.contract.Json;
import dev.tocsin.contract.Topic;
import dev.tocsin.contract.incident.IncidentState;
import dev.tocsin.incident.desk.api.StandingIncidents;
import dev.tocsin.incident.lifecycle.StalledCorrelationTest;
import dev.tocsin.incident.live.Harbour;
import dev.tocsin.incident.live.topic.ToldTopics;
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
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayDeque;
import java.util.Arrays;
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
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Readers and operators reach the service at `https://example.com/status`, by a proxy that takes the path off or by
/// one that passes it on: whatever a page, a feed or a redirect leads to is below that path, and is there.
@QuarkusTest
@TestProfile(StalledCorrelationTest.Impatient.class)
@WithTestResource(
        value = TocsinStack.class,
        initArgs = {@ResourceArg(name = "schema", value = "incident")})
class BelowAPathTest {

    private static final Duration SOON = Duration.ofSeconds(40);
    private static final String BASE = "/status";
    private static final String SITE = "https://example.com/status";
    private static final String DESK = BASE + "/ops/incident?id=";

    /// What the pages of these tests do not need twice.
    private static final int MOST_PAGES = 150;

    private static final Pattern LINK =
            Pattern.compile("\\s(href|src|action|data-stream|data-news)=\"([^\"]*)\"|url\\(['\"]?([^'\")]+)");
    private static final Pattern FORM_TOKEN = Pattern.compile("name=\"csrf-token\" value=\"([^\"]+)\"");

    @TestHTTPResource
    URI service = URI.create("");

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
            crawl(proxy, BASE + "/", BASE + "/nowhere", BASE + "/ops/sign-in");
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
            assertThat(get(proxy, BASE + "/maintenance.ics").body()).doesNotContain("URL:https://trust");
            for (var feed : List.of("/history.atom", "/history.rss")) {
                assertThat(links(get(proxy, BASE + feed).body()).filter(link -> link.startsWith("http")))
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

    /// @return all addresses that were found
    private Set<String> crawl(ReverseProxy proxy, String... from) throws IOException, InterruptedException {
        var found = new HashSet<>(Arrays.asList(from));
        var left = new ArrayDeque<>(found);
        for (var number = 0; !left.isEmpty() && number < MOST_PAGES; number++) {
            var page = left.remove();
            var answer = open(proxy, page);
            assertThat(answer.status())
                    .as("the status of %s", page)
                    .isIn(page.endsWith("/nowhere") ? Set.of(404) : Set.of(200, 400, 405));
            if (answer.type().startsWith("text/html") || answer.type().startsWith("text/css")) {
                links(answer.body())
                        .filter(link -> !link.startsWith("#") && !link.startsWith("data:"))
                        .filter(link -> !isOfAnotherSite(link))
                        .forEach(link -> {
                            assertThat(link).as("on %s", page).startsWith(BASE + "/");
                            if (isToBeOpened(link) && found.add(link)) {
                                left.add(link);
                            }
                        });
            }
        }
        return found;
    }

    /// In what operators wrote.
    private boolean isOfAnotherSite(String link) {
        return link.matches("https?://.*")
                && !link.startsWith(service.toString())
                && !link.startsWith("http://127.0.0.1")
                && !link.startsWith("https://example.com");
    }

    /// Incidents that tests put into the database have a page for operators, and those on the topic a public one. What
    /// orders publish of the former is of 2006, and soon forgotten.
    private boolean isToBeOpened(String link) {
        return (!link.startsWith(DESK) || link.equals(DESK + incident))
                && !link.startsWith(BASE + "/incidents/byha")
                && !link.startsWith(BASE + "/ops/sign-in/");
    }

    private static Stream<String> links(String page) {
        return LINK.matcher(page)
                .results()
                .map(found -> (found.group(3) == null ? found.group(2) : found.group(3)).replace("&amp;", "&"));
    }

    private record Opened(int status, String type, String body) {

        static Opened of(HttpResponse<?> answer, String body) {
            return new Opened(
                    answer.statusCode(),
                    answer.headers().firstValue("content-type").orElse(""),
                    body);
        }
    }

    /// Of a stream only its head.
    private Opened open(ReverseProxy proxy, String path) throws IOException, InterruptedException {
        if (path.contains("/live?")) {
            var stream = browser.send(request(proxy, path).build(), BodyHandlers.ofInputStream());
            stream.body().close();
            return Opened.of(stream, "");
        }
        var page = get(proxy, path);
        return Opened.of(page, page.body());
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
        var token = FORM_TOKEN.matcher(get(proxy, BASE + "/ops").body());
        assertThat(token.find()).isTrue();

        var signedOut = post(proxy, BASE + "/ops/sign-out", Map.of("csrf-token", token.group(1)));

        assertThat(signedOut.headers().firstValue("location")).contains(BASE + "/ops/sign-in");
        assertThat(get(proxy, BASE + "/ops").statusCode()).isEqualTo(303);
    }
}
