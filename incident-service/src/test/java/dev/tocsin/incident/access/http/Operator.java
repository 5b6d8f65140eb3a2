package dev.tocsin.incident.access.http;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.endsWith;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;

import dev.tocsin.contract.Topic;
import dev.tocsin.incident.trust.live.Harbour;
import dev.tocsin.incident.trust.live.topic.ToldTopics;
import dev.tocsin.stack.SharedServices;
import dev.tocsin.stack.TocsinStack;
import io.restassured.filter.cookie.CookieFilter;
import io.restassured.http.ContentType;
import io.restassured.specification.RequestSpecification;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.UUID;
import java.util.regex.Pattern;

/// An operator at the doors of the service that runs.
public final class Operator {

    private static final Duration SOON = Duration.ofSeconds(30);
    private static final Pattern FORM_TOKEN = Pattern.compile("name=\"csrf-token\" value=\"([^\"]+)\"");

    private Operator() {}

    /// What carries the operator token, and JSON.
    public static RequestSpecification operator() {
        return given().header("Authorization", "Bearer " + TocsinStack.OPERATOR_TOKEN)
                .contentType(ContentType.JSON);
    }

    /// A browser in which an operator has signed in.
    public static CookieFilter signedIn() {
        var browser = new CookieFilter();
        given().filter(browser)
                .redirects()
                .follow(false)
                .formParams(Map.of("user", "operator", "password", TocsinStack.OPERATOR_TOKEN))
                .post("/ops/sign-in/check")
                .then()
                .header("Location", endsWith("/mine"));
        return browser;
    }

    /// With which a page's forms have to be sent.
    public static String formToken(String page) {
        var token = FORM_TOKEN.matcher(page);
        assertThat(token.find()).as("a form in %s", page).isTrue();
        return token.group(1);
    }

    /// Returns when the spans of earlier requests are exported, for they are exported in the order in which they end.
    public static void awaitExportedSpans() {
        var trace = UUID.randomUUID().toString().replace("-", "");
        operator()
                .header("traceparent", "00-%s-00f067aa0ba902b7-01".formatted(trace))
                .get("/api/v1/catalog")
                .then()
                .statusCode(200);
        await().atMost(SOON)
                .untilAsserted(() -> assertThat(SharedServices.spans())
                        .anyMatch(span -> span.traceId().equals(trace)));
    }

    /// Publishes the harbour's catalog, unless the service has it from another test.
    public static void publishHarbour() {
        var known = operator().get("/api/v1/catalog").jsonPath().getList("components.id");
        if (!known.contains("cache")) {
            ToldTopics.create();
            ToldTopics.tell(Topic.CATALOG, Harbour.catalog(1, Instant.now().truncatedTo(ChronoUnit.SECONDS)));
            await().atMost(SOON)
                    .untilAsserted(
                            () -> operator().get("/api/v1/catalog").then().body("components.id", hasItem("cache")));
        }
    }

    /// Returns when a window of planned work has this state.
    public static void awaitWindow(String id, String state) {
        await().atMost(SOON)
                .untilAsserted(
                        () -> operator().get("/api/v1/maintenance/" + id).then().body("state", equalTo(state)));
    }
}
