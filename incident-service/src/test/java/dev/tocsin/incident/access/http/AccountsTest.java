package dev.tocsin.incident.access.http;

import static dev.tocsin.incident.access.http.Operator.formToken;
import static dev.tocsin.incident.access.http.Operator.signedIn;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.endsWith;
import static org.hamcrest.Matchers.not;

import dev.tocsin.stack.TocsinStack;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.filter.cookie.CookieFilter;
import io.restassured.response.ValidatableResponse;
import jakarta.inject.Inject;
import java.sql.SQLException;
import java.util.Map;
import java.util.UUID;
import java.util.regex.Pattern;
import javax.sql.DataSource;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@QuarkusTest
@WithTestResource(
        value = TocsinStack.class,
        initArgs = {@ResourceArg(name = "schema", value = "incident")})
class AccountsTest {

    private static final Pattern FIRST_PASSWORD = Pattern.compile("first password of \\S+ is <code>([^<]+)</code>");
    private static final String PASSWORD = "four words are long enough";

    @Inject
    DataSource database;

    private CookieFilter admin = new CookieFilter();
    private final String name = "p" + UUID.randomUUID().toString().replace("-", "");

    @BeforeEach
    void anAdminIsSignedIn() {
        admin = signedIn();
    }

    @Test
    void aNewAccountMayNothingBeforeItsFirstPasswordIsChanged() {
        var first = add("responder");
        var person = signIn(name, first);
        get(person, "/ops").statusCode(403);
        get(person, "/ops/account").statusCode(200).body(containsString("Somebody else set your password"));

        post(person, "/ops/account/password", Map.of("present", first, "next", PASSWORD))
                .header("Location", containsString("/ops/sign-in"));

        get(person, "/ops").statusCode(303);
        get(signIn(name, PASSWORD), "/ops").statusCode(200);
        assertThat(signInAnswer(name, first)).contains("wrong");
    }

    @ParameterizedTest(name = "{0}: overview {1}, action on an incident {2}, accounts {3}")
    @CsvSource({"viewer, 200, 403, 403", "responder, 200, 404, 403", "admin, 200, 404, 200"})
    void aRoleOpensItsDoors(String role, int overview, int action, int accounts) {
        var person = member(role);

        get(person, "/ops").statusCode(overview);
        post(person, "/ops/incident/acknowledge", Map.of("id", "unknown")).statusCode(action);
        get(person, "/ops/accounts").statusCode(accounts);
        get(person, "/ops/audit").statusCode(accounts);
        post(person, "/ops/accounts/role", Map.of("name", "nobody", "role", "admin"))
                .statusCode(accounts == 200 ? 404 : 403);
    }

    @Test
    void aCopyOfACookieIsWorthNothingAfterTheSignOut() {
        var person = member("viewer");
        var cookie = given().filter(person).get("/ops").then().extract().response();
        assertThat(cookie.statusCode()).isEqualTo(200);
        var stolen = sessionOf(person);
        given().cookie("tocsin-session", stolen).get("/ops").then().statusCode(200);

        post(person, "/ops/sign-out", Map.of()).header("Location", containsString("/ops/sign-in"));

        given().redirects()
                .follow(false)
                .accept("text/html")
                .cookie("tocsin-session", stolen)
                .get("/ops")
                .then()
                .statusCode(303);
        given().cookie("tocsin-session", stolen)
                .get("/api/v1/vantage-points")
                .then()
                .statusCode(401);
    }

    @Test
    void aSignInBeginsASessionOfItsOwnWhateverCookieTheBrowserWasGiven() {
        var fixed = sessionOf(member("viewer"));

        var own = given().redirects()
                .follow(false)
                .cookie("tocsin-session", fixed)
                .formParams(Map.of("user", "operator", "password", TocsinStack.OPERATOR_TOKEN))
                .post("/ops/sign-in/check")
                .cookie("tocsin-session");

        assertThat(own).isNotBlank().isNotEqualTo(fixed);
        given().cookie("tocsin-session", own).get("/ops/accounts").then().statusCode(200);
        given().cookie("tocsin-session", fixed).get("/ops/accounts").then().statusCode(403);
    }

    @ParameterizedTest
    @ValueSource(strings = {"sign-out-everywhere", "role", "reset", "remove"})
    void whateverChangesWhatAnAccountMayDoEndsItsSessions(String what) {
        var person = member("viewer");
        var elsewhere = signIn(name, PASSWORD);

        switch (what) {
            case "sign-out-everywhere" -> post(person, "/ops/account/sign-out-everywhere", Map.of());
            case "role" -> post(admin, "/ops/accounts/role", Map.of("name", name, "role", "admin"));
            default -> post(admin, "/ops/accounts/" + what, Map.of("name", name));
        }

        get(elsewhere, "/ops").statusCode(303);
    }

    @Test
    void nobodyGivesThemselvesARole() {
        var person = member("viewer");

        post(
                person,
                "/ops/account/password",
                Map.of("present", PASSWORD, "next", PASSWORD + "!", "role", "admin", "name", "operator"));

        get(signIn(name, PASSWORD + "!"), "/ops/accounts").statusCode(403);
    }

    @ParameterizedTest
    @CsvSource({"short, 12 characters or more", "aaaaaaaaaaaaaa, different characters", "'', 12 characters or more"})
    void aWeakPasswordIsRefused(String weak, String why) {
        var person = member("viewer");

        post(person, "/ops/account/password", Map.of("present", PASSWORD, "next", weak))
                .statusCode(400)
                .body(containsString(why));
    }

