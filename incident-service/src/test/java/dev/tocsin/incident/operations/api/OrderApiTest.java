package dev.tocsin.incident.operations.api;

import static dev.tocsin.incident.access.http.Operator.operator;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.nullValue;
import static org.hamcrest.Matchers.startsWith;

import dev.tocsin.stack.TocsinStack;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import jakarta.inject.Inject;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import javax.sql.DataSource;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// What operators do and ask over HTTP, on incidents that stand in the database.
@QuarkusTest
@WithTestResource(
        value = TocsinStack.class,
        initArgs = {@ResourceArg(name = "schema", value = "incident")})
class OrderApiTest {

    private static final Duration SOON = Duration.ofSeconds(30);

    @Inject
    DataSource database;

    private StandingIncidents incidents;

    private final Instant now = Instant.now().truncatedTo(ChronoUnit.SECONDS);

    @BeforeEach
    void nothingIsBroken() throws SQLException {
        incidents = StandingIncidents.none(database);
    }

    @Test
    void anIncidentIsAcknowledged() throws SQLException {
        var id = incidents.outage();

        StandingIncidents.order(id, "acknowledge", null).statusCode(200).body("acknowledgedBy", equalTo("operator"));

        await().atMost(SOON)
                .untilAsserted(() ->
                        operator().get("/api/v1/incidents/" + id).then().body("acknowledgedBy", equalTo("operator")));
    }

    @Test
    void anAcknowledgementIsTakenBack() throws SQLException {
        var id = incidents.outage();
        StandingIncidents.order(id, "unacknowledge", null)
                .statusCode(409)
                .body("detail", containsString("is not acknowledged"));
        StandingIncidents.order(id, "acknowledge", null).statusCode(200);

        StandingIncidents.order(id, "unacknowledge", null)
                .statusCode(200)
                .body("acknowledgedBy", nullValue())
                .body("timeline[0].type", equalTo("incident.unacknowledged"))
                .body("timeline[0].text", equalTo("Acknowledgement taken back by operator"));
    }

    @Test
    void customersAreToldInOwnWordsOrByTemplate() throws SQLException {
        var id = incidents.outage();

        StandingIncidents.order(
                        id,
                        "updates",
                        Map.of(
                                "text",
                                "We are *on* it.",
                                "nextUpdateBy",
                                now.plusSeconds(1_800).toString()))
                .statusCode(200)
                .body("timeline[0].text", equalTo("We are *on* it."))
                .body("timeline[0].author", equalTo("operator"));
        StandingIncidents.order(id, "updates", Map.of("template", "monitoring"))
                .statusCode(200)
                .body(
                        "timeline[0].text",
                        equalTo("A fix is in place in North America. We are monitoring Log in and API."));
    }

    @Test
    void titleAndSeverityAreCorrectedWithTheReason() throws SQLException {
        var id = incidents.outage();

        StandingIncidents.order(id, "correct", Map.of("severity", "minor", "reason", "only old clients"))
                .statusCode(200)
                .body("incident.severity", equalTo("minor"))
                .body(
                        "incident.title",
                        equalTo(StandingIncidents.OUTAGE.assessment().title()));
    }

    @Test
    void anUpdateIsEditedAndThenWithdrawn() throws SQLException {
        var id = incidents.outage();
        int update = StandingIncidents.order(id, "updates", Map.of("text", "We remove pach 417."))
                .extract()
                .path("incident.number");

        operator()
                .body(Map.of("text", "We remove patch 417."))
                .patch("/api/v1/incidents/%s/updates/%d".formatted(id, update))
                .then()
                .statusCode(200)
                .body("timeline.text", hasItem("We remove patch 417."))
                .body("timeline.text", not(hasItem("We remove pach 417.")));
        StandingIncidents.order(id, "updates/%d/withdraw".formatted(update), Map.of("reason", "another patch"))
                .statusCode(200)
                .body("timeline.text", not(hasItem("We remove patch 417.")))
                .body("timeline[0].text", equalTo("Withdrew update %d: another patch".formatted(update)));
        StandingIncidents.order(id, "updates/%d/withdraw".formatted(update), Map.of("reason", "again"))
                .statusCode(400)
                .body("errors[0].field", equalTo("update"));
    }

    @Test
    void anIncidentIsAssignedToAnAccountOrToTheCaller() throws SQLException {
        var id = incidents.outage();

        StandingIncidents.order(id, "assign", Map.of("to", "nobody-we-know"))
                .statusCode(400)
                .body("errors[0].field", equalTo("to"));
        StandingIncidents.order(id, "assign", Map.of("to", "operator"))
                .statusCode(200)
                .body("assignedTo", equalTo("operator"))
                .body("acknowledgedBy", nullValue());
        StandingIncidents.order(id, "unassign", null).statusCode(200).body("assignedTo", nullValue());
        StandingIncidents.order(id, "unassign", null).statusCode(409);
    }

