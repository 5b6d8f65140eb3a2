package dev.tocsin.standalone.catalog;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tocsin.contract.Json;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;
import java.util.stream.StreamSupport;

/// The complaint of incident-service about the catalog's file, which alerts operators when it continues with an
/// earlier one.
///
/// @param incidentService its address
public record CatalogComplaint(HttpClient client, URI incidentService, String operatorToken, InstantSource clock) {

    /// An earlier complaint is withdrawn within this time if the file has become right.
    private static final Duration LASTING = Duration.ofSeconds(15);

    private static final Duration ANSWER_LIMIT = Duration.ofSeconds(30);

    private static final Duration LOOK_AGAIN = Duration.ofMillis(500);

    /// The complaint; empty if there is none, or if it does not last.
    public Optional<String> lasting() throws IOException, InterruptedException {
        var end = clock.instant().plus(LASTING);
        var complaint = now();
        while (complaint.isPresent() && clock.instant().isBefore(end)) {
            Thread.sleep(LOOK_AGAIN);
            complaint = now();
        }
        return complaint;
    }

    private Optional<String> now() throws IOException, InterruptedException {
        var request = HttpRequest.newBuilder(incidentService.resolve("/api/v1/operator-alerts"))
                .header("Authorization", "Bearer " + operatorToken)
                .timeout(ANSWER_LIMIT)
                .build();
        var answer = client.send(request, BodyHandlers.ofString()).body();
        JsonNode alerts = Json.mapper().readTree(answer).path("items");
        return StreamSupport.stream(alerts.spliterator(), false)
                .filter(alert -> alert.path("subject").asText().equals("catalog"))
                .map(alert -> alert.path("why").asText())
                .findFirst();
    }
}
