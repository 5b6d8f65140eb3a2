package dev.tocsin.incident.operations.page;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.tocsin.incident.operations.api.StandingIncidents;
import dev.tocsin.stack.TocsinStack;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.regex.Pattern;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;

/// What one operator does appears on the open pages of the others.
@QuarkusTest
@WithTestResource(
        value = TocsinStack.class,
        initArgs = {@ResourceArg(name = "schema", value = "incident")})
class OperationsLiveTest {

    private static final Duration SOON = Duration.ofSeconds(30);
    private static final Pattern STREAM = Pattern.compile("data-stream=\"([^\"]+)\"");

    @TestHTTPResource
    URI base = URI.create("");

    @Inject
    DataSource database;

    @Test
    void whatAnotherOperatorDoesAppearsInTheHeadTheButtonAndTheStory() throws SQLException {
        var id = StandingIncidents.none(database).outage();
        var client = HttpClient.newHttpClient();
        try {
            var told = follow(client, stream(id));

            StandingIncidents.order(id, "acknowledge", null).statusCode(200);
            StandingIncidents.order(id, "updates", Map.of("text", "We *see* it."))
                    .statusCode(200);

            await().atMost(SOON)
                    .untilAsserted(() -> assertThat(String.join("\n", told))
                            .containsPattern("(?s)data-of=\"standing\".*acknowledged by operator")
                            .containsPattern("data-of=\"acknowledgement\"><button[^>]+unacknowledge")
                            .containsPattern("(?s)data-of=\"story\".*We <em>see</em> it"));
            assertThat(String.join("\n", told)).doesNotContain("csrf", "<form", "<textarea");
        } finally {
            client.shutdownNow();
        }
    }

    @Test
    void anAssignmentAppearsInTheHead() throws SQLException {
        var id = StandingIncidents.none(database).outage();
        var client = HttpClient.newHttpClient();
        try {
            var received = follow(client, stream(id));

            StandingIncidents.order(id, "assign", Map.of("to", "operator")).statusCode(200);

            await().atMost(SOON)
                    .untilAsserted(() -> assertThat(String.join("\n", received))
                            .containsPattern("(?s)data-of=\"standing\".*assigned to operator"));
        } finally {
            client.shutdownNow();
        }
    }

    @Test
    void aPageThatKnowsAllIsToldNothingTwice() throws SQLException {
        var id = StandingIncidents.none(database).outage();
        var client = HttpClient.newHttpClient();
        try {
            var told = follow(client, stream(id));

            await().atMost(SOON).until(() -> !told.isEmpty());
            assertThat(String.join("\n", told)).doesNotContain("data-of=\"standing\"", "data-of=\"path\"");
        } finally {
            client.shutdownNow();
        }
    }

    @Test
    void aStreamOfNoIncidentIsNotFound() {
        given().header("Authorization", "Bearer " + TocsinStack.OPERATOR_TOKEN)
                .get("/ops/incident/live?id=nowhere")
                .then()
                .statusCode(404);
        given().get("/ops/incident/live?id=nowhere").then().statusCode(401);
    }

    private Queue<String> follow(HttpClient client, String path) {
        var told = new ConcurrentLinkedQueue<String>();
        var request = HttpRequest.newBuilder(base.resolve(path))
                .header("Authorization", "Bearer " + TocsinStack.OPERATOR_TOKEN)
                .build();
        var _ = client.sendAsync(request, BodyHandlers.ofLines())
                .thenAccept(answer -> answer.body().forEach(told::add));
        await().atMost(SOON).until(() -> !told.isEmpty());
        return told;
    }

    private static String stream(String id) {
        var page = given().header("Authorization", "Bearer " + TocsinStack.OPERATOR_TOKEN)
                .accept("text/html")
                .get("/ops/incident?id=" + id)
                .asString();
        var stream = STREAM.matcher(page);
        assertThat(stream.find()).isTrue();
        return stream.group(1).replace("&amp;", "&");
    }
}
