package dev.tocsin.incident.trust.brand;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.containsString;

import dev.tocsin.contract.Topic;
import dev.tocsin.contract.catalog.CatalogVersionPublished;
import dev.tocsin.contract.catalog.PageDefined;
import dev.tocsin.contract.catalog.PageDefined.Accent;
import dev.tocsin.contract.catalog.PageDefined.FooterLink;
import dev.tocsin.contract.incident.IncidentState;
import dev.tocsin.incident.ImpatientBelowAPath;
import dev.tocsin.incident.trust.live.Harbour;
import dev.tocsin.incident.trust.live.topic.ToldTopics;
import dev.tocsin.stack.TocsinStack;
import dev.tocsin.stack.page.PageLayout;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// A product has its logo, its colour and its own links on every public page, and on the pages that outlive the
/// service.
@QuarkusTest
@TestProfile(ImpatientBelowAPath.class)
@WithTestResource(
        value = TocsinStack.class,
        initArgs = {@ResourceArg(name = "schema", value = "incident")})
class BrandedPagesTest {

    private static final Duration SOON = Duration.ofSeconds(60);
    private static final String BASE = "/harbour/status";
    private static final Path SNAPSHOT = Path.of("target/snapshot");
    private static final String COLOURS = "--link: light-dark(#0b5cad, #7db4ff)";
    private static final String IMPRINT =
            "<a href=\"https://harbour.example/imprint\">Imprint &lt;b&gt; &amp; more</a>";

    private static final List<String> PUBLIC_PAGES =
            List.of("/", "/incidents", "/incidents/" + Harbour.INCIDENT, "/cells/login@na", "/months/2026-03");

    private final Instant now = Instant.now().truncatedTo(ChronoUnit.SECONDS);

    @BeforeEach
    void harbourHasABrand() {
        ToldTopics.create();
        ToldTopics.tell(Topic.CATALOG, Harbour.catalog(1, now));
        ToldTopics.tell(Topic.INCIDENTS, Harbour.cacheOutage(1, IncidentState.IDENTIFIED, now));
        ToldTopics.tell(
                Topic.CATALOG,
                new PageDefined(
                        2,
                        now,
                        "Harbour CRM",
                        "https://trust.harbour.example",
                        "Etc/UTC",
                        List.of("mailto:oncall@harbour.example"),
                        new Accent("#0b5cad", "#7db4ff"),
                        List.of(
                                new FooterLink("Imprint <b> & more", "https://harbour.example/imprint"),
                                new FooterLink("Support", "mailto:support@harbour.example"))),
                new CatalogVersionPublished(2, now, "2".repeat(64), 12));
        await().atMost(SOON)
                .untilAsserted(() -> PUBLIC_PAGES.forEach(
                        path -> given().get(path).then().statusCode(200).body(containsString(IMPRINT))));
    }

    /// So that the tests that follow find it as it was.
    @AfterEach
    void harbourLooksAsBefore() {
        ToldTopics.tell(Topic.CATALOG, Harbour.catalog(3, now));
    }

    @Test
    void eachPublicPageHasTheBrandOnce() {
        for (var path : PUBLIC_PAGES) {
            assertThat(given().get(path).asString())
                    .as(path)
                    .containsOnlyOnce("<img class=\"logo\" src=\"" + BASE + "/brand/logo?v=")
                    .containsOnlyOnce("<link rel=\"stylesheet\" href=\"" + BASE + "/brand/colours.css?v=")
                    .containsOnlyOnce("href=\"mailto:support@harbour.example\">Support</a>")
                    .doesNotContain("<b> & more");
        }
    }

    @Test
    void itsFilesMayBeKeptAndAreNothingElse() {
        given().get("/brand/colours.css")
                .then()
                .statusCode(200)
                .contentType("text/css;charset=UTF-8")
                .header("Cache-Control", "public, max-age=86400")
                .body(containsString(COLOURS));
        var logo = given().get("/brand/logo");
        logo.then()
                .statusCode(200)
                .contentType("image/png")
                .header("X-Content-Type-Options", "nosniff")
                .header("Cache-Control", "public, max-age=86400");
        given().header("If-None-Match", logo.header("ETag"))
                .get("/brand/logo")
                .then()
                .statusCode(304);
    }

    @Test
    void theSnapshotCarriesItWithin() {
        await().atMost(SOON).ignoreExceptions().untilAsserted(() -> {
            for (var page : List.of("index.html", "incidents/%s/index.html".formatted(Harbour.INCIDENT))) {
                assertThat(Files.readString(SNAPSHOT.resolve(page)))
                        .as(page)
                        .contains(COLOURS, "<img class=\"logo\" src=\"data:image/png;base64,");
            }
            assertThat(Files.readString(SNAPSHOT.resolve("index.html"))).contains(IMPRINT);
        });
    }

    @Test
    void brandedPagesFitEachScreen() throws IOException {
        var logo = Logo.of(Files.readAllBytes(Path.of("src/test/resources/dev/tocsin/incident/trust/brand/logo.png")));
        for (var path : List.of("/", "/incidents/" + Harbour.INCIDENT)) {
            var html = given().get(path)
                    .asString()
                    .replaceAll(BASE + "/brand/logo[^\"]*", logo.embedded())
                    .replaceFirst(
                            "<body[^>]*>",
                            "$0<style>" + given().get("/brand/colours.css").asString() + "</style>")
                    .replace(BASE, "");

            assertThat(PageLayout.faults(
                            "branded" + path.replace('/', '-'),
                            html,
                            file -> given().get(file).asString()))
                    .isEmpty();
        }
    }
}
