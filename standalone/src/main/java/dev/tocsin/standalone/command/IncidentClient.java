package dev.tocsin.standalone.command;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.cfg.JsonNodeFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.tocsin.standalone.Port;
import dev.tocsin.standalone.Ports;
import dev.tocsin.standalone.Trouble;
import dev.tocsin.standalone.folder.DataFolder;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Optional;

/// Asks incident-service as its operator.
record IncidentClient(Ports ports, DataFolder folder) {

    /// Decimals stay as they are written.
    private static final JsonMapper JSON = JsonMapper.builder()
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .disable(JsonNodeFeature.STRIP_TRAILING_BIGDECIMAL_ZEROES)
            .build();

    /// @throws Trouble with what the service says is wrong
    JsonNode get(String path) throws InterruptedException {
        var request = HttpRequest.newBuilder(URI.create(ports.url(Port.INCIDENT) + path))
                .timeout(Duration.ofMinutes(2))
                .header("Authorization", "Bearer " + token())
                .header("Accept", "application/json")
                .build();
        try (var client = HttpClient.newHttpClient()) {
            var answer = client.send(request, HttpResponse.BodyHandlers.ofString());
            var body = JSON.readTree(answer.body());
            if (answer.statusCode() != 200) {
                throw new Trouble(body.path("detail").asText("It answers " + answer.statusCode()));
            }
            return body;
        } catch (IOException e) {
            throw new Trouble(
                    "incident-service does not answer at %s. Is it up? See ./tocsin status."
                            .formatted(ports.url(Port.INCIDENT)),
                    e);
        }
    }

    private String token() {
        var set = Optional.ofNullable(System.getenv("TOCSIN_OPERATOR_TOKEN"));
        return set.orElseGet(() -> folder.secrets().operatorToken(Optional.empty()));
    }
}
