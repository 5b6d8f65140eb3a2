package dev.tocsin.incident.trust.uptime;

import static dev.tocsin.incident.access.http.Operator.operator;
import static io.restassured.RestAssured.given;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.notNullValue;

import dev.tocsin.contract.Cell;
import dev.tocsin.contract.Topic;
import dev.tocsin.contract.Verdict;
import dev.tocsin.engine.uptime.Span;
import dev.tocsin.engine.uptime.VerdictChange;
import dev.tocsin.incident.access.http.Operator;
import dev.tocsin.incident.postgres.Backup;
import dev.tocsin.incident.trust.live.Harbour;
import dev.tocsin.incident.trust.live.topic.ToldTopics;
import dev.tocsin.incident.trust.uptime.store.UptimeStore;
import dev.tocsin.incident.trust.uptime.topic.HistoryReader;
import dev.tocsin.stack.TocsinStack;
import dev.tocsin.support.kafka.CloudEvents;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.smallrye.reactive.messaging.kafka.KafkaClientService;
import jakarta.inject.Inject;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import javax.sql.DataSource;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// From the topic through PostgreSQL to figures at the door, and back to the topic.
@QuarkusTest
@WithTestResource(
        value = TocsinStack.class,
        initArgs = {@ResourceArg(name = "schema", value = "incident")})
class UptimeApiTest {

    private static final Duration SOON = Duration.ofSeconds(30);
    private static final String UPTIME = "/api/v1/uptime";

    /// Far from what other tests tell of the same cells.
    private static final String MONTH = "2024-02";

    private static long number;

    @Inject
    DataSource database;

    @Inject
    UptimeStore store;

    @Inject
    HistoryReader history;

    @Inject
    KafkaClientService clients;

    @BeforeEach
    void harbourIsKnown() {
        Operator.publishHarbour();
    }

    @Test
    void aMonthIsPublishedAmendedAndRecomputedFromTheTopic() {
        tell(Harbour.API_NA, Verdict.UP, "2024-01-01T00:00:00Z");
        tell(Harbour.API_NA, Verdict.DOWN, "2024-02-10T00:00:00Z");
        tell(Harbour.API_NA, Verdict.UP, "2024-02-10T06:57:36Z");

        // Of 29 days these are a hundredth.
        await().atMost(SOON)
                .untilAsserted(() -> given().get(UPTIME + "?month=" + MONTH)
                        .then()
                        .statusCode(200)
                        .body("over", is(true))
                        .body(strictOf("api@na"), hasItem(99.0f))
                        .body("cells.id", not(hasItem("cache@na"))));
        operator().get(UPTIME + "?month=" + MONTH).then().body("cells.id", hasItem("cache@na"));

        operator()
                .body(amendment())
                .post(UPTIME + "/amendments")
                .then()
                .statusCode(201)
                .body("id", notNullValue());
        given().get(UPTIME + "?month=" + MONTH).then().body(strictOf("api@na"), hasItem(100.0f));
        operator().get(UPTIME + "/amendments").then().body("items.reason", hasItem("A firewall of ours"));

        operator()
                .get(UPTIME + "/recomputation?month=" + MONTH)
                .then()
                .statusCode(200)
                .body("differing", empty())
                .body("cells.find { it.cell == 'api@na' }.intervals.verdict", is(List.of("UP", "UP", "UP")))
                .body("recomputed.cells.find { it.id == 'api@na' }.figures.strict", is(100.0f));
    }

    @Test
    void aPersonReadsMonthsAndCellsAndTheirDays() {
        var noon = Instant.now().truncatedTo(ChronoUnit.DAYS).minus(Duration.ofHours(36));
        tell(Harbour.API_NA, Verdict.UP, noon.minus(Duration.ofDays(3)).toString());
        tell(Harbour.API_NA, Verdict.DOWN, noon.toString());
        tell(Harbour.API_NA, Verdict.UP, noon.plusSeconds(42 * 60).toString());
        var month = noon.toString().substring(0, 7);

        await().atMost(Duration.ofSeconds(60))
                .untilAsserted(() -> given().get("/cells/api@na")
                        .then()
                        .statusCode(200)
                        .body(containsString("API – North America"))
                        .body(containsString("down 42 min")));
        given().get("/months/" + month)
                .then()
                .statusCode(200)
                .body(containsString("By region"))
                .body(containsString("down 42 min"));
        await().atMost(Duration.ofSeconds(60))
                .untilAsserted(() -> given().get("/")
                        .then()
                        .statusCode(200)
                        .body(containsString("/months/" + month))
                        .body(containsString("class=\"bar\"")));
        given().get("/cells/cache@na").then().statusCode(404);
        given().get("/cells/nothing@na").then().statusCode(404);
        given().get("/months/2026-13").then().statusCode(404);
        given().get("/months/2999-01").then().statusCode(404);
        given().get("/months/2001-01").then().statusCode(200).body(containsString("No data for this month"));
    }

