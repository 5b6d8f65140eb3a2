package dev.tocsin.incident.maintenance;

import static dev.tocsin.incident.access.http.Operator.operator;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.nullValue;

import dev.tocsin.contract.Event;
import dev.tocsin.contract.Topic;
import dev.tocsin.contract.catalog.CatalogVersionPublished;
import dev.tocsin.contract.catalog.MaintenancePlanned;
import dev.tocsin.contract.maintenance.MaintenanceEvent.WindowState;
import dev.tocsin.contract.maintenance.MaintenanceEvent.WindowUpdated;
import dev.tocsin.incident.access.http.Operator;
import dev.tocsin.incident.trust.live.Harbour;
import dev.tocsin.incident.trust.live.topic.ToldTopics;
import dev.tocsin.stack.TocsinStack;
import dev.tocsin.support.kafka.CloudEvents;
import dev.tocsin.support.kafka.Received.Known;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Planned work from the catalog and from operators' hands, through PostgreSQL, out on the topic and at the doors.
@QuarkusTest
@WithTestResource(
        value = TocsinStack.class,
        initArgs = {@ResourceArg(name = "schema", value = "incident")})
class MaintenanceApiTest {

    private static final Duration SOON = Duration.ofSeconds(30);
    private static final String WINDOWS = "/api/v1/maintenance";

    private final Instant now = Instant.now().truncatedTo(ChronoUnit.SECONDS);

    @BeforeEach
    void harbourIsKnown() {
        Operator.publishHarbour();
    }

    @Test
    void whatTheCatalogPlansIsToldAndBeginsInItsTime() {
        var started = now.minusSeconds(60).atZone(ZoneId.of("America/Chicago")).toLocalDateTime();
        plan(
                2,
                new MaintenancePlanned(
                        2,
                        now,
                        "patching",
                        "Weekly patching",
                        List.of(Harbour.CACHE_NA),
                        started.toString(),
                        3_600_000,
                        "FREQ=DAILY",
                        "America/Chicago"));

        await().atMost(SOON)
                .untilAsserted(() -> assertThat(told("patching-"))
                        .anyMatch(window -> window.state() == WindowState.IN_PROGRESS)
                        .filteredOn(window -> window.state() == WindowState.SCHEDULED)
                        .hasSizeGreaterThan(25));
        await().atMost(SOON)
                .untilAsserted(() -> operator()
                        .get("/api/v1/cells?component=cache&region=na")
                        .then()
                        .body("items[0].maintenance", equalTo(true)));
        assertThat(operator().get("/ops").asString()).contains("Scheduled maintenance", "Weekly patching");
        assertThat(given().get("/").asString()).doesNotContain("Weekly patching");
        operator()
                .get(WINDOWS + "?limit=2")
                .then()
                .body("items[0].plan", equalTo("patching"))
                .body("items[0].cells", equalTo(List.of("cache@na")))
                .body("items[0].by", nullValue());
    }

    @Test
    void anOperatorMakesProlongsAndCancelsAWindow() {
        var made = operator()
                .body(Map.of(
                        "title", "Swap disks",
                        "cells", List.of("cache@eu"),
                        "startsAt", now.plusSeconds(3_600).toString(),
                        "endsAt", now.plusSeconds(7_200).toString()))
                .post(WINDOWS);
        made.then().statusCode(201).body("state", equalTo("scheduled")).body("by", equalTo("operator"));
        var id = made.jsonPath().getString("id");
        assertThat(made.header("Location")).endsWith(WINDOWS + "/" + id);

        operator()
                .body(Map.of("endsAt", now.plusSeconds(9_000).toString()))
                .patch(WINDOWS + "/" + id)
                .then()
                .statusCode(200)
                .body("number", equalTo(2));
        operator().post(WINDOWS + "/" + id + "/cancel").then().statusCode(200).body("state", equalTo("cancelled"));

        await().atMost(SOON)
                .untilAsserted(() -> assertThat(told(id))
                        .extracting(WindowUpdated::number, WindowUpdated::state)
                        .containsExactly(
                                tuple(1L, WindowState.SCHEDULED),
                                tuple(2L, WindowState.SCHEDULED),
                                tuple(3L, WindowState.CANCELLED)));
        operator().get(WINDOWS).then().body("items.id", not(hasItem(id)));
        operator().get(WINDOWS + "?over=true&limit=200").then().body("items.id", hasItem(id));
    }

