package dev.tocsin.incident.access.http;

import static dev.tocsin.incident.access.http.Operator.formToken;
import static dev.tocsin.incident.access.http.Operator.signedIn;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.not;

import dev.tocsin.stack.TocsinStack;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.filter.cookie.CookieFilter;
import io.restassured.http.ContentType;
import io.restassured.response.ValidatableResponse;
import io.restassured.specification.RequestSpecification;
import jakarta.inject.Inject;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.regex.Pattern;
import javax.sql.DataSource;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@QuarkusTest
@WithTestResource(
        value = TocsinStack.class,
        initArgs = {@ResourceArg(name = "schema", value = "incident")})
class ApiTokensTest {

    private static final Pattern SECRET = Pattern.compile("<code>(tocsin_[A-Za-z0-9_-]{43})</code>");

    @Inject
    DataSource database;

    private final String name = "t" + UUID.randomUUID().toString().replace("-", "");
    private CookieFilter admin = new CookieFilter();

    @BeforeEach
    void anAdminIsSignedIn() {
        admin = signedIn();
    }

    /// Each door by the scope that opens it, and by one that does not.
    @ParameterizedTest(name = "{0} {1} wants {2}")
    @CsvSource({
        "GET, /api/v1/vantage-points, status:read, events:send",
        "GET, /api/v1/operator-alerts, status:read, incidents:write",
        "GET, /api/v1/catalog, status:read, heartbeats:read",
        "GET, /api/v1/maintenance, status:read, maintenance:write",
        "GET, /api/v1/cells/login@na/trace, status:read, events:send",
        "GET, /api/v1/cells/login@na/figures, status:read, events:send",
        "GET, /api/v1/incidents/unknown/trace, status:read, events:send",
        "GET, /api/v1/uptime/amendments, status:read, uptime:write",
        "GET, /api/v1/heartbeats, heartbeats:read, status:read",
        "POST, /api/v1/health-events, events:send, status:read",
        "POST, /api/v1/changes, events:send, incidents:write",
        "POST, /api/v1/incidents/unknown/acknowledge, incidents:write, status:read",
        "POST, /api/v1/maintenance, maintenance:write, status:read",
        "POST, /api/v1/maintenance/unknown/cancel, maintenance:write, incidents:write",
        "POST, /api/v1/uptime/amendments, uptime:write, status:read",
        "GET, /ops, status:read, events:send",
    })
    void aScopeOpensItsDoorsAndNoOthers(String method, String path, String right, String wrong) {
        var opens = add(name, right);
        var closed = add(name + "-2", wrong);

        assertThat(ask(opens, method, path)).isNotIn(401, 403);
        assertThat(ask(closed, method, path)).isEqualTo(403);
    }

    @Test
    void whoLacksStatusReadSeesWhatThePublicSees() {
        var secret = add(name, "events:send");

        bearer(secret).get("/api/v1/incidents").then().statusCode(200);
        assertThat(bearer(secret).get("/api/v1/cells").jsonPath().getList("items.cell"))
                .isEqualTo(given().get("/api/v1/cells").jsonPath().getList("items.cell"));
    }

    @Test
    void noTokenDecidesWhoMayDoWhat() {
        var all = add(name, "status:read", "incidents:write", "events:send");

        for (var path : new String[] {"/ops/accounts", "/ops/tokens", "/ops/audit"}) {
            assertThat(ask(all, "GET", path)).isEqualTo(403);
        }
        post("/ops/tokens/add", Map.of("name", name + "-2", "days", "30", "scopes", "access:write"))
                .statusCode(400);
    }

    @Test
    void entriesThatAreRefusedStayInTheForm() {
        var refused = post("/ops/tokens/add", Map.of("name", name, "days", "365"))
                .statusCode(400)
                .extract()
                .asString();

        assertThat(refused).contains("value=\"%s\"".formatted(name), "<option value=\"365\" selected>");
    }

    @Test
    void aRevokedTokenAndOneThatExpiredAreWrong() throws SQLException {
        var revoked = add(name, "status:read");
        var expired = add(name + "-2", "status:read");
        var id = Pattern.compile("<strong>" + name + "</strong>[\\s\\S]*?name=\"id\" value=\"([^\"]+)\"")
                .matcher(given().filter(admin).get("/ops/tokens").asString());
        assertThat(id.find()).isTrue();

        post("/ops/tokens/revoke", Map.of("id", id.group(1))).statusCode(303);
        try (var connection = database.getConnection();
                var statement = connection.prepareStatement("update api_token set expires_at = now() where name = ?")) {
            statement.setString(1, name + "-2");
            statement.executeUpdate();
        }
        var _ = add(name + "-3", "status:read");

        assertThat(ask(revoked, "GET", "/api/v1/vantage-points")).isEqualTo(401);
        assertThat(ask(expired, "GET", "/api/v1/vantage-points")).isEqualTo(401);
        given().filter(admin).get("/ops/audit").then().body(containsString("Revoke token"));
    }

    @Test
    void aSecretIsShownOnceAndKeptNowhere() throws SQLException {
        var secret = add(name, "status:read");

        given().filter(admin)
                .get("/ops/tokens")
                .then()
                .body(containsString(name))
                .body(not(containsString(secret)));
        try (var connection = database.getConnection();
                var statement = connection.prepareStatement(
                        "select count(*) from api_token t where t::text like '%' || ? || '%'")) {
            statement.setString(1, secret);
            try (var rows = statement.executeQuery()) {
                assertThat(rows.next()).isTrue();
                assertThat(rows.getInt(1)).isZero();
            }
        }
    }

    @Test
    void aTokenInAnAddressOpensNothing() {
        var secret = add(name, "status:read");

        for (var parameter : new String[] {"token", "access_token", "bearer"}) {
            given().queryParam(parameter, secret)
                    .get("/api/v1/vantage-points")
                    .then()
                    .statusCode(401);
        }
    }

    private String add(String token, String... scopes) {
        var page = given().filter(admin)
                .formParam(
                        "csrf-token",
                        formToken(given().filter(admin).get("/ops/tokens").asString()))
                .formParam("name", token)
                .formParam("days", "30")
                .formParam("scopes", List.of(scopes))
                .post("/ops/tokens/add")
                .then()
                .statusCode(200)
                .header("Cache-Control", containsString("no-store"))
                .extract()
                .asString();
        var secret = SECRET.matcher(page);
        assertThat(secret.find()).isTrue();
        return secret.group(1);
    }

    private ValidatableResponse post(String path, Map<String, String> fields) {
        return given().filter(admin)
                .redirects()
                .follow(false)
                .formParam(
                        "csrf-token",
                        formToken(given().filter(admin).get("/ops/tokens").asString()))
                .formParams(fields)
                .post(path)
                .then();
    }

    private static RequestSpecification bearer(String secret) {
        return given().header("Authorization", "Bearer " + secret);
    }

    private static int ask(String secret, String method, String path) {
        var request = bearer(secret).redirects().follow(false);
        if (method.equals("POST")) {
            request.contentType(ContentType.JSON).body("{}");
        }
        return request.request(method, path).statusCode();
    }
}
