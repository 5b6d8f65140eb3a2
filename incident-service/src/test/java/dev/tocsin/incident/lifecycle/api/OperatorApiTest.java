package dev.tocsin.incident.lifecycle.api;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasItems;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.nullValue;
import static org.hamcrest.Matchers.startsWith;

import com.fasterxml.jackson.core.JsonProcessingException;
import dev.tocsin.contract.Cell;
import dev.tocsin.contract.Json;
import dev.tocsin.contract.Topic;
import dev.tocsin.contract.Verdict;
import dev.tocsin.contract.incident.IncidentEvent;
import dev.tocsin.contract.kafka.CloudEvents;
import dev.tocsin.contract.kafka.Received.Known;
import dev.tocsin.incident.correlation.Landscapes;
import dev.tocsin.incident.correlation.Story;
import dev.tocsin.incident.correlation.TraceEntry;
import dev.tocsin.incident.correlation.TraceEntry.Rule;
import dev.tocsin.incident.lifecycle.Incident;
import dev.tocsin.incident.live.Harbour;
import dev.tocsin.incident.live.topic.ToldTopics;
import dev.tocsin.stack.TocsinStack;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import io.restassured.response.ValidatableResponse;
import io.restassured.specification.RequestSpecification;
import jakarta.inject.Inject;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.stream.LongStream;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// What operators do and ask over HTTP, on incidents that stand in the database.
@QuarkusTest
@WithTestResource(
        value = TocsinStack.class,
        initArgs = {@ResourceArg(name = "schema", value = "incident")})
class OperatorApiTest {

    private static final Duration SOON = Duration.ofSeconds(30);

    /// Of an outage in which the cache took log in and the API with it.
    private static final Incident OUTAGE = Story.of(Landscapes.harbour())
            .down("cache@na", "login@na", "api@na")
            .afterSeconds(40)
            .onlyIncident();

    private static int count;

    @Inject
    DataSource database;

    private final Instant now = Instant.now().truncatedTo(ChronoUnit.SECONDS);

    @BeforeEach
    void harbourIsKnown() {
        if (operator()
                .get("/api/v1/catalog")
                .jsonPath()
                .getList("components.id")
                .contains("cache")) {
            return;
        }
        ToldTopics.create();
        ToldTopics.tell(Topic.CATALOG, Harbour.catalog(1, now));
        await().atMost(SOON)
                .untilAsserted(() -> operator().get("/api/v1/catalog").then().body("components.id", hasItem("cache")));
    }

    /// A cell is in one outage at a time; tests that each break the same cells must not find those of another.
    @BeforeEach
    void nothingIsBroken() throws SQLException {
        try (var connection = database.getConnection();
                var forget = connection.createStatement()) {
            connection.setAutoCommit(false);
            forget.executeUpdate("update writer set revision = revision + 1");
            forget.executeUpdate("update incident set active = false");
            forget.executeUpdate("delete from knowledge where kind = 'cell'");
            connection.commit();
        }
    }

    @Test
    void anIncidentIsAcknowledged() throws SQLException {
        var id = outage();

        order(id, "acknowledge", null).statusCode(200).body("acknowledgedBy", equalTo("operator"));

        await().atMost(SOON)
                .untilAsserted(() ->
                        operator().get("/api/v1/incidents/" + id).then().body("acknowledgedBy", equalTo("operator")));
    }

