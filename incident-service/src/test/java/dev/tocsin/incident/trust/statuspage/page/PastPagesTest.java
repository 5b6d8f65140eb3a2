package dev.tocsin.incident.trust.statuspage.page;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.not;

import dev.tocsin.contract.Cell;
import dev.tocsin.contract.Topic;
import dev.tocsin.contract.maintenance.MaintenanceEvent.WindowState;
import dev.tocsin.contract.maintenance.MaintenanceEvent.WindowUpdated;
import dev.tocsin.incident.operations.api.StandingIncidents;
import dev.tocsin.incident.trust.live.Harbour;
import dev.tocsin.incident.trust.live.topic.ToldTopics;
import dev.tocsin.incident.writer.PastIncidents;
import dev.tocsin.stack.TocsinStack;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import javax.sql.DataSource;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// The history has what is stored, however old it is, and planned work has pages of its own.
@QuarkusTest
@WithTestResource(
        value = TocsinStack.class,
        initArgs = {@ResourceArg(name = "schema", value = "incident")})
class PastPagesTest {

    private static final Duration SOON = Duration.ofSeconds(40);
    private static final String MONTH = YearMonth.from(
                    StandingIncidents.OUTAGE.startedAt().atZone(ZoneOffset.UTC))
            .toString();

    @Inject
    DataSource database;

    @Inject
    PastIncidents past;

    private final Instant now = Instant.now().truncatedTo(ChronoUnit.SECONDS);
    private StandingIncidents incidents;

    @BeforeEach
    void nothingIsBroken() throws SQLException {
        incidents = StandingIncidents.none(database);
        await().atMost(SOON)
                .untilAsserted(() -> given().get("/cells/login@na").then().statusCode(200));
    }

    @Test
    void anIncidentOfLongAgoIsInItsMonthAndHasItsPage() throws SQLException {
        var id = incidents.outage();

        await().atMost(SOON)
                .untilAsserted(() -> given().get("/history?month=" + MONTH)
                        .then()
                        .statusCode(200)
                        .body(containsString("/incidents/" + id))
                        .body(containsString("Later, to"))
                        .body(containsString("No incidents and no maintenance")));
        given().get("/history?region=eu&month=" + MONTH).then().statusCode(200).body(not(containsString(id)));
        given().get("/incidents?month=" + MONTH).then().statusCode(200).body(containsString(id));
        given().get("/incidents/" + id).then().statusCode(200).body(containsString("are down in North America"));
    }

    @Test
    void anIncidentThatWasMergedLeadsToTheOther() throws SQLException {
        var one = incidents.outage();
        var other = incidents.outage();

        StandingIncidents.order(one, "merge", Map.of("into", other)).statusCode(200);

        await().atMost(SOON)
                .untilAsserted(() -> given().get("/history?month=" + MONTH)
                        .then()
                        .body(containsString("continued in <a href=\"/incidents/%s\">".formatted(other))));
        await().atMost(SOON)
                .untilAsserted(() -> given().get("/incidents/" + one)
                        .then()
                        .body(containsString("It continues in <a href=\"/incidents/%s\">".formatted(other))));
    }

    @Test
    void anIncidentThatWasMergedDoesNotLeadToOneThatWasHiddenSince() throws SQLException {
        var one = incidents.outage();
        var other = incidents.outage();
        StandingIncidents.order(one, "merge", Map.of("into", other)).statusCode(200);

        StandingIncidents.order(other, "correct", Map.of("severity", "internal", "reason", "only ours"))
                .statusCode(200);

        await().atMost(SOON)
                .untilAsserted(() -> given().get("/incidents/" + one)
                        .then()
                        .statusCode(200)
                        .body(containsString("Continued in another incident."))
                        .body(not(containsString("/incidents/" + other))));
        await().atMost(SOON)
                .untilAsserted(() -> given().get("/history?month=" + MONTH)
                        .then()
                        .statusCode(200)
                        .body(not(containsString("continued in <a href=\"/incidents/%s\">".formatted(other)))));
    }

    @Test
    void storedIncidentsAreReadPartByPart() throws SQLException {
        var stored = List.of(incidents.outage(), incidents.outage(), incidents.outage());
        var from = StandingIncidents.OUTAGE.startedAt();
        var read = new ArrayList<String>();

        var part = past.started(from, from.plusSeconds(1), null, 2);
        while (!part.isEmpty()) {
            part.forEach(incident -> read.add(incident.id()));
            part = past.started(from, from.plusSeconds(1), read.getLast(), 2);
        }

        assertThat(read).containsAll(stored).doesNotHaveDuplicates();
        assertThat(past.started(from, from, null, 2)).isEmpty();
        assertThat(past.firstStart())
                .hasValueSatisfying(first -> assertThat(first).isBeforeOrEqualTo(from));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            /history?month=soon    | 404 | There is no month soon: a month is written like 2026-03, and the latest is
            /history?month=2101-01 | 404 | There is no month 2101-01
            /history?region=mars   | 400 | region must be one of eu, na; it is mars.
            /history?before=x      | 400 | before must be the id of an incident: 12 of 0-9 and a-z; it is x.
            /maintenance/unknown   | 404 | There is no maintenance unknown on this page.
            /cells/login@na?day=2026-01-02&to=2026-01-01 | 400 | to must be at most 31 days after day
            """)
    void aWrongRequestIsToldWhatIsWrong(String path, int status, String why) {
        given().urlEncodingEnabled(false).get(path).then().statusCode(status).body(containsString(why));
    }

    @Test
    void plannedWorkHasAPageThatTheTrustPageTheListAndTheHistoryLeadTo() {
        var id = "disks-" + now.getEpochSecond();
        ToldTopics.tell(Topic.MAINTENANCE, work(id, "Swap <disks>", Harbour.LOGIN_NA));

        await().atMost(SOON)
                .untilAsserted(() -> given().get("/maintenance/" + id)
                        .then()
                        .statusCode(200)
                        .body(containsString("Swap &lt;disks&gt;"))
                        .body(containsString("North America"))
                        .body(containsString("href=\"/maintenance.ics\"")));
        for (var path : List.of("/", "/maintenance", "/history")) {
            await().atMost(SOON)
                    .untilAsserted(
                            () -> given().get(path).then().body(containsString("href=\"/maintenance/" + id + "\"")));
        }
        await().atMost(SOON)
                .untilAsserted(() -> given().get("/maintenance.ics").then().body(containsString("/maintenance/" + id)));
    }

    @Test
    void internalWorkHasNoPage() {
        var id = "cache-" + now.getEpochSecond();
        var seen = "seen-" + now.getEpochSecond();
        ToldTopics.tell(
                Topic.MAINTENANCE, work(id, "Secret work", Harbour.CACHE_NA), work(seen, "Swap", Harbour.API_NA));

        await().atMost(SOON)
                .untilAsserted(() -> given().get("/maintenance/" + seen).then().statusCode(200));
        given().get("/maintenance/" + id).then().statusCode(404);
        given().get("/maintenance").then().body(not(containsString("Secret work")));
    }

    private WindowUpdated work(String id, String title, Cell... cells) {
        return new WindowUpdated(
                id,
                1,
                title,
                List.of(cells),
                now.plusSeconds(60),
                now.plusSeconds(3_600),
                WindowState.SCHEDULED,
                now,
                null,
                null);
    }
}