    @ParameterizedTest
    @ValueSource(strings = {"Anna", "operator", "1a", "a b", "<script>", ""})
    void aNameThatIsNoneIsRefused(String wrong) {
        var answer = post(admin, "/ops/accounts/add", Map.of("name", wrong, "role", "viewer"));

        answer.statusCode(400)
                .body(not(containsString("<script>alert")))
                .body(not(containsString("first password of")));
    }

    /// A site below the same domain can set our cookies, but cannot say that its form is ours.
    @ParameterizedTest
    @ValueSource(strings = {"cross-site", "same-site"})
    void aFormOfAnotherSiteIsRefused(String site) {
        var token = formToken(get(admin, "/ops/account").extract().asString());

        given().filter(admin)
                .header("Sec-Fetch-Site", site)
                .formParams(Map.of("csrf-token", token, "name", name, "role", "admin"))
                .post("/ops/accounts/add")
                .then()
                .statusCode(403);
    }

    @Test
    void aTakenNameIsRefused() {
        var _ = add("viewer");

        post(admin, "/ops/accounts/add", Map.of("name", name, "role", "viewer"))
                .statusCode(409)
                .body(containsString("There is an account " + name + " already."));
    }

    @Test
    void entriesThatAreRefusedStayInTheirForm() {
        var _ = add("viewer");

        post(admin, "/ops/accounts/add", Map.of("name", "another", "role", "customer", "scope", "nowhere@all"))
                .statusCode(400)
                .body(containsString("value=\"another\""), containsString("value=\"nowhere@all\""));
        post(admin, "/ops/accounts/role", Map.of("name", name, "role", "customer", "scope", "mars@all", "from", name))
                .statusCode(400)
                .body(containsString("<details class=\"order\" open>"), containsString("value=\"mars@all\""));
    }

    @Test
    void accountsHavePages() throws SQLException {
        try (var connection = database.getConnection();
                var statement = connection.createStatement()) {
            statement.execute("""
                    insert into account (name, password, role, first_password, created_at)
                    select '%s' || lpad(number::text, 3, '0'), '-', 'viewer', true, now()
                    from generate_series(1, 60) as number""".formatted(name));
        }

        get(admin, "/ops/accounts?from=" + name)
                .body(containsString("<strong>%s050".formatted(name)))
                .body(not(containsString("<strong>%s051".formatted(name))))
                .body(containsString("/ops/accounts?from=%s051\" rel=\"next\"".formatted(name)));
        get(admin, "/ops/accounts?from=%s051".formatted(name)).body(containsString("<strong>%s060".formatted(name)));
        post(admin, "/ops/accounts/remove", Map.of("name", name + "060", "from", name + "051"))
                .header("Location", endsWith("/ops/accounts?from=%s051".formatted(name)));
    }

    @ParameterizedTest
    @ValueSource(strings = {"reset", "role", "remove"})
    void aFormWithoutTheNameOfAnAccountIsRefused(String action) {
        post(admin, "/ops/accounts/" + action, Map.of("role", "viewer")).statusCode(400);
    }

    @Test
    void theAuditLogShowsWhoDidWhatAndTakesNoChange() throws SQLException {
        var _ = member("viewer");

        get(admin, "/ops/audit")
                .body(containsString("Add account as viewer"))
                .body(containsString("Change password"))
                .body(containsString(name));

        try (var connection = database.getConnection();
                var statement = connection.createStatement()) {
            for (var edit : new String[] {
                "update audit_entry set who = 'somebody'", "delete from audit_entry", "truncate audit_entry"
            }) {
                assertThatThrownBy(() -> statement.execute(edit)).hasMessageContaining("the audit log is not edited");
            }
        }
    }

    private CookieFilter member(String role) {
        var first = add(role);
        post(signIn(name, first), "/ops/account/password", Map.of("present", first, "next", PASSWORD));
        return signIn(name, PASSWORD);
    }

    private String add(String role) {
        var page = post(admin, "/ops/accounts/add", Map.of("name", name, "role", role))
                .statusCode(200)
                .header("Cache-Control", containsString("no-store"))
                .extract()
                .asString();
        var password = FIRST_PASSWORD.matcher(page);
        assertThat(password.find()).isTrue();
        get(admin, "/ops/accounts").body(not(containsString(password.group(1))));
        return password.group(1);
    }

    private static CookieFilter signIn(String user, String password) {
        var browser = new CookieFilter();
        given().filter(browser)
                .redirects()
                .follow(false)
                .formParams(Map.of("user", user, "password", password))
                .post("/ops/sign-in/check")
                .then()
                .header("Location", endsWith("/mine"));
        return browser;
    }

    private static String signInAnswer(String user, String password) {
        return given().redirects()
                .follow(false)
                .formParams(Map.of("user", user, "password", password))
                .post("/ops/sign-in/check")
                .getHeader("Location");
    }

    private static ValidatableResponse get(CookieFilter browser, String path) {
        return given().filter(browser)
                .accept("text/html")
                .redirects()
                .follow(false)
                .get(path)
                .then();
    }

    private static ValidatableResponse post(CookieFilter browser, String path, Map<String, String> fields) {
        var token = formToken(get(browser, "/ops/account").extract().asString());
        return given().filter(browser)
                .accept("text/html")
                .redirects()
                .follow(false)
                .formParam("csrf-token", token)
                .formParams(fields)
                .post(path)
                .then();
    }

    private static String sessionOf(CookieFilter browser) {
        return browser.getCookieStore().getCookies().stream()
                .filter(kept -> kept.getName().equals("tocsin-session"))
                .findFirst()
                .orElseThrow()
                .getValue();
    }
}
