package dev.tocsin.notifier;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.tocsin.stack.TocsinStack;
import io.restassured.http.ContentType;
import io.restassured.path.json.JsonPath;
import io.restassured.specification.RequestSpecification;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/// What subscribers and operators do with the service.
final class NotifierSide {

    static final Duration SOON = Duration.ofSeconds(40);

    private NotifierSide() {}

    static RequestSpecification operator() {
        return given().auth().oauth2(TocsinStack.OPERATOR_TOKEN);
    }

    static void awaitCatalog() {
        await().atMost(SOON)
                .until(() -> given().get("/subscriptions").asString().contains("North America"));
    }

    /// @return the answer, with `id` and, for a webhook, `secret` and `manageToken`
    static JsonPath subscribe(Map<String, ?> wish) {
        awaitCatalog();
        var answer = given().contentType(ContentType.JSON).body(wish).post("/api/v1/subscriptions");
        assertThat(answer.statusCode()).as(answer.asString()).isEqualTo(202);
        return answer.jsonPath();
    }

    static JsonPath subscribed(Receiver receiver, String... regions) {
        var answer =
                subscribe(Map.of("channel", "webhook", "url", receiver.url().toString(), "regions", List.of(regions)));
        await().atMost(SOON).until(() -> state(answer).equals("confirmed"));
        return answer;
    }

    static String state(JsonPath subscribed) {
        return operator()
                .get("/api/v1/subscriptions/" + subscribed.getString("id"))
                .jsonPath()
                .getString("state");
    }
}
