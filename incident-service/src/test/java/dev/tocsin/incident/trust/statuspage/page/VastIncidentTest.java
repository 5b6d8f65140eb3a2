package dev.tocsin.incident.trust.statuspage.page;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.containsString;

import com.rometools.rome.io.FeedException;
import com.rometools.rome.io.SyndFeedInput;
import dev.tocsin.contract.Json;
import dev.tocsin.incident.operations.api.StandingIncidents;
import dev.tocsin.incident.trust.readers.Stories;
import dev.tocsin.stack.TocsinStack;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.io.IOException;
import java.io.StringReader;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.StreamSupport;
import javax.sql.DataSource;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// As large as it gets, and written by somebody who means harm: it comes in at the operators' doors, and is shown
/// whole, legibly and without harm wherever it is read.
@QuarkusTest
@WithTestResource(
        value = TocsinStack.class,
        initArgs = {@ResourceArg(name = "schema", value = "incident")})
class VastIncidentTest {

    private static final Duration SOON = Duration.ofSeconds(60);
    private static final int CELLS = 10_000;
    private static final int UPDATES = 500;

    /// 20,000 characters of it.
    private static final String POSTMORTEM =
            (hostile() + " The patch of the cache. ").repeat(1_000).substring(0, 20_000);

    @Inject
    DataSource database;

    private StandingIncidents incidents;

    @BeforeEach
    void nothingIsBroken() throws SQLException {
        incidents = StandingIncidents.none(database);
    }

    /// As far as it gets through the doors, which refuse control characters.
    private static String hostile() {
        return Stories.HOSTILE.replaceAll("[\\p{Cntrl}&&[^\n\t]]", "").replace("\uD83D alone", "alone");
    }

    @Test
    void itIsShownInPageFeedCalendarAndJson() throws SQLException {
        var id = incidents.outage(
                CELLS,
                IntStream.rangeClosed(1, UPDATES - 1)
                        .mapToObj(number -> "Update %d. %s".formatted(number, hostile()))
                        .toList());
        StandingIncidents.order(id, "correct", Map.of("title", "<b>" + "x".repeat(190), "reason", "test"))
                .statusCode(200);
        StandingIncidents.order(id, "updates", Map.of("text", Stories.LONG)).statusCode(200);
        StandingIncidents.order(id, "resolve", Map.of("reason", hostile())).statusCode(200);
        StandingIncidents.order(
                        id, "postmortem", Map.of("cause", POSTMORTEM, "remedy", hostile(), "procedure", Stories.LONG))
                .statusCode(200);

        await().atMost(SOON)
                .untilAsserted(
                        () -> given().get("/incidents/" + id).then().body(containsString("<h2>Postmortem</h2>")));

        var page = given().get("/incidents/" + id).asString();
        assertIsHarmless(page);
        assertThat(page)
                .contains("Update 1.", "Update 499.", Stories.LONG, "earlier entries", "and 9,98")
                .contains("&lt;b&gt;xxx");
        assertThat(page.split("<li class=\"person\">", -1)).hasSize(UPDATES + 1);

        await().atMost(SOON).untilAsserted(() -> assertIsToldInJson(id));
        await().atMost(SOON).untilAsserted(() -> {
            assertIsToldInFeed("/history.atom", id);
            assertIsToldInFeed("/history.rss", id);
        });
        given().get("/maintenance.ics").then().statusCode(200).body(containsString("END:VCALENDAR"));
    }

    private static void assertIsToldInJson(String id) throws IOException {
        var json = Json.mapper().readTree(given().get("/api/v2/incidents.json").asString());
        var told = StreamSupport.stream(json.get("incidents").spliterator(), false)
                .filter(incident -> incident.get("id").asText().equals(id))
                .findFirst()
                .orElseThrow();
        assertThat(told.get("status").asText()).isEqualTo("postmortem");
        assertThat(told.get("incident_updates")).hasSizeGreaterThan(UPDATES);
        assertThat(told.at("/incident_updates/0/body").asText())
                .contains("The patch of the cache.")
                .hasSizeGreaterThan(20_000);
    }

    private static void assertIsToldInFeed(String path, String id) throws FeedException {
        var feed = given().get(path).asString();
        assertIsHarmless(feed);
        assertThat(new SyndFeedInput().build(new StringReader(feed)).getEntries())
                .filteredOn(entry -> entry.getLink().endsWith(id))
                .singleElement()
                .satisfies(entry -> assertThat(entry.getTitle()).startsWith("<b>xxx"));
        assertThat(feed).contains("earlier updates");
    }

    private static void assertIsHarmless(String document) {
        assertThat(document).doesNotContain("<script>alert", "<b>xxx", "\u202E", "\u2067", "\u001B", "\u0008");
    }
}
