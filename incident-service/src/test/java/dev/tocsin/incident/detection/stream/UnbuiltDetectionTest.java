package dev.tocsin.incident.detection.stream;

import static io.restassured.RestAssured.given;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.allOf;
import static org.hamcrest.Matchers.containsString;

import dev.tocsin.incident.kafka.BrokerOfItsOwn;
import dev.tocsin.stack.TocsinStack;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import java.net.URI;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;

/// Kafka Streams throws while it is built: the service runs, is not ready, and says why.
@QuarkusTest
@TestProfile(UnbuiltDetectionTest.WithSettingThatStreamsRefuses.class)
@WithTestResource(BrokerOfItsOwn.class)
@WithTestResource(
        value = TocsinStack.class,
        initArgs = {
            @ResourceArg(name = "needs", value = "postgres,smtp"),
            @ResourceArg(name = "schema", value = "incident")
        })
class UnbuiltDetectionTest {

    private static final Duration SOON = Duration.ofMinutes(2);

    @SuppressWarnings("NullAway.Init") // Quarkus sets it
    @TestHTTPResource(value = "/health/ready", management = true)
    URI ready;

    @SuppressWarnings("NullAway.Init") // Quarkus sets it
    @TestHTTPResource(value = "/health/live", management = true)
    URI live;

    public static final class WithSettingThatStreamsRefuses implements QuarkusTestProfile {

        /// Consumers and producers do not know this setting.
        @Override
        public Map<String, String> getConfigOverrides() {
            return Map.of("kafka.topology.optimization", "nonsense", "tocsin.progress.patience", "5s");
        }
    }

    @Test
    void theServiceIsNotReadyAndSaysWhy() {
        await().atMost(SOON)
                .untilAsserted(() -> given().get(ready)
                        .then()
                        .statusCode(503)
                        .body(allOf(containsString("NOT_STARTED"), containsString("Unrecognized config"))));
        await().atMost(SOON)
                .untilAsserted(() ->
                        given().get(live).then().statusCode(503).body(containsString("detection cannot be started")));
    }
}
