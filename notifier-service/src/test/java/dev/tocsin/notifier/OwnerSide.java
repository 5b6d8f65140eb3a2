package dev.tocsin.notifier;

import static dev.tocsin.notifier.NotifierSide.SOON;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.tocsin.notifier.channel.http.FakeService;
import io.restassured.http.ContentType;
import io.restassured.path.json.JsonPath;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import java.util.Map;
import java.util.regex.Pattern;

/// What the owner of a subscription does with it, by its token and by the code that was sent to its channel.
final class OwnerSide {

    private static final Pattern CODE = Pattern.compile("\\b[2-9B-Z]{4}-[2-9B-Z]{4}\\b");

    private OwnerSide() {}

    static String code(FakeService service, int request) {
        await().atMost(SOON).until(() -> service.requests().size() > request);
        var found = CODE.matcher(service.requests().get(request).body());
        assertThat(found.find()).isTrue();
        return found.group();
    }

    static Response confirm(JsonPath subscription, String code) {
        return owner(subscription)
                .contentType(ContentType.JSON)
                .body(Map.of("code", code))
                .post("/api/v1/subscriptions/%s/confirmation".formatted(subscription.getString("id")));
    }

    static JsonPath test(JsonPath subscription) {
        return owner(subscription)
                .post("/api/v1/subscriptions/%s/test".formatted(subscription.getString("id")))
                .jsonPath();
    }

    static RequestSpecification owner(JsonPath subscription) {
        return given().auth().oauth2(subscription.getString("manageToken"));
    }

    static void end(JsonPath subscription) {
        owner(subscription)
                .delete("/api/v1/subscriptions/" + subscription.getString("id"))
                .then()
                .statusCode(204);
    }
}
