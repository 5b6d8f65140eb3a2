package dev.tocsin.standalone;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;

/// Asks services whether they are ready, on their management port.
public record Health(HttpClient client) {

    private static final Duration PATIENCE = Duration.ofSeconds(10);

    static URI address(int management) {
        return URI.create("http://127.0.0.1:%d/q/health/ready".formatted(management));
    }

    public boolean isReady(URI address) {
        try {
            var request = HttpRequest.newBuilder(address).timeout(PATIENCE).build();
            return client.send(request, HttpResponse.BodyHandlers.discarding()).statusCode() == 200;
        } catch (IOException _) {
            return false;
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
