package dev.tocsin.notifier;

import static dev.tocsin.notifier.NotifierSide.SOON;
import static dev.tocsin.notifier.NotifierSide.operator;
import static dev.tocsin.notifier.NotifierSide.subscribeAndConfirm;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.tocsin.contract.Topic;
import dev.tocsin.stack.postgres.DatabaseProxy;
import dev.tocsin.stack.postgres.DatabaseProxy.Condition;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/// Packets to PostgreSQL are lost: nothing waits for ever, the service says that it is not well, and goes on when they
/// come through again.
@QuarkusTest
@WithTestResource(StackBehindProxy.class)
final class DroppedPacketsTest {

    private static final Duration MINUTE = Duration.ofMinutes(1);

    @TestHTTPResource(value = "/health/ready", management = true)
    URI ready = URI.create("");

    @RegisterExtension
    private final KafkaSide kafka = new KafkaSide();

    @RegisterExtension
    private final Receiver receiver = new Receiver();

    @AfterEach
    void forwardAgain() {
        DatabaseProxy.set(Condition.WHOLE);
    }

    @Test
    void errorsComeWithinHalfAMinuteAndTheServiceIsWellWithinAMinuteOfTheReturn() {
        subscribeAndConfirm(receiver, "na");
        await().atMost(SOON).untilAsserted(() -> assertThat(health()).startsWith("200"));
        var story = Story.now();

        DatabaseProxy.set(Condition.SILENT);
        var asked = Instant.now();
        operator().get("/api/v1/deliveries").then().statusCode(503);
        assertThat(Duration.between(asked, Instant.now())).isLessThan(Duration.ofSeconds(30));
        kafka.write(Topic.PUBLIC_INCIDENTS, story.begin("na"));
        await().atMost(MINUTE).untilAsserted(() -> assertThat(health()).startsWith("503"));
        assertThat(receiver.notices(story)).isEmpty();

        DatabaseProxy.set(Condition.WHOLE);
        await().atMost(MINUTE).untilAsserted(() -> assertThat(health()).startsWith("200"));
        await().atMost(MINUTE)
                .untilAsserted(() -> assertThat(receiver.notices(story)).hasSize(1));
    }

    private String health() {
        var answer = given().get(ready);
        return answer.statusCode() + " " + answer.asString();
    }
}
