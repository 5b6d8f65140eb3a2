package dev.tocsin.incident.operations.api;

import static dev.tocsin.incident.access.http.Operator.operator;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.endsWith;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.nullValue;
import static org.hamcrest.Matchers.oneOf;

import dev.tocsin.stack.TocsinStack;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import io.restassured.response.ValidatableResponse;
import jakarta.inject.Inject;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import javax.sql.DataSource;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Incidents that operators open over HTTP.
@QuarkusTest
@WithTestResource(
        value = TocsinStack.class,
        initArgs = {@ResourceArg(name = "schema", value = "incident")})
class OpeningApiTest {

    private static final Duration SOON = Duration.ofSeconds(30);

    @Inject
    DataSource database;

    @BeforeEach
    void nothingIsBroken() throws SQLException {
        StandingIncidents.none(database);
    }

    @Test
    void anOpenedIncidentIsLikeAnyOther() {
        var id = opened(open(UUID.randomUUID().toString(), "login@na"));

        await().atMost(SOON)
                .untilAsserted(() -> given().get("/api/v1/incidents/" + id)
                        .then()
                        .statusCode(200)
                        .body("incident.title", equalTo("Log in is down in North America"))
                        .body("incident.state", oneOf("investigating", "identified"))
                        .body("timeline.text", hasItem("We are *on* it."))
                        .body("byHand", nullValue()));
        operator()
                .get("/api/v1/incidents/" + id)
                .then()
                .body("byHand", equalTo(List.of("login@na")))
                .body("timeline.text", hasItem("Opened by hand: Log in is down in North America"));
    }

    @Test
    void customersReadItFirstWithItsUpdate() throws SQLException {
        var id = opened(open(UUID.randomUUID().toString(), "login@na"));

        await().atMost(SOON)
                .untilAsserted(() -> given().get("/incidents/" + id)
                        .then()
                        .statusCode(200)
                        .body(containsString("We are <em>on</em> it.")));
    }

    @Test
    void theSameRequestTwiceOpensOne() {
        var key = UUID.randomUUID().toString();

        var first = opened(open(key, "login@na"));
        var second = opened(open(key, "login@na"));

        assertThat(second).isEqualTo(first);
    }

    @Test
    void withoutAKeyTheSecondIsRefusedAndNamesTheFirst() {
        var first = opened(
                operator().body(body("login@na")).post("/api/v1/incidents").then());

        operator()
                .body(body("login@na"))
                .post("/api/v1/incidents")
                .then()
                .statusCode(400)
                .body("errors[0].field", equalTo("cells"))
                .body("errors[0].message", endsWith("is a part of the open incident %s already".formatted(first)));
    }

    @Test
    void itIsInTheAuditLog() throws SQLException {
        var id = opened(open(UUID.randomUUID().toString(), "api@na"));

        try (var connection = database.getConnection();
                var query = connection.prepareStatement("select action from audit_entry where subject = ?")) {
            query.setString(1, id);
            try (var row = query.executeQuery()) {
                assertThat(row.next()).isTrue();
                assertThat(row.getString(1)).isEqualTo("Open incident");
            }
        }
    }

    @Test
    void itIsReopenedAfterItWasResolvedTooEarly() {
        var id = opened(open(UUID.randomUUID().toString(), "login@na"));
        StandingIncidents.order(id, "resolve", Map.of("reason", "over")).statusCode(200);

        StandingIncidents.order(id, "reopen", Map.of("reason", "customers still see it"))
                .statusCode(200)
                .body("incident.episode", equalTo(2))
                .body("incident.state", oneOf("investigating", "identified"))
                .body("byHand", equalTo(List.of("login@na")));
        StandingIncidents.order(id, "reopen", Map.of("reason", "again"))
                .statusCode(409)
                .body("detail", equalTo("incident %s is open".formatted(id)));
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            {"cells": ["login@na"], "verdict": "DOWN"}                                     | text
            {"cells": ["login@na"], "text": "x"}                                           | verdict
            {"cells": ["login@na"], "verdict": "UP", "text": "x"}                          | verdict
            {"cells": [], "verdict": "DOWN", "text": "x"}                                  | cells
            {"cells": ["nosuch@na"], "verdict": "DOWN", "text": "x"}                       | cells
            {"cells": ["login@na"], "verdict": "DOWN", "text": "x", "severity": "awful"}   | severity
            {"cells": ["login@na"], "verdict": "DOWN", "text": "x", "titel": "typo"}       | titel
            """)
    void whatIsWrongNamesItsFieldAndOpensNothing(String body, String field) {
        operator()
                .body(body)
                .post("/api/v1/incidents")
                .then()
                .statusCode(400)
                .contentType("application/problem+json")
                .body("errors[0].field", equalTo(field));
    }

    @Test
    void aKeyThatIsTooLongIsRefusedAndWithoutATokenNothingIsOpened() {
        open("x".repeat(201), "login@na").statusCode(400).body("detail", containsString("Idempotency-Key"));
        given().contentType(ContentType.JSON)
                .body(body("login@na"))
                .post("/api/v1/incidents")
                .then()
                .statusCode(401);
    }

    private static ValidatableResponse open(String key, String... cells) {
        return operator()
                .header("Idempotency-Key", key)
                .body(body(cells))
                .post("/api/v1/incidents")
                .then();
    }

    private static Map<String, ?> body(String... cells) {
        return Map.of("cells", List.of(cells), "verdict", "DOWN", "text", "We are *on* it.");
    }

    private static String opened(ValidatableResponse answer) {
        String id = answer.statusCode(201).extract().path("incident.id");
        answer.header("Location", endsWith("/api/v1/incidents/" + id));
        return id;
    }
}
