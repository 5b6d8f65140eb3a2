package dev.tocsin.incident.trust.readers.http;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.nullValue;
import static org.hamcrest.Matchers.startsWith;

import dev.tocsin.contract.Topic;
import dev.tocsin.contract.Verdict;
import dev.tocsin.contract.incident.IncidentState;
import dev.tocsin.contract.maintenance.MaintenanceEvent.WindowState;
import dev.tocsin.incident.trust.live.Harbour;
import dev.tocsin.incident.trust.live.topic.ToldTopics;
import dev.tocsin.incident.trust.readers.Stories;
import dev.tocsin.stack.TocsinStack;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.specification.RequestSpecification;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Machines read what the topics tell, from any site, and once.
@QuarkusTest
@WithTestResource(
        value = TocsinStack.class,
        initArgs = {@ResourceArg(name = "schema", value = "incident")})
class ReadersDoorsTest {

    private static final Duration SOON = Duration.ofSeconds(40);

    private final Instant now = Instant.now().truncatedTo(ChronoUnit.SECONDS);

    @BeforeEach
    void harbourHasAnIncidentAndAWindow() {
        ToldTopics.create();
        ToldTopics.tell(Topic.CATALOG, Harbour.catalog(1, now));
        ToldTopics.tell(Topic.INCIDENTS, Harbour.cacheOutage(1, IncidentState.IDENTIFIED, now));
        ToldTopics.tell(Topic.MAINTENANCE, Stories.window(1, WindowState.SCHEDULED, "Patching"));
        await().atMost(SOON)
                .untilAsserted(() -> given().get("/api/v2/summary.json")
                        .then()
                        .statusCode(200)
                        .body("incidents.id", hasItem(Harbour.INCIDENT))
                        .body("components.name", hasItem("North America")));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/api/v2/summary.json",
                "/api/v2/status.json",
                "/api/v2/components.json",
                "/api/v2/incidents.json",
                "/api/v2/incidents/unresolved.json",
                "/api/v2/scheduled-maintenances.json",
                "/api/v2/scheduled-maintenances/upcoming.json",
                "/api/v2/scheduled-maintenances/active.json",
                "/history.atom",
                "/history.rss",
                "/maintenance.ics",
                "/badges/login.svg",
                "/badges/login.svg?region=na",
                "/badge.svg",
                "/badge.svg?region=na",
                "/api/v1/status",
                "/api/v1/status?region=eu&component=login",
                "/widget.js"
            })
    void eachIsReadFromAnySiteAndOnce(String path) {
        await().atMost(SOON).untilAsserted(() -> {
            var tag = given().get(path)
                    .then()
                    .statusCode(200)
                    .header("Access-Control-Allow-Origin", "*")
                    .header("Cache-Control", startsWith("public, max-age="))
                    .extract()
                    .header("ETag");
            var again = given().header("If-None-Match", tag).get(path);
            again.then().statusCode(304).header("ETag", tag).header("Access-Control-Allow-Origin", "*");
            assertThat(again.asString()).isEmpty();
            given().head(path).then().statusCode(200).header("ETag", tag);
            given().header("If-None-Match", "\"other\", " + tag)
                    .header("If-Modified-Since", "Thu, 01 Jan 2026 00:00:00 GMT")
                    .get(path)
                    .then()
                    .statusCode(304);
            given().header("If-None-Match", "\"other\"")
                    .header("If-Modified-Since", "Fri, 01 Jan 2100 00:00:00 GMT")
                    .get(path)
                    .then()
                    .statusCode(200);
        });
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/api/v2/summary.json",
                "/history.atom",
                "/badges/login.svg",
                "/badge.svg",
                "/widget.js",
                "/api/v1/status",
                "/api/v1/cells",
                "/api/v1/incidents",
                "/api/v1/uptime",
                "/api/v1/incidents/ghost",
                "/api/v1/openapi"
            })
    void scriptsOfOtherSitesReadWhatIsPublic(String path) {
        given().header("Origin", "https://elsewhere.example")
                .get(path)
                .then()
                .header("Access-Control-Allow-Origin", "*");
        preflight("GET", "x-requested-with, accept")
                .options(path)
                .then()
                .statusCode(204)
                .header("Access-Control-Allow-Origin", "*")
                .header("Access-Control-Allow-Methods", "GET, HEAD")
                .header("Access-Control-Allow-Headers", "x-requested-with, accept");
    }

    @Test
    void scriptsOfOtherSitesReadNothingAsOperatorAndWriteNothing() {
        given().header("Origin", "https://elsewhere.example")
                .auth()
                .oauth2(TocsinStack.OPERATOR_TOKEN)
                .get("/api/v1/incidents")
                .then()
                .statusCode(200)
                .header("Access-Control-Allow-Origin", nullValue());
        for (var preflight : List.of(preflight("GET", "Accept, Authorization"), preflight("POST", "content-type"))) {
            preflight.options("/api/v1/changes").then().header("Access-Control-Allow-Origin", nullValue());
        }
        preflight("GET", "accept").options("/ops").then().header("Access-Control-Allow-Origin", nullValue());
    }

    private static RequestSpecification preflight(String method, String headers) {
        return given().header("Origin", "https://elsewhere.example")
                .header("Access-Control-Request-Method", method)
                .header("Access-Control-Request-Headers", headers);
    }

    @Test
    void eachSaysWhatItIs() {
        given().get("/history.atom").then().contentType(startsWith("application/atom+xml"));
        given().get("/history.rss").then().contentType(startsWith("application/rss+xml"));
        given().get("/maintenance.ics")
                .then()
                .contentType(startsWith("text/calendar"))
                .body(containsString("UID:patching-"));
        given().get("/badges/login.svg").then().contentType(startsWith("image/svg+xml"));
        given().get("/widget.js").then().contentType(startsWith("text/javascript"));
        given().get("/api/v1/status").then().contentType(startsWith("application/json"));
        given().get("/").then().body(containsString("href=\"/history.atom\" type=\"application/atom+xml\""));
    }

    @ParameterizedTest
    @ValueSource(strings = {"/badges/cache.svg", "/badges/ghost.svg", "/api/v2/nothing.json"})
    void whatIsNotOnThePageIsNotFound(String path) {
        given().get(path)
                .then()
                .statusCode(404)
                .contentType("application/problem+json")
                .header("Access-Control-Allow-Origin", "*")
                .body("detail", containsString(path.replaceAll(".*/|\\..*", "")));
    }

    @ParameterizedTest
    @ValueSource(strings = {"/badge.svg", "/badges/login.svg", "/widget.js"})
    void whatPagesOfOtherSitesShowMayStandOnAnyPage(String path) {
        given().get(path)
                .then()
                .header("Cross-Origin-Resource-Policy", "cross-origin")
                .header("X-Content-Type-Options", "nosniff");
    }

    @Test
    void theStatusOfAPartIsOneSentenceThatLeadsToItsPage() {
        ToldTopics.tell(Topic.CELL_STATUS, Harbour.status(Harbour.LOGIN_NA, 1, Verdict.DOWN, now));

        await().atMost(SOON)
                .untilAsserted(() -> given().get("/api/v1/status?component=login&region=na")
                        .then()
                        .statusCode(200)
                        .body("status", equalTo("DOWN"))
                        .body("word", equalTo("Down"))
                        .body("name", equalTo("Harbour CRM"))
                        .body("headline", equalTo("Log in is down in North America"))
                        .body("url", equalTo("https://trust.harbour.example/cells/login@na")));
        given().get("/badge.svg?region=na")
                .then()
                .body(containsString("<title id=\"t\">Harbour CRM – North America: Log in is down"));
    }

    @ParameterizedTest
    @CsvSource({
        "/api/v1/status?region=mars,region,'must be one of eu, na'",
        "/badge.svg?region=mars,region,'must be one of eu, na'",
        "/api/v1/status?component=cache,component,is not on the page: cache"
    })
    void anUnknownPartIsNamed(String path, String field, String message) {
        given().get(path)
                .then()
                .statusCode(400)
                .header("Access-Control-Allow-Origin", "*")
                .body("errors[0].field", equalTo(field))
                .body("errors[0].message", equalTo(message));
    }

    @Test
    void anUnknownRegionIsNamed() {
        given().get("/badges/login.svg?region=mars")
                .then()
                .statusCode(400)
                .body("errors[0].field", equalTo("region"))
                .body("errors[0].message", equalTo("must be one of na, eu"));
    }
}
