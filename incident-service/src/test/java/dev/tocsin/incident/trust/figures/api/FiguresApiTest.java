package dev.tocsin.incident.trust.figures.api;

import static dev.tocsin.incident.access.http.Operator.operator;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.equalTo;

import dev.tocsin.contract.Cell;
import dev.tocsin.contract.Topic;
import dev.tocsin.contract.health.HealthObserved;
import dev.tocsin.contract.health.Outcome;
import dev.tocsin.incident.trust.figures.Asks;
import dev.tocsin.incident.trust.live.topic.ToldTopics;
import dev.tocsin.stack.TocsinStack;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/// Health events on the log become figures over REST.
@QuarkusTest
@WithTestResource(
        value = TocsinStack.class,
        initArgs = {@ResourceArg(name = "schema", value = "incident")})
class FiguresApiTest {

    private static final Duration SOON = Duration.ofMinutes(1);

    /// A minute that is over, in an hour that is over too, so that it may be packed meanwhile.
    private final Instant minute = Instant.now().truncatedTo(ChronoUnit.HOURS).minus(90, ChronoUnit.MINUTES);

    private final Cell cell = Cell.of("figures@a" + UUID.randomUUID());

    @Test
    void eventsBecomeFiguresAndOneThatComesTwiceCountsOnce() {
        var first = passed("us-east", 1, 100);
        tell(first, passed("us-east", 11, 200), first, failed("us-east", 21), passed("eu-west", 2, 50));

        await().atMost(SOON)
                .untilAsserted(() -> assertThat(figures("").getList("items.points.flatten().count"))
                        .containsExactly(1, 3));

        var found = figures("");
        assertThat(found.getString("cell")).isEqualTo(cell.toString());
        assertThat(found.getList("items.vantagePoint")).containsExactly("eu-west", "us-east");
        assertThat(found.getList("items.check")).containsOnly(Asks.CHECK);
        assertThat(Instant.parse(found.getString("items[1].points[0].at"))).isEqualTo(minute);
        assertThat(found.getInt("items[1].points[0].failures")).isEqualTo(1);
        assertThat(found.getDouble("items[1].points[0].p50Millis")).isBetween(98.0, 102.0);
        assertThat(figures("&vantagePoint=eu-west").getList("items.vantagePoint"))
                .containsExactly("eu-west");
        assertThat(figures("&check=another").getList("items")).isEmpty();
    }

    @Test
    void anEventThatComesLateIsAddedToItsMinuteAndItsHour() {
        tell(passed("us-east", 1, 100));
        await().atMost(SOON).untilAsserted(() -> assertThat(counts("")).containsExactly(1));

        tell(passed("us-east", 31, 100));

        await().atMost(SOON).untilAsserted(() -> assertThat(counts("")).containsExactly(2));
        assertThat(counts("&step=hour")).containsExactly(2);
    }

    @Test
    void whatCannotBeAnsweredIsAProblemThatNamesTheField() {
        operator()
                .get("/api/v1/cells/%s/figures?from=2006-01-01T00:00:00Z".formatted(cell))
                .then()
                .statusCode(400)
                .contentType("application/problem+json")
                .body("errors[0].field", equalTo("from"));
        operator().get("/api/v1/cells/login/figures").then().statusCode(400).body("errors[0].field", equalTo("cell"));
        given().get("/api/v1/cells/%s/figures".formatted(cell)).then().statusCode(401);
    }

    private List<Integer> counts(String more) {
        return figures(more).getList("items.points.flatten().count");
    }

    private JsonPath figures(String more) {
        return operator()
                .get("/api/v1/cells/%s/figures?from=%s&to=%s%s"
                        .formatted(cell, minute, minute.plus(5, ChronoUnit.MINUTES), more))
                .then()
                .statusCode(200)
                .extract()
                .jsonPath();
    }

    private static void tell(HealthObserved... asks) {
        ToldTopics.create();
        ToldTopics.tell(Topic.HEALTH_EVENTS, asks);
    }

    private HealthObserved passed(String vantagePoint, int second, double millis) {
        return Asks.of(cell, vantagePoint, vantagePoint + "-1", Outcome.PASS, minute.plusSeconds(second), millis);
    }

    private HealthObserved failed(String vantagePoint, int second) {
        return Asks.of(cell, vantagePoint, vantagePoint + "-1", Outcome.FAIL, minute.plusSeconds(second), 5_000);
    }
}
