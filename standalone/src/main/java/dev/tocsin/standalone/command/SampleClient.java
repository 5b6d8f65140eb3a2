package dev.tocsin.standalone.command;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tocsin.contract.Json;
import dev.tocsin.standalone.Port;
import dev.tocsin.standalone.RunPorts;
import dev.tocsin.standalone.Trouble;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;

/// Asks the sample product to break or heal a cell.
record SampleClient(RunPorts ports) {

    void ask(String cell, String action, ObjectNode body) throws InterruptedException {
        var address = "%s/cells/%s/%s"
                .formatted(ports.url(Port.SAMPLE), URLEncoder.encode(cell, StandardCharsets.UTF_8), action);
        var request = HttpRequest.newBuilder(URI.create(address))
                .timeout(Duration.ofSeconds(10))
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(body.toString()))
                .build();
        try (var client = HttpClient.newHttpClient()) {
            var answer = client.send(request, HttpResponse.BodyHandlers.ofString());
            if (answer.statusCode() != 200) {
                throw new Trouble(
                        Json.mapper().readTree(answer.body()).path("detail").asText());
            }
        } catch (IOException e) {
            throw new Trouble(
                    "The sample product does not answer at %s. Is it running? See ./tocsin status."
                            .formatted(ports.url(Port.SAMPLE)),
                    e);
        }
    }
}
