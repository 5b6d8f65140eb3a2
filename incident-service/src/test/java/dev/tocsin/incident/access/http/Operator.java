package dev.tocsin.incident.access.http;

import static io.restassured.RestAssured.given;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.hasItem;

import dev.tocsin.contract.Topic;
import dev.tocsin.incident.live.Harbour;
import dev.tocsin.incident.live.topic.ToldTopics;
import dev.tocsin.stack.TocsinStack;
import io.restassured.http.ContentType;
import io.restassured.specification.RequestSpecification;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;

/// An operator at the doors of the service that runs.
public final class Operator {

    private Operator() {}

    /// What carries the operator token, and JSON.
    public static RequestSpecification operator() {
        return given().header("Authorization", "Bearer " + TocsinStack.OPERATOR_TOKEN)
                .contentType(ContentType.JSON);
    }

    /// Publishes the harbour's catalog, unless the service has it from another test.
    public static void publishHarbour() {
        var known = operator().get("/api/v1/catalog").jsonPath().getList("components.id");
        if (!known.contains("cache")) {
            ToldTopics.create();
            ToldTopics.tell(Topic.CATALOG, Harbour.catalog(1, Instant.now().truncatedTo(ChronoUnit.SECONDS)));
            await().atMost(Duration.ofSeconds(30))
                    .untilAsserted(
                            () -> operator().get("/api/v1/catalog").then().body("components.id", hasItem("cache")));
        }
    }
}
