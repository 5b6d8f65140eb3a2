package dev.tocsin.incident.intake;

import static dev.tocsin.incident.trust.live.Harbour.NOON;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import dev.tocsin.contract.Cell;
import dev.tocsin.contract.Json;
import dev.tocsin.contract.health.ErrorKind;
import dev.tocsin.contract.health.HealthObserved;
import dev.tocsin.contract.health.Outcome;
import dev.tocsin.engine.catalog.Catalog;
import dev.tocsin.incident.intake.IntakeResult.Accepted;
import dev.tocsin.incident.intake.IntakeResult.Refused;
import dev.tocsin.incident.trust.live.Views;
import dev.tocsin.support.problem.Problem.FieldError;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class HealthEventIntakeTest {

    private static final Catalog CATALOG = Views.atNoon().catalog();
    private static final String RIGHT = """
            {"check": "login-page", "cell": "login@na", "vantagePoint": "us-east", "probe": "by-hand",
             "outcome": "fail", "observedAt": "2026-11-23T12:00:00.000Z", "latencyMillis": 12,
             "error": "refused", "detail": "connection refused"}""";

    @Test
    void oneEventIsTaken() {
        assertThat(HealthEventIntake.of(json(RIGHT), CATALOG, NOON))
                .isEqualTo(new Accepted(List.of(new HealthObserved(
                        "login-page",
                        Cell.of("login@na"),
                        "us-east",
                        "by-hand",
                        Outcome.FAIL,
                        NOON,
                        12,
                        null,
                        ErrorKind.REFUSED,
                        "connection refused",
                        null))));
    }

    @ParameterizedTest(name = "{0} instead of {1}: {2} {3}")
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            "cell": "nowhere@na"              | "cell": "login@na"                         | cell          | is not in the catalog
            "cell": "login@atlantis"          | "cell": "login@na"                         | cell          | is not in the catalog
            "cell": "login"                   | "cell": "login@na"                         | cell          | must be of the form component@region
            "cell": 7                         | "cell": "login@na"                         | cell          | must be a text
            "check": "api-page"               | "check": "login-page"                      | check         | is not a check of this cell
            "check": null                     | "check": "login-page"                      | check         | is missing
            "vantagePoint": "mars"            | "vantagePoint": "us-east"                  | vantagePoint  | is not in the catalog
            "probe": " "                      | "probe": "by-hand"                         | probe         | must not be blank
            "outcome": "broken"               | "outcome": "fail"                          | outcome       | must be one of pass, slow, fail, unsure
            "observedAt": "noon"              | "observedAt": "2026-11-23T12:00:00.000Z"   | observedAt    | must be a time such as 2006-04-11T10:42:00.000Z
            "observedAt": "2026-11-23T13:00:00Z" | "observedAt": "2026-11-23T12:00:00.000Z" | observedAt   | is more than 10 s in the future
            "observedAt": "-1000000000-01-01T00:00:00Z" | "observedAt": "2026-11-23T12:00:00.000Z" | observedAt | must be a time such as 2006-04-11T10:42:00.000Z
            "latencyMillis": -1               | "latencyMillis": 12                        | latencyMillis | must not be negative
            "latencyMillis": "12"             | "latencyMillis": 12                        | latencyMillis | must be a number
            "error": "gremlins"               | "error": "refused"                         | error         | must be one of refused, timed-out, unreachable, reset, incomplete, name-not-found, name-failure, wrong-answer, wrong-status, wrong-header, wrong-body, too-many-redirects, not-http, tls-failure, certificate-untrusted, certificate-expired, certificate-expiring, certificate-wrong-name, too-slow, secret-missing, controls-failed, missed, overrun, job-failed, other
            "phases": {"tlsMillis": -3}       | "detail": "connection refused"             | phases.tlsMillis | must not be negative
            """)
    void whatIsWrongIsNamedWithItsField(String wrong, String right, String field, String message) {
        assertThat(RIGHT).contains(right);

        assertThat(HealthEventIntake.of(json(RIGHT.replace(right, wrong)), CATALOG, NOON))
                .isEqualTo(new Refused(List.of(new FieldError(field, message))));
    }

    @Test
    void aFieldThatIsNotKnownIsNamed() {
        var intake = HealthEventIntake.of(json(RIGHT.replace("\"latencyMillis\"", "\"latencyMs\"")), CATALOG, NOON);

        assertThat(intake)
                .isInstanceOfSatisfying(
                        Refused.class,
                        refused -> assertThat(refused.errors())
                                .extracting(FieldError::field)
                                .containsExactly("latencyMs", "latencyMillis"));
    }

    @Test
    void oneWrongEventOfAListRefusesAllOfIt() {
        var list = "[%s, %s]".formatted(RIGHT, RIGHT.replace("login@na", "nowhere@na"));

        assertThat(HealthEventIntake.of(json(list), CATALOG, NOON))
                .isEqualTo(new Refused(List.of(new FieldError("items[1].cell", "is not in the catalog"))));
    }

    @Test
    void aListIsBoundedAndNotEmpty() {
        var tooMany = IntStream.rangeClosed(0, HealthEventIntake.MOST)
                .mapToObj(_ -> RIGHT)
                .collect(Collectors.joining(",", "[", "]"));

        assertThat(HealthEventIntake.of(json(tooMany), CATALOG, NOON))
                .isEqualTo(new Refused(List.of(new FieldError("items", "must be 1 to 1000, not 1001"))));
        assertThat(HealthEventIntake.of(json("{\"items\": []}"), CATALOG, NOON))
                .isEqualTo(new Refused(List.of(new FieldError("items", "must be 1 to 1000, not 0"))));
    }

    @Test
    void whatIsNotAnObjectIsSaidToBeSo() {
        assertThat(HealthEventIntake.of(json("7"), CATALOG, NOON))
                .isEqualTo(new Refused(List.of(new FieldError("body", "must be an object"))));
        assertThat(HealthEventIntake.of(json("[7]"), CATALOG, NOON))
                .isEqualTo(new Refused(List.of(new FieldError("items[0]", "must be an object"))));
    }

    private static JsonNode json(String text) {
        try {
            return Json.mapper().readTree(text);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException(e);
        }
    }
}
