package dev.tocsin.incident.access.oidc;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tocsin.incident.access.http.Operator;
import io.restassured.filter.cookie.CookieFilter;
import io.restassured.response.Response;
import java.util.Map;

/// A browser without script, which follows no redirect by itself.
record ProviderBrowser(CookieFilter cookies) {

    ProviderBrowser() {
        this(new CookieFilter());
    }

    /// Goes the whole way of a sign-in.
    ///
    /// @return the last answer, behind which the view is
    Response signIn() {
        return redeem(answerOfProvider());
    }

    /// The address with the code to which the provider leads.
    String answerOfProvider() {
        return location(get(location(get(location(get("/ops/sign-in/provider"))))));
    }

    /// Brings a code, and goes on.
    Response redeem(String address) {
        var redeemed = get(address);
        return redeemed.statusCode() == 303 ? get(location(redeemed)) : redeemed;
    }

    Response get(String address) {
        return given().filter(cookies)
                .urlEncodingEnabled(false)
                .accept("text/html")
                .redirects()
                .follow(false)
                .get(address);
    }

    /// Asks as a script of a page does.
    Response read(String path) {
        return given().filter(cookies).get(path);
    }

    /// Sends a form that stands on a page.
    Response submit(String page, String path, Map<String, ?> entries) {
        return given().filter(cookies)
                .accept("text/html")
                .redirects()
                .follow(false)
                .formParam("csrf-token", Operator.formToken(get(page).asString()))
                .formParams(entries)
                .post(path);
    }

    static String location(Response answer) {
        assertThat(answer.statusCode()).as(answer.asString()).isIn(302, 303);
        return answer.header("Location");
    }
}
