package dev.tocsin.incident.notices.rest;

import static io.restassured.RestAssured.given;
import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.tocsin.contract.Json;
import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import org.eclipse.microprofile.config.ConfigProvider;
import org.jspecify.annotations.Nullable;

/// Stands in for notifier-service: it answers by files with which notifier-service compares its own answers, or accepts
/// requests and never answers. Tests speak to it over HTTP, for it lives in another class loader.
public final class NotifierStandIn implements QuarkusTestResourceLifecycleManager {

    private static final Path ANSWERS = Path.of("../notifier-service/src/test/resources/answers");
    private static final String CONTROL = "/stand-in/";

    private final List<Request> requests = new CopyOnWriteArrayList<>();
    private volatile CountDownLatch answering = new CountDownLatch(0);
    private @Nullable HttpServer server;

    /// A request that it received.
    public record Request(
            String method,
            String path,
            @Nullable String actor,
            @Nullable String authorization,
            String body) {}

    @Override
    public Map<String, String> start() {
        try {
            var listening = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
            listening.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
            listening.createContext("/", this::handle);
            listening.start();
            server = listening;
            return Map.of(
                    "tocsin.notifier.api",
                    "http://127.0.0.1:%d".formatted(listening.getAddress().getPort()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void stop() {
        answering.countDown();
        if (server != null) {
            server.stop(0);
        }
    }

    /// From now on it accepts requests and does not answer.
    public static void hang() {
        control("hang");
    }

    public static void answer() {
        control("answer");
    }

    /// The requests that change something, since the test before.
    public static List<Request> acts() {
        return given().get(address() + CONTROL + "acts").jsonPath().getList("", Request.class);
    }

    private static void control(String what) {
        given().post(address() + CONTROL + what).then().statusCode(200);
    }

    private static String address() {
        return ConfigProvider.getConfig().getValue("tocsin.notifier.api", String.class);
    }

    private void handle(HttpExchange exchange) throws IOException {
        try (exchange) {
            var path = exchange.getRequestURI().toString();
            if (path.startsWith(CONTROL)) {
                send(exchange, 200, controlled(path.substring(CONTROL.length())));
                return;
            }
            var body = new String(exchange.getRequestBody().readAllBytes(), UTF_8);
            var headers = exchange.getRequestHeaders();
            var request = new Request(
                    exchange.getRequestMethod(),
                    path,
                    headers.getFirst("Tocsin-Actor"),
                    headers.getFirst("Authorization"),
                    body);
            requests.add(request);
            answering.await();
            reply(exchange, request);
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }

    private String controlled(String what) throws IOException {
        switch (what) {
            case "hang" -> answering = new CountDownLatch(1);
            case "answer" -> {
                answering.countDown();
                requests.clear();
            }
            default -> {
                return Json.mapper()
                        .writeValueAsString(requests.stream()
                                .filter(request -> request.actor() != null)
                                .toList());
            }
        }
        return "{}";
    }

    private static void reply(HttpExchange exchange, Request request) throws IOException {
        var path = request.path().replaceFirst("\\?.*", "").replaceFirst("^/api/v1/", "");
        if (request.body().contains("mars")) {
            send(exchange, 400, file("problem"));
        } else if (request.path().contains("unknown")) {
            send(exchange, 404, "{\"status\": 404, \"detail\": \"There is no such thing.\"}");
        } else if (request.method().equals("DELETE") || path.endsWith("/resume")) {
            exchange.sendResponseHeaders(204, -1);
        } else if (path.matches("silences/.+|subscriptions/[^/]+|deliveries/[^/]+/replay") && !isList(path)) {
            send(exchange, 200, first(path.replaceFirst("/.*", "").replace("subscriptions", "subscribers")));
        } else if (path.equals("silences") && request.method().equals("POST")) {
            send(exchange, 201, first("silences"));
        } else {
            send(exchange, 200, file(fileOf(path)));
        }
    }

    private static boolean isList(String path) {
        return path.equals("subscriptions/search") || path.equals("deliveries/replay");
    }

    private static String fileOf(String path) {
        return switch (path) {
            case "subscriptions/search" -> "subscribers";
            case "deliveries/replay" -> "replayed";
            case "deliveries/replayable" -> "replayable";
            case String it when it.endsWith("/notification") -> "notification";
            default -> path;
        };
    }

    private static String first(String file) throws IOException {
        return Json.mapper().readTree(file(file)).at("/items/0").toString();
    }

    private static String file(String name) throws IOException {
        return Files.readString(ANSWERS.resolve(name + ".json"));
    }

    private static void send(HttpExchange exchange, int status, String json) throws IOException {
        var bytes = json.getBytes(UTF_8);
        exchange.getResponseHeaders()
                .set("Content-Type", status < 400 ? "application/json" : "application/problem+json");
        exchange.sendResponseHeaders(status, bytes.length);
        exchange.getResponseBody().write(bytes);
    }
}
