package dev.tocsin.incident.access.http;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.endsWith;

import dev.tocsin.stack.TocsinStack;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.filter.cookie.CookieFilter;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@QuarkusTest
@WithTestResource(
        value = TocsinStack.class,
        initArgs = {@ResourceArg(name = "schema", value = "incident")})
class SharedLinksTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/ops/maintenance?month=2026-11&cells=login@na",
                "/ops/maintenance/window?id=window-1",
                "/ops/changes?find=patch-7",
                "/ops/why?cell=login@na&at=2026-11-23T12:00&minutes=120",
                "/ops/alerts?subject=stalled/incident-service/clock",
                "/ops/uptime?cells=login@na",
                "/ops/catalog?find=login"
            })
    void theSignInLeadsToTheLinkThatWasOpened(String link) {
        var browser = new CookieFilter();
        given().filter(browser)
                .urlEncodingEnabled(false)
                .accept("text/html")
                .redirects()
                .follow(false)
                .get(link)
                .then()
                .statusCode(303)
                .header("Location", endsWith("/ops/sign-in"));

        given().filter(browser)
                .redirects()
                .follow(false)
                .formParams(Map.of("user", "operator", "password", TocsinStack.OPERATOR_TOKEN))
                .post("/ops/sign-in/check")
                .then()
                .header("Location", endsWith(link));
    }
}