    @Test
    void aRecordThatCannotBeReadIsPutAsideAndCountingGoesOn() {
        var poison = CloudEvents.record(
                Topic.STATUS_HISTORY, "tests", Harbour.status(Harbour.API_NA, 1, Verdict.UP, Harbour.NOON));
        ToldTopics.write(List.of(
                new ProducerRecord<>(poison.topic(), null, poison.key(), "{".getBytes(UTF_8), poison.headers())));
        tell(Cell.of("login@eu"), Verdict.UP, "2023-01-01T00:00:00Z");

        await().atMost(SOON)
                .untilAsserted(() ->
                        given().get(UPTIME + "?month=2023-01").then().body(strictOf("login@eu"), hasItem(100.0f)));
        assertThat(ToldTopics.records(Topic.DEAD_LETTERS))
                .anySatisfy(letter -> assertThat(new String(
                                letter.headers().lastHeader("dead-letter-topic").value(), UTF_8))
                        .isEqualTo(Topic.STATUS_HISTORY.topicName()));
    }

    @ParameterizedTest
    @CsvSource({"2026-13", "March", "2999-01", "2026"})
    void aMonthThatIsNoneIsNamed(String month) {
        given().queryParam("month", month)
                .get(UPTIME)
                .then()
                .statusCode(400)
                .body("errors.field", is(List.of("month")))
                .body("errors.message", hasItem(containsString("such as 2026-03")));
    }

    @ParameterizedTest
    @CsvSource({
        "reason, , reason, is missing",
        "reason, ' ', reason, must not be blank",
        "from, yesterday, from, must be a time such as 2006-04-11T10:42:00.000Z",
        "to, 2024-02-09T00:00:00Z, to, must be later than from",
        "to, 2999-01-01T00:00:00Z, to, must not be in the future",
        "verdict, great, verdict, 'must be one of UP, DEGRADED, DOWN, UNKNOWN'",
        "cells, , cells, is missing",
        "colour, red, colour, 'is not known; known are cells, from, to, verdict, reason'"
    })
    void anAmendmentThatIsWrongIsNamedByFieldAndNothingIsKept(
            String field, String value, String wrong, String message) {
        var before = operator()
                .get(UPTIME + "/amendments")
                .jsonPath()
                .getList("items")
                .size();
        var body = amendment();
        body.put(field, value);

        operator()
                .body(body)
                .post(UPTIME + "/amendments")
                .then()
                .statusCode(400)
                .body("errors.field", is(List.of(wrong)))
                .body("errors.message", is(List.of(message)));
        operator().body("").post(UPTIME + "/amendments").then().statusCode(400);
        given().get(UPTIME + "/amendments").then().statusCode(401);

        assertThat(operator().get(UPTIME + "/amendments").jsonPath().getList("items"))
                .hasSize(before);
    }

    @Test
    void whatIsKeptIsNeverEdited() throws SQLException {
        tell(Cell.of("login@eu"), Verdict.UP, "2023-06-01T00:00:00Z");
        await().atMost(SOON).untilAsserted(() -> assertThat(rows("uptime_turn")).isPositive());

        for (var edit :
                List.of("update uptime_turn set at = now()", "delete from uptime_turn", "truncate uptime_amendment")) {
            assertThatThrownBy(() -> execute(edit)).hasMessageContaining("is only ever added to");
        }
    }

    private static Map<String, Object> amendment() {
        var body = new HashMap<String, Object>();
        body.put("cells", List.of("api@na"));
        body.put("from", "2024-02-10T00:00:00Z");
        body.put("to", "2024-02-11T00:00:00Z");
        body.put("verdict", "UP");
        body.put("reason", "A firewall of ours");
        return body;
    }

    private static String strictOf(String cell) {
        return "cells.findAll { it.id == '%s' }.figures.strict".formatted(cell);
    }

    @Test
    void aDatabaseThatIsRestoredReadsAgainWhatItLost() throws SQLException {
        var cell = Cell.of("search@eu");
        tell(cell, Verdict.UP, "2023-01-01T00:00:00Z");
        await().atMost(SOON).untilAsserted(() -> assertThat(turns(cell)).hasSize(1));
        try (var _ = Backup.of(database, List.of("uptime_turn", "uptime_offset"))) {
            tell(cell, Verdict.DOWN, "2023-02-10T00:00:00Z");
            tell(cell, Verdict.UP, "2023-02-10T06:43:12Z");
            await().atMost(SOON).untilAsserted(() -> assertThat(turns(cell)).hasSize(3));
        }
        assertThat(turns(cell)).hasSize(1);

        clients.<String, byte[]>getConsumer("uptime")
                .runOnPollingThread(consumer -> {
                    consumer.enforceRebalance();
                })
                .await()
                .atMost(SOON);

        await().atMost(SOON).untilAsserted(() -> assertThat(turns(cell)).hasSize(3));
        assertThat(turns(cell)).isEqualTo(history.turnsBefore(Instant.now()).get(cell));
    }

    private List<VerdictChange> turns(Cell cell) {
        var ever = new Span(Instant.EPOCH, Instant.now());
        return store.inputs(List.of(cell), ever).turns().getOrDefault(cell, List.of()).stream()
                .sorted(Comparator.comparingLong(VerdictChange::number))
                .toList();
    }

    private static void tell(Cell cell, Verdict verdict, String onset) {
        number++;
        ToldTopics.tell(Topic.STATUS_HISTORY, Harbour.status(cell, number, verdict, Instant.parse(onset)));
    }

    private long rows(String table) throws SQLException {
        try (var connection = database.getConnection();
                var row = connection.createStatement().executeQuery("select count(*) from " + table)) {
            row.next();
            return row.getLong(1);
        }
    }

    private void execute(String sql) throws SQLException {
        try (var connection = database.getConnection();
                var statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }
}