    @Test
    void cellsAreAddedAndTakenAway() throws SQLException {
        var id = incidents.outage();

        StandingIncidents.order(
                        id,
                        "cells",
                        Map.of(
                                "add",
                                List.of("login@eu"),
                                "verdict",
                                "DEGRADED",
                                "remove",
                                List.of("api@na"),
                                "reason",
                                "seen by eye"))
                .statusCode(200)
                .body("cells.cell", hasItem("login@eu"))
                .body("cells.cell", not(hasItem("api@na")))
                .body("byHand", equalTo(List.of("login@eu")));
    }

    @Test
    void anActionThatRestsOnAnOldNumberIsRefusedWithWhatHappened() throws SQLException {
        var id = incidents.outage();
        var seen = incidents.numberOf(id);
        StandingIncidents.order(id, "acknowledge", null).statusCode(200);

        StandingIncidents.order(id, "acknowledge?number=" + seen, null)
                .statusCode(409)
                .body("detail", equalTo("operator acknowledged it."));
        StandingIncidents.order(id, "unacknowledge?number=" + (seen + 1), null).statusCode(200);
        StandingIncidents.order(id, "acknowledge?number=0", null).statusCode(400);
    }

    @Test
    void resolvingByHandWantsAReasonWhileCellsAreBad() throws SQLException {
        var id = incidents.outage();

        StandingIncidents.order(id, "resolve", null)
                .statusCode(400)
                .body("errors[0].field", equalTo("reason"))
                .body("errors[0].message", startsWith("is required while anything is down: 3 of its cells"));
        StandingIncidents.order(id, "resolve", Map.of("reason", "a drill"))
                .statusCode(200)
                .body("incident.state", equalTo("resolved"));
        StandingIncidents.order(id, "resolve", Map.of("reason", "a drill")).statusCode(409);
    }

    @Test
    void aMergedIncidentIsClosedAndNamesTheOther() throws SQLException {
        var id = incidents.outage();
        var other = incidents.outage();

        StandingIncidents.order(id, "merge", Map.of("into", other))
                .statusCode(200)
                .body("incident.state", equalTo("resolved"))
                .body("timeline[0].text", equalTo("Merged into " + other));
        StandingIncidents.order(other, "acknowledge", null)
                .body("related", hasItem(id))
                .body("outages.size()", equalTo(2));
    }

    @Test
    void cellsAreSplitOffIntoAnIncidentOfTheirOwn() throws SQLException {
        var id = incidents.outage();

        StandingIncidents.order(id, "split", Map.of("cells", List.of("api@na")))
                .statusCode(200)
                .body("incident.id", not(equalTo(id)))
                .body("cells.cell", equalTo(List.of("api@na")))
                .body("related", hasItem(id));
    }

    @Test
    void aPostmortemIsPublishedOnceItIsOver() throws SQLException {
        var id = incidents.outage();
        var postmortem = Map.of("cause", "A patch.", "remedy", "Taken back.", "procedure", "One region first.");

        StandingIncidents.order(id, "postmortem", postmortem).statusCode(409);
        StandingIncidents.order(id, "resolve", Map.of("reason", "the patch is gone"));
        StandingIncidents.order(id, "postmortem", postmortem)
                .statusCode(200)
                .body("incident.state", equalTo("postmortem"))
                .body("timeline[0].text", equalTo("A patch."));
    }

    @ParameterizedTest(name = "{0} {1}")
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            updates    | {}                                                  | text
            updates    | {"template": "guessing"}                            | template
            updates    | {"text": "x", "template": "resolved"}               | template
            updates    | {"text": "x", "nextUpdateBy": "soon"}               | nextUpdateBy
            correct    | {"severity": "minor"}                               | reason
            correct    | {"reason": "because"}                               | title
            correct    | {"severity": "awful", "reason": "because"}          | severity
            merge      | {}                                                  | into
            merge      | {"into": "nosuchincide"}                            | into
            split      | {"cells": ["search@eu"]}                            | cells
            split      | {"cells": ["nonsense"]}                             | cells
            split      | {"cells": ["api@na", "login@na", "cache@na"]}       | cells
            postmortem | {"cause": "x", "remedy": "y"}                       | procedure
            resolve    | {"raeson": "typo"}                                  | raeson
            """)
    void whatIsWrongNamesItsFieldAndChangesNothing(String what, String body, String field) throws SQLException {
        var id = incidents.outage();

        operator()
                .body(body)
                .post("/api/v1/incidents/%s/%s".formatted(id, what))
                .then()
                .statusCode(400)
                .contentType("application/problem+json")
                .body("errors[0].field", equalTo(field));

        assertThat(incidents.numberOf(id)).isEqualTo(StandingIncidents.OUTAGE.number());
    }

    @Test
    void anUnknownIncidentIsNotFoundAndWithoutATokenNothingIs() {
        for (var order : List.of("acknowledge", "resolve")) {
            StandingIncidents.order("nosuchincide", order, null).statusCode(404);
            given().contentType(ContentType.JSON)
                    .post("/api/v1/incidents/nosuchincide/" + order)
                    .then()
                    .statusCode(401);
        }
    }
}
