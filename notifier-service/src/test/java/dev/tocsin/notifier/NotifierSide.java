package dev.tocsin.notifier;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.tocsin.stack.TocsinStack;
import io.restassured.http.ContentType;
import io.restassured.path.json.JsonPath;
import io.restassured.specification.RequestSpecification;
import java.time.Duration;
import java.util.HashMap;
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
        await().pollDelay(Duration.ZERO)
                .atMost(SOON)
                .until(() -> given().get("/subscriptions").asString().contains("North America"));
    }

    /// Pending until the link in its mail is followed.
    ///
    /// @param regions none means all
    /// @return the answer, with its `id`
    static JsonPath subscribe(SubscriberMailbox mailbox, String... regions) {
        return subscribe(Map.of("channel", "email", "address", mailbox.address(), "regions", List.of(regions)));
    }

    /// Pending until the link in its mail is followed.
    ///
    /// @param choices what the form holds beside the address
    static JsonPath subscribe(SubscriberMailbox mailbox, Map<String, ?> choices) {
        var form = new HashMap<String, Object>(choices);
        form.put("channel", "email");
        form.put("address", mailbox.address());
        return subscribe(form);
    }

    /// Pending until the endpoint answers its challenge.
    ///
    /// @param regions none means all
    /// @return the answer, with its `id`, `secret` and `manageToken`
    static JsonPath subscribe(Receiver receiver, String... regions) {
        return subscribe(Map.of("channel", "webhook", "url", receiver.url().toString(), "regions", List.of(regions)));
    }

    /// @see #subscribe(Receiver, String...)
    static JsonPath subscribeAndConfirm(Receiver receiver, String... regions) {
        var subscription = subscribe(receiver, regions);
        await().atMost(SOON).until(() -> state(subscription).equals("confirmed"));
        return subscription;
    }

    static JsonPath subscribe(Map<String, ?> form) {
        var answer = given().contentType(ContentType.JSON).body(form).post("/api/v1/subscriptions");
        assertThat(answer.statusCode()).as(answer.asString()).isEqualTo(202);
        return answer.jsonPath();
    }

    static String state(JsonPath subscription) {
        return operator()
                .get("/api/v1/subscriptions/" + subscription.getString("id"))
                .jsonPath()
                .getString("state");
    }
}