    @Test
    void customersSeeWorkThatIsProlongedCheckedCompletedAndCancelled() {
        var title = "Move the log-in " + now.toEpochMilli();
        var id = made(title, now.minusSeconds(60), now.plusSeconds(600));
        awaitPage(title, "in progress until");

        operator()
                .body(Map.of("endsAt", now.plusSeconds(1_200).toString()))
                .patch(WINDOWS + "/" + id)
                .then()
                .statusCode(200)
                .body("prolongedFrom", equalTo(told(now.plusSeconds(600))));
        awaitPage(title, "extended from");
        operator()
                .body(Map.of("endsAt", now.minusSeconds(30).toString()))
                .patch(WINDOWS + "/" + id)
                .then()
                .statusCode(400)
                .body("errors[0].field", equalTo("endsAt"));
        operator().post(WINDOWS + "/" + id + "/verify").then().statusCode(200).body("state", equalTo("in-progress"));
        awaitPage(title, "complete, being verified");
        await().atMost(SOON)
                .untilAsserted(() -> given().get("/api/v2/scheduled-maintenances/active.json")
                        .then()
                        .body(
                                "scheduled_maintenances.find { it.name == '%s' }.status".formatted(title),
                                equalTo("verifying"))
                        .body(
                                "scheduled_maintenances.find { it.name == '%s' }.incident_updates.status"
                                        .formatted(title),
                                equalTo(List.of("verifying", "in_progress", "in_progress", "scheduled"))));
        operator().post(WINDOWS + "/" + id + "/complete").then().statusCode(200).body("state", equalTo("completed"));
        operator().post(WINDOWS + "/" + id + "/complete").then().statusCode(200);
        awaitPage(title, "completed at");
        operator()
                .post(WINDOWS + "/" + id + "/cancel")
                .then()
                .statusCode(409)
                .body("errors[0].field", equalTo("window"))
                .body("detail", equalTo("Window %s is over.".formatted(id)));

        var next = made(title + " again", now.plusSeconds(3_600), now.plusSeconds(7_200));
        operator().post(WINDOWS + "/" + next + "/cancel").then().statusCode(200);
        awaitPage(title + " again", "cancelled; it was scheduled for");
    }

    static String made(String title, Instant startsAt, Instant endsAt) {
        return operator()
                .body(Map.of(
                        "title", title,
                        "cells", List.of("login@eu"),
                        "startsAt", startsAt.toString(),
                        "endsAt", endsAt.toString()))
                .post(WINDOWS)
                .jsonPath()
                .getString("id");
    }

    /// @param words that stand with the title on the trust page
    private static void awaitPage(String title, String words) {
        await().atMost(SOON)
                .untilAsserted(() -> assertThat(given().get("/").asString())
                        .containsPattern(Pattern.quote(title) + "</a>(?:(?!</li>)[\\s\\S])*" + words));
    }

    private static String told(Instant at) {
        return at.toString().replace("Z", ".000Z");
    }

