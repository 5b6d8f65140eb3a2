package dev.tocsin.incident.trust.live.topic;

import static dev.tocsin.incident.access.http.Operator.operator;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;

import dev.tocsin.stack.TocsinStack;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// What cannot be served is refused, with a problem that says what is wrong.
@QuarkusTest
@WithTestResource(
        value = TocsinStack.class,
        initArgs = {@ResourceArg(name = "schema", value = "incident")})
class RefusedRequestsTest {

    private final Instant now = Instant.now().truncatedTo(ChronoUnit.SECONDS);

    @BeforeEach
    void harbourIsKnown() {
        KnownHarbour.publish(now);
    }

    @Test
    void controlCharactersAreRefusedInBodiesPathsAndQueries() {
        operator()
                .contentType("application/json")
                .body("""
                        {"change": "nul-2", "kind": "patch", "components": ["cache"], "title": "a\\u0000b",
                         "appliedAt": "%s"}""".formatted(now))
                .post("/api/v1/changes")
                .then()
                .statusCode(400)
                .body("errors.field", equalTo(List.of("title")));
        given().urlEncodingEnabled(false)
                .get("/api/v1/incidents?after=a%00b")
                .then()
                .statusCode(400)
                .contentType("application/problem+json")
                .body("errors.field", equalTo(List.of("after")));
        given().urlEncodingEnabled(false).get("/api/v1/incidents/a%07b").then().statusCode(400);
    }

    @ParameterizedTest(name = "{0} {1}")
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            /api/v1/health-events | {"half":                    | 400 | {"type":"about:blank","title":"Malformed JSON","status":400,"detail":"The body is not JSON at line 1, column 9."}
            /api/v1/health-events | [{"cell": "ghost@na"}]      | 400 | ~items[0].check is missing; and
            /api/v1/changes       | {"change": "p", "kind": "patch", "components": ["cache"], "title": "P"} | 400 | {"type":"about:blank","title":"Invalid input","status":400,"detail":"appliedAt is missing","errors":[{"field":"appliedAt","message":"is missing"}]}
            /api/v1/nothing       | {}                          | 404 | {"type":"about:blank","title":"Not Found","status":404,"detail":"There is nothing at /api/v1/nothing."}
            /api/v1/cells         | {}                          | 405 | {"type":"about:blank","title":"Method Not Allowed","status":405,"detail":"POST is not possible at /api/v1/cells."}
            """)
    void whatCannotBeServedIsAProblem(String path, String body, int status, String problem) {
        var answer = operator().contentType(ContentType.JSON).body(body).post(path);

        assertThat(answer.statusCode()).isEqualTo(status);
        assertThat(answer.contentType()).isEqualTo("application/problem+json");
        if (problem.startsWith("~")) {
            assertThat(answer.asString()).contains(problem.substring(1));
        } else {
            assertThat(answer.asString()).isEqualTo(problem);
        }
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            /api/v1/cells?verdict=sideways  | verdict | must be one of up, degraded, down, unknown
            /api/v1/incidents?state=lost    | state   | must be one of investigating, identified, monitoring, resolved, postmortem
            /api/v1/incidents?limit=0       | limit   | must be greater than or equal to 1
            """)
    void aWrongQueryNamesItsParameter(String path, String field, String message) {
        given().get(path)
                .then()
                .statusCode(400)
                .contentType("application/problem+json")
                .body("errors[0].field", equalTo(field))
                .body("errors[0].message", equalTo(message));
    }
}
