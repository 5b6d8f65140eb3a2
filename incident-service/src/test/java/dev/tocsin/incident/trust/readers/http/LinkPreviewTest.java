package dev.tocsin.incident.trust.readers.http;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.containsString;

import dev.tocsin.contract.Topic;
import dev.tocsin.contract.incident.IncidentState;
import dev.tocsin.incident.trust.live.Harbour;
import dev.tocsin.incident.trust.live.topic.ToldTopics;
import dev.tocsin.stack.TocsinStack;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.regex.Pattern;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Chat programs and social networks show what a link leads to.
@QuarkusTest
@WithTestResource(
        value = TocsinStack.class,
        initArgs = {@ResourceArg(name = "schema", value = "incident")})
class LinkPreviewTest {

    private static final Duration SOON = Duration.ofSeconds(40);
    private static final String SITE = "https://trust.harbour.example";
    private static final String INCIDENT = "/incidents/" + Harbour.INCIDENT;

    private final Instant now = Instant.now().truncatedTo(ChronoUnit.SECONDS);

    @BeforeEach
    void harbourHasAnIncident() {
        ToldTopics.create();
        ToldTopics.tell(Topic.CATALOG, Harbour.catalog(1, now));
        ToldTopics.tell(Topic.INCIDENTS, Harbour.cacheOutage(1, IncidentState.IDENTIFIED, now));
        await().atMost(SOON)
                .untilAsserted(
                        () -> given().get("/cards" + INCIDENT + ".png").then().statusCode(200));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"/", "/?region=na", "/history", "/maintenance", INCIDENT, "/cells/login@na", "/months/2026-03"})
    void eachPublicPageSaysWhatItIsAndHasAPicture(String path) throws IOException {
        var page = given().get(path).then().statusCode(200).extract().asString();

        assertThat(values(page, "og:title")).singleElement().asString().contains("Harbour CRM");
        assertThat(values(page, "og:description")).singleElement().asString().hasSizeBetween(20, 300);
        assertThat(values(page, "og:url")).containsExactly(SITE + path);
        assertThat(values(page, "og:site_name")).containsExactly("Harbour CRM");
        var picture = values(page, "og:image").getFirst();
        assertThat(picture).startsWith(SITE + "/cards/");
        var png = given().urlEncodingEnabled(false)
                .get(picture.substring(SITE.length()))
                .then()
                .statusCode(200)
                .contentType("image/png")
                .header("Cache-Control", "public, max-age=60")
                .header("Cross-Origin-Resource-Policy", "cross-origin")
                .extract()
                .asByteArray();
        assertThat(ImageIO.read(new ByteArrayInputStream(png)).getWidth()).isEqualTo(1200);
    }

    @Test
    void thePreviewOfAnIncidentSaysNothingInternal() {
        assertThat(values(given().get(INCIDENT).asString(), "og:title"))
                .containsExactly("Log in and API are down in North America · Harbour CRM");
    }

    @Test
    void onlyWhatIsOnThePageHasAPicture() {
        given().get("/cards/incidents/unknown.png")
                .then()
                .statusCode(404)
                .body(containsString("There is no incident unknown"));
        given().get("/cards/status.png?region=mars")
                .then()
                .statusCode(400)
                .body(containsString("must be one of eu, na"));
        given().get("/cards/status.png?component=cache")
                .then()
                .statusCode(400)
                .body(containsString("is not on the page"));
    }

    @Test
    void pagesForOperatorsHaveNone() {
        assertThat(given().get("/ops/sign-in").asString()).doesNotContain("og:");
    }

    private static List<String> values(String page, String property) {
        return Pattern.compile("<meta property=\"%s\" content=\"([^\"]*)\">".formatted(property))
                .matcher(page)
                .results()
                .map(found -> found.group(1).replace("&amp;", "&"))
                .toList();
    }
}
