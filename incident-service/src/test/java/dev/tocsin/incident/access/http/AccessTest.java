package dev.tocsin.incident.access.http;

import static dev.tocsin.incident.access.http.Operator.operator;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.endsWith;
import static org.hamcrest.Matchers.equalTo;

import dev.tocsin.stack.TocsinStack;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@QuarkusTest
@WithTestResource(
        value = TocsinStack.class,
        initArgs = {@ResourceArg(name = "schema", value = "incident")})
class AccessTest {

    @ParameterizedTest(name = "{0} {1}: {2} for the public, {3} for an operator")
    @CsvSource({
        "GET,  /,                              200, 200",
        "GET,  /incidents,                     200, 200",
        "GET,  /history,                       200, 200",
        "GET,  /maintenance,                   200, 200",
        "GET,  /incidents/unknown,             404, 404",
        "GET,  /ops/sign-in,                   200, 200",
        "GET,  /api/v1/cells,                  200, 200",
        "GET,  /api/v1/incidents,              200, 200",
        "GET,  /api/v1/incidents/unknown,      404, 404",
        "GET,  /api/v1/openapi,                200, 200",
        "GET,  /api/v1/vantage-points,         401, 200",
        "GET,  /api/v1/operator-alerts,        401, 200",
        "GET,  /api/v1/catalog,                401, 200",
        "GET,  /api/v1/incidents/unknown/trace, 401, 404",
        "POST, /api/v1/health-events,          401, 4xx",
        "POST, /api/v1/changes,                401, 4xx",
        "GET,  /ops,                           401, 200",
        "GET,  /ops/live,                      401, ---",
        "GET,  /ops?wall,                      401, 200",
        "GET,  /ops/wall/live,                 401, ---",
    })
    void eachDoorOpensToWhomItShould(String method, String path, String forPublic, String forOperator) {
        assertThat(ask(given(), method, path)).isEqualTo(Integer.parseInt(forPublic));
        if (path.startsWith("/api") && !path.equals("/api/v1/openapi")) {
            assertThat(ask(given().header("Authorization", "Bearer not-the-operator-token"), method, path))
                    .isEqualTo(401);
        }
        if (forOperator.startsWith("4")) {
            assertThat(ask(operator(), method, path)).isBetween(400, 503).isNotIn(401, 403);
        } else if (!forOperator.equals("---")) {
            assertThat(ask(operator(), method, path)).isEqualTo(Integer.parseInt(forOperator));
        }
    }

    private static int ask(RequestSpecification request, String method, String path) {
        var prepared = request.redirects().follow(false);
        if (method.equals("POST")) {
            prepared.contentType(ContentType.JSON).body("{}");
        }
        return prepared.request(method, path).statusCode();
    }

    @Test
    void whoLacksTheTokenIsToldWhatIsWanted() {
        given().when()
                .get("/api/v1/vantage-points")
                .then()
                .statusCode(401)
                .contentType("application/problem+json")
                .header("WWW-Authenticate", "Bearer realm=\"tocsin\"")
                .body(equalTo("{\"type\":\"about:blank\",\"title\":\"Unauthorized\",\"status\":401,"
                        + "\"detail\":\"This needs a token that may do it: Authorization: Bearer …\"}"));
    }

    @Test
    void aPersonIsLedToTheSignInAndFromThereToThePage() {
        given().accept("text/html")
                .redirects()
                .follow(false)
                .get("/ops")
                .then()
                .statusCode(303)
                .header("Location", endsWith("/ops/sign-in"));

        var session = signIn(TocsinStack.OPERATOR_TOKEN);

        assertThat(session.header("Location")).endsWith("/mine");
        var cookie = session.detailedCookie("tocsin-session");
        assertThat(cookie.isHttpOnly()).isTrue();
        assertThat(cookie.getSameSite()).isEqualToIgnoringCase("strict");
        given().cookie(cookie).accept("text/html").get("/ops").then().statusCode(200);
    }

