package dev.tocsin.incident.trust.latency.topic;

import static dev.tocsin.incident.access.http.Operator.operator;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.tocsin.contract.Cell;
import dev.tocsin.contract.Topic;
import dev.tocsin.contract.health.ErrorKind;
import dev.tocsin.contract.health.HealthObserved;
import dev.tocsin.contract.health.Outcome;
import dev.tocsin.incident.trust.latency.CellLatencies;
import dev.tocsin.incident.trust.live.Harbour;
import dev.tocsin.incident.trust.live.topic.ToldTopics;
import dev.tocsin.stack.TocsinStack;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// An operator sees how long a cell's checks took, out of the log itself.
@QuarkusTest
@WithTestResource(
        value = TocsinStack.class,
        initArgs = {@ResourceArg(name = "schema", value = "incident")})
class LatencyPageTest {

    private static final Duration SOON = Duration.ofSeconds(40);

    /// Other tests write of these cells too, but of no such check.
    private static final String CHECK = "latency-of-these-tests";

    @Inject
    HealthLog log;

    private final Instant now = Instant.now().truncatedTo(ChronoUnit.SECONDS);

    @BeforeEach
    void harbourIsKnown() {
        ToldTopics.create();
        ToldTopics.tell(Topic.CATALOG, Harbour.catalog(1, now));
        await().atMost(SOON)
                .untilAsserted(() -> given().get("/cells/login@eu").then().statusCode(200));
    }

    @Test
    void theLogHasWhatWasAskedOfACellLately() {
        ToldTopics.tell(Topic.HEALTH_EVENTS, ask("login@eu", Outcome.PASS, 42), ask("api@eu", Outcome.PASS, 43));

        var excerpt =
                log.of(Cell.of("login@eu"), now.minus(CellLatencies.WINDOW)).orElseThrow();

        assertThat(excerpt.since()).isEqualTo(now.minus(CellLatencies.WINDOW));
        assertThat(excerpt.events())
                .filteredOn(event -> event.check().equals(CHECK) && event.latencyMillis() == 42)
                .isNotEmpty();
        assertThat(excerpt.events()).allMatch(event -> event.cell().equals(Cell.of("login@eu")));
    }

    @Test
    void operatorsSeeChartsAndTheSameAsATable() {
        ToldTopics.tell(Topic.HEALTH_EVENTS, ask("login@na", Outcome.PASS, 120), ask("login@na", Outcome.FAIL, 3));

        var page = operator().accept("text/html").get("/cells/login@na").asString();

        assertThat(page)
                .contains("<h2>Latency</h2>", CHECK, "Virginia", "120 ms", "failed</span>", "class=\"median\" d=\"M")
                .contains("Figures of " + CHECK + " as a table");
        assertThat(given().accept("text/html").get("/cells/login@na").asString())
                .doesNotContain("Latency", CHECK, "Virginia");
    }

    @Test
    void ofACellWithoutEventsTheLogHasNone() {
        assertThat(log.of(Cell.of("nobody@nowhere"), now.minus(CellLatencies.WINDOW))
                        .orElseThrow()
                        .events())
                .isEmpty();
    }

    private HealthObserved ask(String cell, Outcome outcome, double millis) {
        return new HealthObserved(
                CHECK,
                Cell.of(cell),
                "us-east",
                "p1",
                outcome,
                Instant.now().minusMillis((long) millis),
                millis,
                null,
                outcome == Outcome.FAIL ? ErrorKind.REFUSED : null,
                null,
                null);
    }
}