    @Test
    void askingTwiceDoesNoMoreThanAskingOnce() {
        var wish = Map.of(
                "title", "Twice",
                "cells", List.of("cache@eu"),
                "startsAt", now.plusSeconds(3_600).toString(),
                "endsAt", now.plusSeconds(7_200).toString());

        var first = operator().body(wish).post(WINDOWS);
        var again = operator().body(wish).post(WINDOWS);
        var id = first.jsonPath().getString("id");
        operator().post(WINDOWS + "/" + id + "/cancel").then().statusCode(200);
        var cancelled = operator().post(WINDOWS + "/" + id + "/cancel");

        assertThat(first.statusCode()).isEqualTo(201);
        assertThat(again.statusCode()).isEqualTo(200);
        assertThat(again.asString()).isEqualTo(first.asString());
        cancelled.then().statusCode(200).body("number", equalTo(2));
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            {"title": "T", "cells": ["cache@eu"], "startsAt": "2030-01-01T00:00:00Z"}                                           | endsAt   | is missing
            {"title": "T", "cells": ["ghost@eu"], "startsAt": "2030-01-01T00:00:00Z", "endsAt": "2030-01-01T01:00:00Z"}         | cells    | names ghost@eu, which is not in the catalog
            {"title": "T", "cells": [], "startsAt": "2030-01-01T00:00:00Z", "endsAt": "2030-01-01T01:00:00Z"}                   | cells    | must name at least one
            {"title": " ", "cells": ["cache@eu"], "startsAt": "2030-01-01T00:00:00Z", "endsAt": "2030-01-01T01:00:00Z"}         | title    | must not be blank
            {"title": "T", "cells": ["cache@eu"], "startsAt": "2030-01-01T00:00:00Z", "endsAt": "2030-01-09T01:00:00Z"}         | endsAt   | must be from 1 minute to 7 days after startsAt
            {"title": "T", "cells": ["cache@eu"], "startsAt": "2030-01-02T00:00:00Z", "endsAt": "2030-01-01T01:00:00Z"}         | endsAt   | must be from 1 minute to 7 days after startsAt
            {"title": "T", "cells": ["cache@eu"], "startsAt": "2006-01-01T00:00:00Z", "endsAt": "2006-01-01T01:00:00Z"}         | endsAt   | must be in the future; to end a window now, complete it
            {"title": "T", "cells": ["cache@eu"], "startsAt": "tomorrow", "endsAt": "2030-01-01T01:00:00Z"}                     | startsAt | must be a time such as 2006-04-11T10:42:00.000Z
            {"tittle": "T", "title": "T", "cells": ["cache@eu"], "startsAt": "2030-01-01T00:00:00Z", "endsAt": "2030-01-01T01:00:00Z"} | tittle | is not known; known are cells, endsAt, repeats, startsAt, title, window, zone
            """)
    void aWrongWishNamesItsField(String body, String field, String message) {
        operator()
                .body(body)
                .post(WINDOWS)
                .then()
                .statusCode(400)
                .contentType("application/problem+json")
                .body("errors[0].field", equalTo(field))
                .body("errors[0].message", equalTo(message));

        operator().get(WINDOWS + "?limit=200").then().body("items.title", not(hasItem("T")));
    }

    @Test
    void whatCannotBeIsSaid() {
        operator()
                .get(WINDOWS + "/nowhere")
                .then()
                .statusCode(404)
                .body("detail", equalTo("Window nowhere does not exist."));
        for (var step : List.of("verify", "complete", "cancel")) {
            operator()
                    .post(WINDOWS + "/nowhere/" + step)
                    .then()
                    .statusCode(404)
                    .body("errors[0].field", equalTo("window"));
        }
        operator().body("{}").patch(WINDOWS + "/nowhere").then().statusCode(400);
        given().get(WINDOWS).then().statusCode(401);
        given().contentType(ContentType.JSON).body("{}").post(WINDOWS).then().statusCode(401);
        var wish = """
                {"window": "taken", "title": "%s", "cells": ["cache@eu"],
                 "startsAt": "2030-01-01T00:00:00Z", "endsAt": "2030-01-01T01:00:00Z"}""";
        operator().body(wish.formatted("One")).post(WINDOWS);
        operator()
                .body(wish.formatted("Other"))
                .post(WINDOWS)
                .then()
                .statusCode(409)
                .body("detail", equalTo("Window taken exists already and differs from this request."));
    }

    /// Later than whatever another test took for the newest plans.
    private void plan(long version, MaintenancePlanned plan) {
        var entries = new ArrayList<Event>(Harbour.catalog(version, now.plus(Duration.ofHours(2))));
        entries.add(entries.size() - 1, plan);
        ToldTopics.tell(Topic.CATALOG, entries);
        assertThat(entries.getLast()).isInstanceOf(CatalogVersionPublished.class);
    }

    /// Of windows whose ids begin so, in the order in which they were told.
    static List<WindowUpdated> told(String prefix) {
        return ToldTopics.records(Topic.MAINTENANCE).stream()
                .map(CloudEvents::read)
                .filter(Known.class::isInstance)
                .map(received -> (WindowUpdated) ((Known) received).event())
                .filter(window -> window.window().startsWith(prefix))
                .toList();
    }
}