    @Test
    void customersAreToldInOwnWordsOrByTemplate() throws SQLException {
        var id = outage();

        order(
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
        order(id, "updates", Map.of("template", "monitoring"))
                .statusCode(200)
                .body("timeline[0].text", equalTo("API, Log in in North America should work again. We keep watching."));
    }

    @Test
    void titleAndSeverityAreCorrectedWithTheReason() throws SQLException {
        var id = outage();

        order(id, "correct", Map.of("severity", "minor", "reason", "only old clients"))
                .statusCode(200)
                .body("incident.severity", equalTo("minor"))
                .body("incident.title", equalTo(OUTAGE.assessment().title()));
    }

    @Test
    void resolvingByHandWantsAReasonWhileCellsAreBad() throws SQLException {
        var id = outage();

        order(id, "resolve", null)
                .statusCode(400)
                .body("errors[0].field", equalTo("reason"))
                .body("errors[0].message", startsWith("must say why it is over all the same: 3 of its cells"));
        order(id, "resolve", Map.of("reason", "a drill")).statusCode(200).body("incident.state", equalTo("resolved"));
        order(id, "resolve", Map.of("reason", "a drill")).statusCode(409);
    }

    @Test
    void aMergedIncidentIsClosedAndNamesTheOther() throws SQLException {
        var id = outage();
        var other = outage();

        order(id, "merge", Map.of("into", other))
                .statusCode(200)
                .body("incident.state", equalTo("resolved"))
                .body("timeline[0].text", equalTo("Merged into " + other));
        order(other, "acknowledge", null).body("related", hasItem(id)).body("outages.size()", equalTo(2));
    }

    @Test
    void cellsAreSplitOffIntoAnIncidentOfTheirOwn() throws SQLException {
        var id = outage();

        order(id, "split", Map.of("cells", List.of("api@na")))
                .statusCode(200)
                .body("incident.id", not(equalTo(id)))
                .body("cells.cell", equalTo(List.of("api@na")))
                .body("related", hasItem(id));
    }

    @Test
    void aPostmortemIsPublishedOnceItIsOver() throws SQLException {
        var id = outage();
        var postmortem = Map.of("cause", "A patch.", "remedy", "Taken back.", "procedure", "One region first.");

        order(id, "postmortem", postmortem).statusCode(409);
        order(id, "resolve", Map.of("reason", "the patch is gone"));
        order(id, "postmortem", postmortem)
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
        var id = outage();

        operator()
                .body(body)
                .post("/api/v1/incidents/%s/%s".formatted(id, what))
                .then()
                .statusCode(400)
                .contentType("application/problem+json")
                .body("errors[0].field", equalTo(field));

        assertThat(numberOf(id)).isEqualTo(OUTAGE.number());
    }

    @Test
    void anUnknownIncidentIsNotFoundAndWithoutATokenNothingIs() {
        for (var order : List.of("acknowledge", "resolve")) {
            order("nosuchincide", order, null).statusCode(404);
            given().contentType(ContentType.JSON)
                    .post("/api/v1/incidents/nosuchincide/" + order)
                    .then()
                    .statusCode(401);
        }
    }

    @Test
    void ordersAreToldInOneStoryAndTraced() throws SQLException {
        var id = outage();

        order(id, "acknowledge", null).statusCode(200);
        order(id, "correct", Map.of("severity", "minor", "reason", "only old clients"))
                .statusCode(200);
        order(id, "resolve", Map.of("reason", "a drill")).statusCode(200);

        await().atMost(SOON)
                .untilAsserted(() -> assertThat(numbersTold(id))
                        .containsExactlyElementsOf(LongStream.rangeClosed(OUTAGE.number() + 1, OUTAGE.number() + 3)
                                .boxed()
                                .toList()));
        var first = operator().get("/api/v1/incidents/%s/trace?limit=1".formatted(id));
        first.then()
                .body("items.size()", equalTo(1))
                .body("items[0].rule", equalTo("ORDERED"))
                .body("items[0].reason", equalTo("operator corrected: only old clients"));
        operator()
                .get(first.jsonPath().getString("next"))
                .then()
                .body("items[0].reason", startsWith("operator resolved it by hand"))
                .body("next", nullValue());
    }

    @Test
    void theThirdOnAComponentInFiveMonthsSaysWhatTheyShare() throws SQLException {
        outage();
        outage();
        var id = outage();
        order(id, "acknowledge", null).statusCode(200);

        await().atMost(SOON)
                .untilAsserted(() -> operator()
                        .get("/api/v1/incidents/" + id)
                        .then()
                        .body("incident.id", equalTo(id))
                        .body("recurrence[0].components", hasItems("login", "api", "cache"))
                        .body("recurrence[0].shared.trait", hasItem("DEPENDENCY"))
                        .body("recurrence[0].incidents.incident", hasItem(id)));
        given().get("/api/v1/incidents/" + id).then().body("recurrence", nullValue());
        operator().get("/incidents/" + id).then().body(containsString("Not for the first time"));
        given().get("/incidents/" + id).then().body(not(containsString("Not for the first time")));
    }

    @Test
    void ofACellAndATimeItIsSaidWhyThereWasAnIncidentOrNone() throws SQLException {
        var cell = Cell.of("login@eu");
        var down = Harbour.status(cell, 7, Verdict.DOWN, now);
        ToldTopics.tell(Topic.STATUS_HISTORY, down, Harbour.status(Cell.of("api@eu"), 7, Verdict.DOWN, now));
        traced(new TraceEntry(
                now.plusSeconds(4),
                null,
                List.of(cell),
                Rule.HOLD_BEGAN,
                "x",
                "it is bad and waits",
                Map.of("hold", "PT20S")));
        traced(new TraceEntry(
                now.plusSeconds(15),
                null,
                List.of(cell),
                Rule.UP_BEFORE_HOLD,
                "y",
                "up again before its hold ended: nothing opens",
                Map.of()));

        operator()
                .get("/api/v1/cells/login@eu/trace?at=" + now.plusSeconds(20))
                .then()
                .statusCode(200)
                .body("answer", equalTo("No incident: up again before its hold ended: nothing opens."))
                .body("items[0].status.votes.size()", equalTo(down.votes().size()))
                .body("items[0].status.verdict", equalTo("DOWN"))
                .body("items[1].decision.numbers.hold", equalTo("PT20S"))
                .body("items.size()", equalTo(3))
                .body("next", nullValue());
        operator()
                .get("/api/v1/cells/login@eu/trace?limit=2&at=" + now.plusSeconds(20))
                .then()
                .body("items.size()", equalTo(2))
                .body("next", containsString("skip=2"));
        operator()
                .get("/api/v1/cells/login@eu/trace?at=yesterday")
                .then()
                .statusCode(400)
                .body("errors[0].field", equalTo("at"));
        operator().get("/api/v1/cells/login/trace").then().statusCode(400).body("errors[0].field", equalTo("cell"));
        given().get("/api/v1/cells/login@eu/trace").then().statusCode(401);
    }

    private static ValidatableResponse order(String id, String what, @Nullable Map<String, ?> body) {
        var request = operator();
        return (body == null ? request : request.body(body))
                .post("/api/v1/incidents/%s/%s".formatted(id, what))
                .then();
    }

    /// The outage once more, under an id of its own.
    private String outage() throws SQLException {
        var id = "byhand%06d".formatted(++count);
        var incident = new Incident(
                id,
                OUTAGE.course(),
                OUTAGE.findings(),
                OUTAGE.handling(),
                OUTAGE.outages(),
                OUTAGE.story(),
                OUTAGE.impactToldAt());
        try (var connection = database.getConnection();
                var insert = connection.prepareStatement(
                        "insert into incident (id, number, active, started_at, document) values (?, ?, true, ?, ?::jsonb)");
                var next = connection.prepareStatement("update writer set revision = revision + 1")) {
            insert.setString(1, id);
            insert.setLong(2, incident.number());
            insert.setObject(3, incident.startedAt().atOffset(ZoneOffset.UTC));
            insert.setString(4, json(incident));
            insert.executeUpdate();
            next.executeUpdate();
        }
        return id;
    }

    private void traced(TraceEntry entry) throws SQLException {
        try (var connection = database.getConnection();
                var insert = connection.prepareStatement(
                        "insert into trace (incident, at, rule, entry) values (?, ?, ?, ?::jsonb)")) {
            insert.setString(1, entry.incident());
            insert.setObject(2, entry.at().atOffset(ZoneOffset.UTC));
            insert.setString(3, entry.rule().name());
            insert.setString(4, json(entry));
            insert.executeUpdate();
        }
    }

    private long numberOf(String id) throws SQLException {
        try (var connection = database.getConnection();
                var query = connection.prepareStatement("select number from incident where id = ?")) {
            query.setString(1, id);
            try (var row = query.executeQuery()) {
                row.next();
                return row.getLong(1);
            }
        }
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

    private static String json(Object value) {
        try {
            return Json.mapper().writeValueAsString(value);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }

    private static RequestSpecification operator() {
        return given().header("Authorization", "Bearer " + TocsinStack.OPERATOR_TOKEN)
                .contentType(ContentType.JSON);
    }
}
