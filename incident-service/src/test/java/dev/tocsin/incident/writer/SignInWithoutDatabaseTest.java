package dev.tocsin.incident.writer;

import static io.restassured.RestAssured.given;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.containsString;

import dev.tocsin.incident.access.http.Operator;
import dev.tocsin.stack.postgres.DatabaseProxy;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.filter.cookie.CookieFilter;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/// The dashboard is needed most while something is away, be it our own database.
@QuarkusTest
@WithTestResource(OwnServers.Start.class)
class SignInWithoutDatabaseTest {

    @AfterEach
    void mend() {
        DatabaseProxy.set(DatabaseProxy.Condition.WHOLE);
    }

    /// What the views say that they cannot show, beside the rest.
    private static final Map<String, String> WITHOUT_DATABASE = Map.of(
            "/ops/maintenance", "The windows cannot be read, because the database does not answer.",
            "/ops/uptime", "Budgets and amendments cannot be read, because the database does not answer.",
            "/ops/why?cell=login@na", "The decisions cannot be read, because the database does not answer.",
            "/ops/changes", "Announce a change",
            "/ops/alerts", "<h1>Alerts</h1>",
            "/ops/catalog", "<h1>Catalog</h1>");

    @Test
    void whoIsSignedInStaysAndTheOperatorTokenStillSignsIn() {
        var before = Operator.signedIn();
        see(before, 200);

        DatabaseProxy.set(DatabaseProxy.Condition.SILENT);
        see(before, 200);
        see(before, 200);
        see(Operator.signedIn(), 200);
        WITHOUT_DATABASE.forEach((view, sentence) -> given().filter(before)
                .accept("text/html")
                .get(view)
                .then()
                .statusCode(200)
                .body(containsString(sentence)));

        DatabaseProxy.set(DatabaseProxy.Condition.WHOLE);
        await().atMost(Duration.ofSeconds(60)).untilAsserted(() -> see(Operator.signedIn(), 200));
        see(before, 200);
    }

    private static void see(CookieFilter browser, int status) {
        given().filter(browser)
                .accept("text/html")
                .redirects()
                .follow(false)
                .get("/ops")
                .then()
                .statusCode(status);
    }
}
