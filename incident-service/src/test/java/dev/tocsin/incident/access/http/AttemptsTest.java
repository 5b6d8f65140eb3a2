package dev.tocsin.incident.access.http;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tocsin.incident.ImpatientBelowAPath;
import dev.tocsin.stack.TocsinStack;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.specification.RequestSpecification;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/// Behind a proxy, whose header names the client.
@QuarkusTest
@TestProfile(ImpatientBelowAPath.class)
@WithTestResource(
        value = TocsinStack.class,
        initArgs = {@ResourceArg(name = "schema", value = "incident")})
class AttemptsTest {

    private static final int MOST = 30;

    @Test
    void wrongTokensKeepTheirClientOutButNeverARightToken() {
        IntStream.range(0, MOST)
                .forEach(i ->
                        assertThat(withToken("192.0.2.1", "wrong-token-" + i)).isEqualTo(401));

        assertThat(withToken("192.0.2.1", "another-wrong-token")).isEqualTo(429);
        assertThat(withToken("192.0.2.1", TocsinStack.OPERATOR_TOKEN)).isEqualTo(200);
        assertThat(withToken("192.0.2.2", "wrong-token")).isEqualTo(401);
        assertThat(client("192.0.2.1").get("/api/v1/cells").statusCode()).isEqualTo(200);
    }

    @Test
    void wrongPasswordsOfAccountsCountToo() {
        IntStream.range(0, MOST)
                .forEach(i -> assertThat(signIn("192.0.2.3", "anna", "wrong-password-" + i))
                        .isEqualTo(303));

        assertThat(signIn("192.0.2.3", "anna", "one more")).isEqualTo(429);
        assertThat(signIn("192.0.2.4", "anna", "one more")).isEqualTo(303);
    }

    private static int withToken(String client, String token) {
        return client(client)
                .header("Authorization", "Bearer " + token)
                .get("/api/v1/vantage-points")
                .statusCode();
    }

    private static int signIn(String client, String user, String password) {
        return client(client)
                .formParam("user", user)
                .formParam("password", password)
                .post("/ops/sign-in/check")
                .statusCode();
    }

    private static RequestSpecification client(String address) {
        return given().redirects().follow(false).header("X-Forwarded-For", address);
    }
}
