package dev.tocsin.incident.writer.api;

import static dev.tocsin.incident.access.http.Operator.operator;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.nullValue;

import dev.tocsin.contract.Cell;
import dev.tocsin.contract.Topic;
import dev.tocsin.contract.Verdict;
import dev.tocsin.contract.incident.IncidentEvent;
import dev.tocsin.engine.correlation.TraceEntry;
import dev.tocsin.engine.correlation.TraceEntry.Rule;
import dev.tocsin.incident.operations.api.StandingIncidents;
import dev.tocsin.incident.trust.live.Harbour;
import dev.tocsin.incident.trust.live.topic.ToldTopics;
import dev.tocsin.stack.TocsinStack;
import dev.tocsin.support.kafka.CloudEvents;
import dev.tocsin.support.kafka.Received.Known;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.LongStream;
import javax.sql.DataSource;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// Why things are as they are, asked over HTTP: of an incident, and of a cell and a time.
@QuarkusTest
@WithTestResource(
        value = TocsinStack.class,
        initArgs = {@ResourceArg(name = "schema", value = "incident")})
class TraceApiTest {

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
    void ordersAreToldInOneStoryAndTraced() throws SQLException {
        var id = incidents.outage();

        StandingIncidents.order(id, "acknowledge", null).statusCode(200);
        StandingIncidents.order(id, "correct", Map.of("severity", "minor", "reason", "only old clients"))
                .statusCode(200);
        StandingIncidents.order(id, "resolve", Map.of("reason", "a drill")).statusCode(200);

        await().atMost(SOON)
                .untilAsserted(() -> assertThat(numbersTold(id))
                        .containsExactlyElementsOf(LongStream.rangeClosed(
                                        StandingIncidents.OUTAGE.number() + 1, StandingIncidents.OUTAGE.number() + 3)
                                .boxed()
                                .toList()));
        assertThat(ordersTraced(id))
                .extracting(entry -> entry.get("reason"))
                .satisfiesExactly(
                        reason -> assertThat(reason).isEqualTo("operator acknowledged"),
                        reason -> assertThat(reason).isEqualTo("operator corrected: only old clients"),
                        reason -> assertThat(reason).asString().startsWith("operator resolved it by hand"));
        assertThat(ordersTraced(id).getFirst().get("input")).asString().startsWith("operator/operator/");
    }

    /// Page by page; what the incident shares with those of other tests may stand between them.
    private static List<Map<String, Object>> ordersTraced(String id) {
        var orders = new ArrayList<Map<String, Object>>();
        var path = "/api/v1/incidents/%s/trace?limit=1".formatted(id);
        while (path != null) {
            var page = operator().get(path).then().statusCode(200).extract().jsonPath();
            orders.addAll(page.getList("items.findAll { it.rule == 'ORDERED' }"));
            path = page.getString("next");
        }
        return orders;
    }

    /// About a cell that no other test decides about.
    @Test
    void ofACellAndATimeItIsSaidWhyThereWasAnIncidentOrNone() throws SQLException {
        var cell = Cell.of("billing@eu");
        var down = Harbour.status(cell, 7, Verdict.DOWN, now);
        ToldTopics.tell(Topic.STATUS_HISTORY, down, Harbour.status(Cell.of("api@eu"), 7, Verdict.DOWN, now));
        incidents.traced(new TraceEntry(
                now.plusSeconds(4),
                null,
                List.of(cell),
                Rule.HOLD_BEGAN,
                "x",
                "it is bad and waits",
                Map.of("hold", "PT20S")));
        incidents.traced(new TraceEntry(
                now.plusSeconds(15),
                null,
                List.of(cell),
                Rule.UP_BEFORE_HOLD,
                "y",
                "up again before its hold ended: nothing opens",
                Map.of()));

        operator()
                .get("/api/v1/cells/billing@eu/trace?at=" + now.plusSeconds(20))
                .then()
                .statusCode(200)
                .body("answer", equalTo("No incident: up again before its hold ended: nothing opens."))
                .body("items[0].status.votes.size()", equalTo(down.votes().size()))
                .body("items[0].status.verdict", equalTo("DOWN"))
                .body("items[1].decision.numbers.hold", equalTo("PT20S"))
                .body("items.size()", equalTo(3))
                .body("next", nullValue());
        operator()
                .get("/api/v1/cells/billing@eu/trace?limit=2&at=" + now.plusSeconds(20))
                .then()
                .body("items.size()", equalTo(2))
                .body("next", containsString("skip=2"));
        for (var wrong : List.of("yesterday", "+1000000000-12-31T23:59:59Z")) {
            operator()
                    .queryParam("at", wrong)
                    .get("/api/v1/cells/billing@eu/trace")
                    .then()
                    .statusCode(400)
                    .body("errors[0].field", equalTo("at"));
        }
        operator().get("/api/v1/cells/login/trace").then().statusCode(400).body("errors[0].field", equalTo("cell"));
        given().get("/api/v1/cells/billing@eu/trace").then().statusCode(401);
    }

    private static List<Long> numbersTold(String id) {
        return ToldTopics.records(Topic.INCIDENT_EVENTS).stream()
                .filter(record -> id.equals(record.key()))
                .map(CloudEvents::read)
                .filter(Known.class::isInstance)
                .map(received ->
                        ((IncidentEvent) ((Known) received).event()).incident().number())
                .distinct()
                .toList();
    }
}
