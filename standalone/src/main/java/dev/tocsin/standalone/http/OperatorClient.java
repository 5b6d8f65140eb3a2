package dev.tocsin.standalone.http;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.cfg.JsonNodeFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.tocsin.standalone.Trouble;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Optional;

/// Asks incident-service as its operator, and other parts of a run that speak JSON.
public record OperatorClient(HttpClient client, URI service, String operatorToken) {

    private static final Duration PATIENCE = Duration.ofMinutes(2);
    private static final int NOT_FOUND = 404;

    /// Decimals stay as they are written.
    private static final JsonMapper JSON = JsonMapper.builder()
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .disable(JsonNodeFeature.STRIP_TRAILING_BIGDECIMAL_ZEROES)
            .build();

    /// @throws Trouble with the service's error message
    public JsonNode get(String path) throws InterruptedException {
        return body(send(request(path)));
    }

    /// The answer; empty if there is nothing at this path.
    ///
    /// @throws Trouble with the service's error message
    public Optional<JsonNode> find(String path) throws InterruptedException {
        var answer = send(request(path));
        return answer.statusCode() == NOT_FOUND ? Optional.empty() : Optional.of(body(answer));
    }

    /// @throws Trouble with the service's error message
    public JsonNode post(String path, JsonNode body) throws InterruptedException {
        return body(send(request(path)
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString(body.toString()))));
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(service.resolve(path))
                .timeout(PATIENCE)
                .header("Authorization", "Bearer " + operatorToken)
                .header("Accept", "application/json");
    }

    private HttpResponse<String> send(HttpRequest.Builder request) throws InterruptedException {
        try {
            return client.send(request.build(), BodyHandlers.ofString());
        } catch (IOException e) {
            throw silent(e);
        }
    }

    private JsonNode body(HttpResponse<String> answer) {
        try {
            var body = JSON.readTree(answer.body());
            if (answer.statusCode() / 100 != 2) {
                throw new Trouble(body.path("detail").asText("The answer has the status " + answer.statusCode()));
            }
            return body;
        } catch (IOException e) {
            throw silent(e);
        }
    }

    private Trouble silent(IOException e) {
        return new Trouble("Nothing answers at %s. Is it running? See ./tocsin status.".formatted(service), e);
    }
}
