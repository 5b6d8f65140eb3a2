package dev.tocsin.incident.maintenance;

import static dev.tocsin.incident.access.http.Operator.operator;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.nullValue;

import dev.tocsin.incident.access.http.Operator;
import dev.tocsin.stack.TocsinStack;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Maintenance that operators schedule with a rule of recurrence.
@QuarkusTest
@WithTestResource(
        value = TocsinStack.class,
        initArgs = {@ResourceArg(name = "schema", value = "incident")})
class MaintenanceSeriesTest {

    private static final Duration SOON = Duration.ofSeconds(30);
    private static final String WINDOWS = "/api/v1/maintenance";

    private final Instant now = Instant.now().truncatedTo(ChronoUnit.SECONDS);

    @BeforeEach
    void harbourIsKnown() {
        Operator.publishHarbour();
    }

    @Test
    void workThatRepeatsIsAWindowEachTimeAndEndsFromOneOfThemOn() {
        var request = repeating("FREQ=DAILY", "Europe/Berlin", now.plusSeconds(3_600));
        var made = operator().body(request).post(WINDOWS);
        made.then().statusCode(201).body("state", equalTo("scheduled")).body("by", nullValue());
        var series = made.jsonPath().getString("plan");
        await().atMost(SOON)
                .untilAsserted(() -> assertThat(MaintenanceApiTest.told(series)).hasSizeGreaterThan(25));
        var windows = operator()
                .get(WINDOWS + "?limit=200")
                .jsonPath()
                .<String>getList("items.findAll { it.plan == '%s' }.id".formatted(series));

        operator().body(request).post(WINDOWS).then().statusCode(200).body("id", equalTo(windows.getFirst()));
        moved(windows.get(3));
        operator().post(WINDOWS + "/" + windows.get(1) + "/cancel").then().statusCode(200);
        operator().get("/api/v1/maintenance-series?limit=200").then().body("items.id", hasItem(series));
        operator()
                .post(WINDOWS + "/" + windows.get(2) + "/end-series")
                .then()
                .statusCode(200)
                .body("state", equalTo("cancelled"));
        operator().post(WINDOWS + "/" + windows.get(2) + "/end-series").then().statusCode(200);
        operator().body(request).post(WINDOWS).then().statusCode(409).body("detail", containsString("has ended"));

        operator().get(WINDOWS + "/" + windows.get(0)).then().body("state", equalTo("scheduled"));
        operator().get(WINDOWS + "/" + windows.get(3)).then().body("state", equalTo("cancelled"));
        operator().get(WINDOWS + "/" + windows.getLast()).then().body("state", equalTo("cancelled"));
        await().during(Duration.ofSeconds(3))
                .atMost(SOON)
                .untilAsserted(() -> operator()
                        .get(WINDOWS + "?limit=200")
                        .then()
                        .body(
                                "items.findAll { it.plan == '%s' }.id".formatted(series),
                                equalTo(windows.subList(0, 1))));
    }

    private void moved(String window) {
        var startsAt =
                Instant.parse(operator().get(WINDOWS + "/" + window).jsonPath().getString("startsAt"));
        operator()
                .body(Map.of(
                        "startsAt", startsAt.plusSeconds(600).toString(),
                        "endsAt", startsAt.plusSeconds(1_800).toString()))
                .patch(WINDOWS + "/" + window)
                .then()
                .statusCode(200);
    }

    @ParameterizedTest(name = "{0} in {1}: {2}")
    @CsvSource({
        "FREQ=HOURLY, Etc/UTC, repeats, is not a rule such as FREQ=WEEKLY;BYDAY=SU",
        "FREQ=WEEKLY;BYDAY=XX, Etc/UTC, repeats, is not a valid rule of RFC 5545",
        "FREQ=DAILY;UNTIL=20060101T000000Z, Etc/UTC, repeats, it has no time",
        "FREQ=DAILY, Mars/Olympus, zone, must be an IANA time zone such as Europe/Berlin"
    })
    void aRuleThatCannotBeIsRefused(String rule, String zone, String field, String problem) {
        operator()
                .body(repeating(rule, zone, now.plusSeconds(3_600)))
                .post(WINDOWS)
                .then()
                .statusCode(400)
                .body("errors.find { it.field == '%s' }.message".formatted(field), containsString(problem));
    }

    @Test
    void aRuleThatBeganAgesAgoIsRefused() {
        operator()
                .body(repeating("FREQ=DAILY;COUNT=999999999", "Etc/UTC", Instant.parse("0001-01-01T00:00:00Z")))
                .post(WINDOWS)
                .then()
                .statusCode(400)
                .body("errors.find { it.field == 'startsAt' }.message", equalTo("must not be more than a year ago"));
    }

    @Test
    void aWindowOfNoSeriesHasNoneToEnd() {
        var id = MaintenanceApiTest.made("Alone " + now.toEpochMilli(), now.plusSeconds(3_600), now.plusSeconds(7_200));

        operator().post(WINDOWS + "/" + id + "/end-series").then().statusCode(409);
        operator().post(WINDOWS + "/nobodys/end-series").then().statusCode(404);
    }

    private Map<String, Object> repeating(String rule, String zone, Instant startsAt) {
        return Map.of(
                "title",
                "Patch " + UUID.randomUUID(),
                "cells",
                List.of("cache@eu"),
                "startsAt",
                startsAt.toString(),
                "endsAt",
                startsAt.plusSeconds(1_800).toString(),
                "repeats",
                rule,
                "zone",
                zone);
    }
}
