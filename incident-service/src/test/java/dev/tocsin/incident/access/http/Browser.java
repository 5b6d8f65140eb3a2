package dev.tocsin.incident.access.http;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import io.restassured.filter.cookie.CookieFilter;
import io.restassured.http.ContentType;
import io.restassured.response.Response;
import java.util.Map;
import java.util.UUID;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/// A browser without script, in which somebody has signed in.
public record Browser(CookieFilter cookies) {

    private static final Pattern FIRST_PASSWORD = Pattern.compile("first password of \\S+ is <code>([^<]+)</code>");
    private static final String PASSWORD = "four words are long enough";

    /// May do everything.
    public static Browser ofOperator() {
        return new Browser(Operator.signedIn());
    }

    /// Of a new account with this role.
    public static Browser of(String role) {
        return of(role, "");
    }

    /// @param scope what a customer sees, such as `login, @na`
    public static Browser ofCustomer(String scope) {
        return of("customer", scope);
    }

    private static Browser of(String role, String scope) {
        var name = "b" + UUID.randomUUID().toString().replace("-", "");
        var made = ofOperator()
                .submit("/ops/accounts", "/ops/accounts/add", Map.of("name", name, "role", role, "scope", scope));
        var first = FIRST_PASSWORD.matcher(made.asString());
        assertThat(first.find()).isTrue();
        signedIn(name, first.group(1))
                .submit("/ops/account", "/ops/account/password", Map.of("present", first.group(1), "next", PASSWORD));
        return signedIn(name, PASSWORD);
    }

    private static Browser signedIn(String name, String password) {
        var cookies = new CookieFilter();
        given().filter(cookies)
                .redirects()
                .follow(false)
                .formParams(Map.of("user", name, "password", password))
                .post("/ops/sign-in/check")
                .then()
                .statusCode(302);
        return new Browser(cookies);
    }

    public Response get(String path) {
        return given().filter(cookies)
                .accept("text/html")
                .redirects()
                .follow(false)
                .get(path);
    }

    public String page(String path) {
        var answer = get(path);
        assertThat(answer.statusCode()).as(path).isEqualTo(200);
        return answer.asString();
    }

    /// Sends a form that stands on a page.
    public Response submit(String page, String path, Map<String, ?> entries) {
        return submitWith(Operator.formToken(page(page)), path, entries);
    }

    public Response submitWith(String formToken, String path, Map<String, ?> entries) {
        return given().filter(cookies)
                .accept("text/html")
                .contentType(ContentType.URLENC)
                .redirects()
                .follow(false)
                .formParam("csrf-token", formToken)
                .formParams(entries.entrySet().stream()
                        .collect(Collectors.toMap(Map.Entry::getKey, entry -> String.valueOf(entry.getValue()))))
                .post(path);
    }
}
