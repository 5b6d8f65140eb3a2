package dev.tocsin.notifier;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.standardwebhooks.Webhook;
import com.standardwebhooks.exceptions.WebhookVerificationException;
import dev.tocsin.contract.Topic;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import io.restassured.path.json.JsonPath;
import java.net.http.HttpHeaders;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
@WithTestResource(NotifierStack.class)
final class NoticesByWebhookTest {

    private static final Duration SOON = Duration.ofSeconds(30);

    private final KafkaSide kafka = new KafkaSide();
    private final Receiver receiver = new Receiver();

    @BeforeEach
    void publishCatalog() {
        kafka.publishCatalog();
    }

    @AfterEach
    void close() {
        receiver.close();
        kafka.close();
    }

    @Test
    void anOutageIsToldOnceAndItsEndOnce() throws WebhookVerificationException {
        var subscribed = subscribe(List.of("na"));
        var story = Story.now();

        var events = story.whole("na");
        kafka.write(Topic.INCIDENT_EVENTS, events.subList(0, 3));
        await().atMost(SOON).until(() -> receiver.notices(story.id()).size() == 1);
        kafka.write(Topic.INCIDENT_EVENTS, events);

        await().atMost(SOON).until(() -> receiver.notices(story.id()).size() == 2);
        var opening = receiver.notices(story.id()).getFirst();
        var closing = receiver.notices(story.id()).getLast();
        assertThat(opening.type()).isEqualTo("incident.opened");
        assertThat(closing.type()).isEqualTo("incident.closed");
        new Webhook(subscribed.getString("secret"))
                .verify(opening.body(), HttpHeaders.of(opening.headers(), (_, _) -> true));
    }

    /// @return the answer, with `id`, `secret` and `manageToken`
    private JsonPath subscribe(List<String> regions) {
        await().atMost(SOON)
                .until(() -> given().get("/subscriptions").asString().contains("North America"));
        var answer = given().contentType(ContentType.JSON)
                .body(Map.of("channel", "webhook", "url", receiver.url().toString(), "regions", regions))
                .post("/api/v1/subscriptions")
                .then()
                .statusCode(202)
                .extract()
                .jsonPath();
        await().atMost(SOON).until(() -> state(answer).equals("confirmed"));
        return answer;
    }

    private static String state(JsonPath subscribed) {
        return given().auth()
                .oauth2(subscribed.getString("manageToken"))
                .get("/api/v1/subscriptions/" + subscribed.getString("id"))
                .jsonPath()
                .getString("state");
    }
}
