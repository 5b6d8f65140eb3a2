package dev.tocsin.incident.writer;

import static io.restassured.RestAssured.given;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.not;

import dev.tocsin.incident.access.http.Operator;
import dev.tocsin.stack.postgres.DatabaseProxy;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.filter.cookie.CookieFilter;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.Executors;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/// The dashboard is needed most while something is away, be it our own database.
@QuarkusTest
@WithTestResource(OwnServers.Start.class)
class DashboardWithoutDatabaseTest {

    /// What the views say that they cannot show, or what they show all the same.
    private static final Map<String, String> WITHOUT_DATABASE = Map.of(
            "/ops/maintenance", "The windows cannot be read, because the database does not answer.",
            "/ops/uptime", "Budgets and amendments cannot be read, because the database does not answer.",
            "/ops/why?cell=login@na", "The decisions cannot be read, because the database does not answer.",
            "/ops/changes", "Announce a change",
            "/ops/alerts", "<h1>Alerts</h1>",
            "/ops/incidents", "<h1>Incidents</h1>",
            "/ops/incidents/earlier", "The database does not answer, so earlier incidents cannot be shown.",
            "/ops/catalog", "<h1>Catalog</h1>");

    @ConfigProperty(name = "quarkus.datasource.readers.jdbc.max-size")
    int connections;

    @AfterEach
    void mend() {
        DatabaseProxy.set(DatabaseProxy.Condition.WHOLE);
    }

    @Test
    void whoIsSignedInStaysAndTheOperatorTokenStillSignsIn() {
        var before = Operator.signedIn();
        see(before);

        DatabaseProxy.set(DatabaseProxy.Condition.SILENT);
        see(before);
        see(before);
        see(Operator.signedIn());

        DatabaseProxy.set(DatabaseProxy.Condition.WHOLE);
        await().atMost(Duration.ofSeconds(60)).untilAsserted(() -> see(Operator.signedIn()));
        see(before);
    }

    @Test
    void viewsSayWhatTheyCannotShowAndShowTheRestWhileAllConnectionsWait() {
        var operator = Operator.signedIn();
        see(operator);
        DatabaseProxy.set(DatabaseProxy.Condition.SILENT);

        try (var others = Executors.newVirtualThreadPerTaskExecutor()) {
            for (var i = 0; i < connections; i++) {
                others.execute(() -> Operator.operator().get("/api/v1/maintenance"));
            }
            WITHOUT_DATABASE.forEach((view, sentence) -> given().filter(operator)
                    .accept("text/html")
                    .get(view)
                    .then()
                    .statusCode(200)
                    .body(containsString(sentence)));
            DatabaseProxy.set(DatabaseProxy.Condition.WHOLE);
        }

        await().atMost(Duration.ofSeconds(60))
                .untilAsserted(() -> given().filter(operator)
                        .accept("text/html")
                        .get("/ops/maintenance")
                        .then()
                        .statusCode(200)
                        .body(not(containsString("cannot be read"))));
    }

    private static void see(CookieFilter browser) {
        given().filter(browser)
                .accept("text/html")
                .redirects()
                .follow(false)
                .get("/ops")
                .then()
                .statusCode(200);
    }
}
