package dev.tocsin.notifier;

import static dev.tocsin.notifier.NotifierSide.state;
import static dev.tocsin.notifier.NotifierSide.subscribe;
import static dev.tocsin.notifier.OwnerSide.code;
import static dev.tocsin.notifier.OwnerSide.confirm;
import static dev.tocsin.notifier.OwnerSide.end;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tocsin.notifier.channel.http.FakeService;
import dev.tocsin.notifier.channel.http.FakeService.Answer;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import jakarta.inject.Inject;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/// A subscription through a chat, a status page or a phone is confirmed by the code that is sent there.
@QuarkusTest
@WithTestResource(NotifierStack.class)
final class ConfirmationCodesTest {

    @Inject
    Database database;

    @RegisterExtension
    private final KafkaSide kafka = new KafkaSide();

    @Test
    void aCodeIsTriedFiveTimesAndThenNoMore() {
        try (var service = FakeService.that(new Answer(200, "ok"))) {
            var subscription = subscribe(
                    Map.of("channel", "slack", "url", service.url("/services/x").toString()));
            var code = code(service, 0);

            var wrong = Stream.of("2222-2222", "3333-3333", "4444-4444", "5555-5555", "6666-6666")
                    .map(typed -> confirm(subscription, typed).statusCode())
                    .toList();

            assertThat(wrong).containsExactly(400, 400, 400, 400, 409);
            assertThat(confirm(subscription, code).statusCode()).isEqualTo(409);
            assertThat(state(subscription)).isEqualTo("pending");
            end(subscription);
        }
    }

    @Test
    void aCodeThatExpiredConfirmsNothingAndOnlyItsHashIsKept() {
        try (var service = FakeService.that(new Answer(200, "ok"))) {
            var subscription = subscribe(
                    Map.of("channel", "slack", "url", service.url("/services/x").toString()));
            var code = code(service, 0);
            var id = subscription.getString("id");
            assertThat(database.all("select encode(hash, 'hex') from confirmation_code where subscription = '%s'"
                            .formatted(id)))
                    .singleElement()
                    .asString()
                    .hasSize(64);
            database.execute("update confirmation_code set expires_at = now() where subscription = '%s'".formatted(id));

            assertThat(confirm(subscription, code).statusCode()).isEqualTo(409);
            assertThat(state(subscription)).isEqualTo("pending");
            end(subscription);
        }
    }

    @Test
    void onlyWhoSubscribedMayTypeTheCode() {
        try (var service = FakeService.that(new Answer(200, "ok"))) {
            var subscription = subscribe(
                    Map.of("channel", "slack", "url", service.url("/services/x").toString()));
            var code = code(service, 0);

            given().contentType(ContentType.JSON)
                    .body(Map.of("code", code))
                    .post("/api/v1/subscriptions/%s/confirmation".formatted(subscription.getString("id")))
                    .then()
                    .statusCode(404);
            end(subscription);
        }
    }

    @Test
    void aCodeIsTypedOnThePage() {
        try (var service = FakeService.that(new Answer(200, "ok"))) {
            var page = given().accept("text/html")
                    .formParams(Map.of(
                            "channel",
                            "slack",
                            "url",
                            service.url("/services/x").toString()))
                    .post("/subscriptions")
                    .asString();
            var token = page.replaceAll("(?s).*name=\"token\" value=\"([^\"]+)\".*", "$1");

            var answer = given().accept("text/html")
                    .formParams(Map.of("token", token, "code", code(service, 0)))
                    .post("/subscriptions/code");

            assertThat(answer.statusCode()).isEqualTo(200);
            assertThat(answer.asString()).contains("You are subscribed");
            assertThat(given().formParam("token", token)
                            .post("/subscriptions/leave")
                            .statusCode())
                    .isEqualTo(200);
        }
    }
}
