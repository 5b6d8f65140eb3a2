package dev.tocsin.incident.writer;

import static io.restassured.RestAssured.given;
import static org.awaitility.Awaitility.await;

import dev.tocsin.incident.access.http.Operator;
import dev.tocsin.stack.postgres.DatabaseProxy;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.filter.cookie.CookieFilter;
import java.time.Duration;
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

    @Test
    void whoIsSignedInStaysAndTheOperatorTokenStillSignsIn() {
        var before = Operator.signedIn();
        see(before, 200);

        DatabaseProxy.set(DatabaseProxy.Condition.SILENT);
        see(before, 200);
        see(before, 200);
        see(Operator.signedIn(), 200);

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
