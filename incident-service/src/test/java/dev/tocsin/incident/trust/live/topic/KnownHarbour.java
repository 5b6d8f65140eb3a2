package dev.tocsin.incident.trust.live.topic;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.tocsin.contract.Topic;
import dev.tocsin.incident.trust.live.Harbour;
import io.restassured.path.json.JsonPath;
import java.time.Duration;
import java.time.Instant;

/// Harbour CRM, published on the topics from which the service knows it.
final class KnownHarbour {

    private static final Duration SOON = Duration.ofSeconds(30);

    private KnownHarbour() {}

    /// Returns when the service knows it.
    static void publish(Instant now) {
        ToldTopics.create();
        ToldTopics.tell(Topic.CATALOG, Harbour.catalog(1, now));
        ToldTopics.tell(Topic.VANTAGE_POINTS, Harbour.heartbeat(Instant.now()));
        await().atMost(SOON)
                .untilAsserted(() -> assertThat(cells().getList("items.cell")).contains("login@na", "login@eu"));
    }

    static JsonPath cells() {
        return given().get("/api/v1/cells").jsonPath();
    }
}
