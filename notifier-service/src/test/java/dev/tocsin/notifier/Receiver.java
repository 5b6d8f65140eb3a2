package dev.tocsin.notifier;

import com.fasterxml.jackson.databind.JsonNode;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.tocsin.contract.Json;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;

/// A real webhook endpoint on this machine, which answers the challenge and keeps what it is sent.
final class Receiver implements AutoCloseable {

    record Hook(Map<String, List<String>> headers, String body) {

        String id() {
            return header("webhook-id");
        }

        String header(String name) {
            return headers.entrySet().stream()
                    .filter(header -> header.getKey().equalsIgnoreCase(name))
                    .map(header -> header.getValue().getFirst())
                    .findFirst()
                    .orElse("");
        }

        JsonNode json() {
            return Receiver.json(body);
        }

        String type() {
            return json().get("type").asText();
        }

        JsonNode data() {
            return json().get("data");
        }

        boolean tells(String incident) {
            return data().path("incident").asText().equals(incident);
        }
    }

    /// What it answers to a notice, and which headers it adds.
    interface Behaviour {
        int status(Hook hook, HttpExchange exchange);
    }

    private final HttpServer server;
    private final List<Hook> hooks = new CopyOnWriteArrayList<>();
    private volatile Behaviour behaviour = (_, _) -> 204;
    private volatile boolean answersChallenges = true;

    Receiver() {
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.createContext("/", this::receive);
        server.start();
    }

    URI url() {
        return URI.create("http://127.0.0.1:%d/hook?key=private"
                .formatted(server.getAddress().getPort()));
    }

    /// Notices, in the order in which they came; challenges are not among them.
    List<Hook> notices() {
        return hooks.stream()
                .filter(hook -> !hook.type().equals("subscription.challenge"))
                .toList();
    }

    List<Hook> notices(String incident) {
        return notices().stream().filter(hook -> hook.tells(incident)).toList();
    }

    List<Hook> challenges() {
        return hooks.stream()
                .filter(hook -> hook.type().equals("subscription.challenge"))
                .toList();
    }

    void behave(Behaviour next) {
        behaviour = next;
    }

    void ignoreChallenges() {
        answersChallenges = false;
    }

    private void receive(HttpExchange exchange) throws IOException {
        try (exchange) {
            var hook = new Hook(
                    Map.copyOf(exchange.getRequestHeaders()),
                    new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8));
            hooks.add(hook);
            if (!hook.type().equals("subscription.challenge")) {
                exchange.sendResponseHeaders(behaviour.status(hook, exchange), -1);
            } else if (answersChallenges) {
                var answer = hook.json().get("data").toString().getBytes(StandardCharsets.UTF_8);
                exchange.sendResponseHeaders(200, answer.length);
                exchange.getResponseBody().write(answer);
            } else {
                exchange.sendResponseHeaders(200, -1);
            }
        }
    }

    private static JsonNode json(String text) {
        try {
            return Json.mapper().readTree(text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