    @Test
    void theSignInLeadsWhereAPersonWantedToGo() {
        var wanted = given().accept("text/html").redirects().follow(false).get("/ops/incident?id=abc");
        wanted.then().statusCode(303).header("Location", endsWith("/ops/sign-in"));
        var cookie = wanted.detailedCookie("tocsin-wanted");

        var session = signIn(TocsinStack.OPERATOR_TOKEN, cookie.getValue());

        assertThat(cookie.getPath()).isEqualTo("/ops/sign-in");
        assertThat(cookie.isHttpOnly()).isTrue();
        assertThat(session.header("Location")).endsWith("/ops/incident?id=abc");
        assertThat(session.detailedCookie("tocsin-wanted").getMaxAge()).isZero();
    }

    /// Open pages go on asking for their parts when a session has ended.
    @Test
    void theSignInDoesNotLeadBackToAPartThatAScriptAskedFor() {
        var part = given().accept("*/*").redirects().follow(false).get("/ops/notifications/part?incident=4s0n1rjgk2bc");

        assertThat(part.statusCode()).isEqualTo(401);
        assertThat(part.cookies()).doesNotContainKey("tocsin-wanted");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"https://elsewhere.example/", "//elsewhere.example/", "http://127.0.0.1@elsewhere.example/"})
    void theSignInLeadsNowhereElse(String elsewhere) {
        var session = signIn(TocsinStack.OPERATOR_TOKEN, elsewhere);

        assertThat(session.header("Location"))
                .satisfiesAnyOf(
                        where -> assertThat(where).isNull(),
                        where -> assertThat(where).doesNotContain("elsewhere"));
    }

    @Test
    void aWrongPasswordLeadsBackToTheSignIn() {
        var answer = signIn("not-the-operator-token");

        assertThat(answer.header("Location")).contains("/ops/sign-in?wrong=token");
        assertThat(answer.cookies()).doesNotContainKey("tocsin-session");
        given().get("/ops/sign-in?wrong=token").then().body(containsString("The user or the password is wrong"));
    }

    @Test
    void aSessionReadsTheApiButDoesNotWriteToIt() {
        var session = signIn(TocsinStack.OPERATOR_TOKEN).detailedCookie("tocsin-session");

        given().cookie(session).get("/api/v1/vantage-points").then().statusCode(200);
        given().cookie(session)
                .contentType(ContentType.JSON)
                .body("{}")
                .post("/api/v1/changes")
                .then()
                .statusCode(401);
    }

    @Test
    void aFormWithoutItsTokenIsRefused() {
        var session = signIn(TocsinStack.OPERATOR_TOKEN).detailedCookie("tocsin-session");

        given().cookie(session)
                .contentType(ContentType.URLENC)
                .redirects()
                .follow(false)
                .post("/ops/sign-out")
                .then()
                .statusCode(400);
    }

    @Test
    void everyAnswerKeepsBrowsersSafe() {
        for (var path : new String[] {"/", "/api/v1/cells", "/nowhere", "/ops/sign-in", "/api/v1/catalog"}) {
            given().get(path)
                    .then()
                    .header("X-Content-Type-Options", "nosniff")
                    .header("Referrer-Policy", "same-origin")
                    .header("Content-Security-Policy", containsString("script-src 'self';"))
                    .header("Content-Security-Policy", containsString("frame-ancestors 'none'"));
        }
    }

    @Test
    void thePublicPageSetsNoCookie() {
        assertThat(given().get("/").cookies()).isEmpty();
    }

    private static Response signIn(String password) {
        return signIn(given(), password);
    }

    private static Response signIn(String password, String wanted) {
        return signIn(given().cookie("tocsin-wanted", wanted), password);
    }

    private static Response signIn(RequestSpecification browser, String password) {
        return browser.redirects()
                .follow(false)
                .contentType(ContentType.URLENC)
                .formParam("user", "operator")
                .formParam("password", password)
                .post("/ops/sign-in/check");
    }
}
