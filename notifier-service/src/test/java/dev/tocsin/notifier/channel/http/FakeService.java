package dev.tocsin.notifier.channel.http;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.tocsin.contract.Json;
import dev.tocsin.notifier.channel.AllowedEndpoints;
import dev.tocsin.notifier.channel.EndpointRules;
import dev.tocsin.notifier.channel.http.GuardedClient.RequestOutcome;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import java.util.function.Function;

/// A server on this machine that keeps what it is sent and answers as a service would.
public final class FakeService implements AutoCloseable {

    private static final Vertx VERTX = Vertx.vertx();
    private static final GuardedClient CLIENT = new GuardedClient(
            VERTX,
            new EndpointRules(AllowedEndpoints.of(List.of("127.0.0.1:1-65535"))),
            Resolver::system,
            Duration.ofSeconds(10));

    public record Request(String method, String path, Map<String, List<String>> headers, String body) {

        public JsonNode json() {
            return FakeService.json(body);
        }

        /// @return empty when there is none
        public String header(String name) {
            return headers.entrySet().stream()
                    .filter(header -> header.getKey().equalsIgnoreCase(name))
                    .map(header -> header.getValue().getFirst())
                    .findFirst()
                    .orElse("");
        }
    }

    public record Answer(int status, String body, Map<String, String> headers) {

        public Answer(int status, String body) {
            this(status, body, Map.of());
        }
    }

    private final HttpServer server;
    private final List<Request> requests = new CopyOnWriteArrayList<>();
    private volatile Function<Request, Answer> answer;

    private FakeService(int port, Answer answer) throws IOException {
        this.answer = _ -> answer;
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 0);
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.createContext("/", this::receive);
        server.start();
    }

    public static FakeService at(int port, Answer answer) {
        try {
            return new FakeService(port, answer);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public static FakeService that(Answer answer) {
        return at(0, answer);
    }

    /// What our client makes of an answer.
    public static RequestOutcome outcome(int status, String body, Map<String, String> headers) {
        try (var service = that(new Answer(status, body, headers))) {
            return CLIENT.ask(service.url("/"), Map.of(), new byte[0]);
        }
    }

    public void answers(Function<Request, Answer> next) {
        answer = next;
    }

    public List<Request> requests() {
        return List.copyOf(requests);
    }

    public URI url(String path) {
        return URI.create("http://127.0.0.1:%d%s".formatted(server.getAddress().getPort(), path));
    }

    public static JsonNode json(Object body) {
        try {
            return body instanceof String text
                    ? Json.mapper().readTree(text)
                    : Json.mapper().readTree(ServiceClient.bytes(body));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void receive(HttpExchange exchange) throws IOException {
        try (exchange) {
            var request = new Request(
                    exchange.getRequestMethod(),
                    Objects.toString(exchange.getRequestURI()),
                    Map.copyOf(exchange.getRequestHeaders()),
                    new String(exchange.getRequestBody().readAllBytes(), UTF_8));
            requests.add(request);
            var given = answer.apply(request);
            given.headers().forEach(exchange.getResponseHeaders()::set);
            var body = given.body().getBytes(UTF_8);
            exchange.sendResponseHeaders(given.status(), body.length == 0 ? -1 : body.length);
            exchange.getResponseBody().write(body);
        }
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
