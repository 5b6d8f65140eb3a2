package dev.tocsin.system;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.standardwebhooks.Webhook;
import com.standardwebhooks.exceptions.WebhookVerificationException;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.tocsin.contract.Json;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.http.HttpHeaders;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;

/// A subscriber's endpoint: answers the challenge, keeps what comes, and verifies each signature with the Standard
/// Webhooks project's own library.
final class WebhookReceiver implements AutoCloseable {

    /// @param id the `webhook-id`, the same for each attempt at one notice
    /// @param verified whether the signature is right
    record Notice(String id, boolean verified, JsonNode body) {

        String type() {
            return body.get("type").asText();
        }

        JsonNode data() {
            return body.get("data");
        }
    }

    private final HttpServer server;
    private final String name;
    private final String secret;
    private final List<Notice> notices = new CopyOnWriteArrayList<>();
    private Runnable leave = () -> {};

    /// @param name tells this receiver's address and secret from others'
    WebhookReceiver(int port, String name) throws IOException {
        this.name = name;
        var key = ("a webhook key for a test, " + name + "........................").substring(0, 32);
        secret = "whsec_" + Base64.getEncoder().encodeToString(key.getBytes(UTF_8));
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 0);
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.createContext("/", this::receive);
        server.start();
    }

    /// Subscribes to all that happens in the region, and waits until the challenge was answered.
    WebhookReceiver subscribe(Standalone tocsin, String region) {
        var answer =
                tocsin.post(tocsin.notifierService("/api/v1/subscriptions"), """
                {"channel": "webhook", "url": "%s", "secret": "%s", "regions": ["%s"], \
                "components": [], "leastSeverity": "minor"}""".formatted(address(), secret, region));
        assertThat(answer.statusCode()).as(answer.body()).isBetween(200, 202);
        var id = read(answer.body()).get("id").asText();
        leave = () -> tocsin.delete(tocsin.notifierService("/api/v1/subscriptions/" + id));
        await("subscription confirmed")
                .atMost(Duration.ofSeconds(30))
                .until(() -> tocsin.get(tocsin.notifierService("/api/v1/subscriptions/" + id))
                        .get("state")
                        .asText()
                        .equals("confirmed"));
        return this;
    }

    String address() {
        return "http://127.0.0.1:%d/%s".formatted(server.getAddress().getPort(), name);
    }

    List<Notice> notices() {
        return notices;
    }

    private void receive(HttpExchange exchange) throws IOException {
        try (exchange) {
            var body = new String(exchange.getRequestBody().readAllBytes(), UTF_8);
            var json = read(body);
            var isChallenge = json.get("type").asText().equals("subscription.challenge");
            if (!isChallenge) {
                var id = exchange.getRequestHeaders().getFirst("webhook-id");
                notices.add(new Notice(id, isVerified(exchange, body), json));
            }
            var answer = isChallenge
                    ? "{\"challenge\": \"%s\"}"
                            .formatted(json.at("/data/challenge").asText())
                    : "{}";
            exchange.getResponseHeaders().add("Content-Type", "application/json");
            exchange.sendResponseHeaders(200, answer.length());
            exchange.getResponseBody().write(answer.getBytes(UTF_8));
        }
    }

    private boolean isVerified(HttpExchange exchange, String body) {
        try {
            new Webhook(secret)
                    .verify(
                            body,
                            HttpHeaders.of(exchange.getRequestHeaders(), (_, _) -> true)
                                    .map());
            return true;
        } catch (WebhookVerificationException e) {
            return false;
        }
    }

    private static JsonNode read(String json) {
        try {
            return Json.mapper().readTree(json);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// Leaves first, so that nobody goes on sending to a port that others will use.
    @Override
    public void close() {
        leave.run();
        server.stop(0);
    }
}
