package dev.tocsin.incident.recurrence;

import static dev.tocsin.incident.access.http.Operator.operator;
import static io.restassured.RestAssured.given;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.nullValue;

import dev.tocsin.incident.operations.api.StandingIncidents;
import dev.tocsin.stack.TocsinStack;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.sql.SQLException;
import java.time.Duration;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;

/// What incidents have in common, as operators are told of it at each door.
@QuarkusTest
@WithTestResource(
        value = TocsinStack.class,
        initArgs = {@ResourceArg(name = "schema", value = "incident")})
class RecurrenceApiTest {

    private static final Duration SOON = Duration.ofSeconds(30);

    @Inject
    DataSource database;

    @Test
    void theThirdOnAComponentInFiveMonthsSaysWhatTheyShare() throws SQLException {
        var incidents = StandingIncidents.none(database);
        incidents.outage();
        incidents.outage();
        var id = incidents.outage();
        StandingIncidents.order(id, "acknowledge", null).statusCode(200);

        await().atMost(SOON)
                .untilAsserted(() -> operator()
                        .get("/api/v1/incidents/" + id)
                        .then()
                        .body("incident.id", equalTo(id))
                        .body("recurrence[0].components", hasItem("cache"))
                        .body("recurrence[0].shared.trait", hasItem("DEPENDENCY"))
                        .body("recurrence[0].incidents.incident", hasItem(id)));
        await().atMost(SOON)
                .untilAsserted(() -> operator()
                        .get("/api/v1/incidents/%s/trace".formatted(id))
                        .then()
                        .body("items.rule", hasItem("RECURRED"))
                        .body("items.find { it.rule == 'RECURRED' }.reason", containsString("in five months")));
        given().get("/api/v1/incidents/" + id).then().body("recurrence", nullValue());
        operator().get("/incidents/" + id).then().body(containsString("Similar incidents"));
        given().get("/incidents/" + id).then().body(not(containsString("Similar incidents")));
    }
}
