package dev.tocsin.notifier.channel.http;

import static java.util.Objects.requireNonNull;

import com.sun.net.httpserver.HttpServer;
import dev.tocsin.notifier.channel.EndpointRules;
import dev.tocsin.notifier.channel.http.GuardedClient.RequestOutcome;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;

/// What the tests of the guarded client share: servers on this machine, one of which listens from the start.
abstract class GuardedClientFixture {

    static final Duration TIMEOUT = Duration.ofSeconds(2);

    private static @Nullable Vertx vertx;

    private final List<HttpServer> servers = new ArrayList<>();
    final List<String> requests = new CopyOnWriteArrayList<>();
    final HttpServer open = serve("127.0.0.1", 0);
    final int port = open.getAddress().getPort();

    @BeforeAll
    static void startVertx() {
        vertx = Vertx.vertx();
    }

    @AfterAll
    static void closeVertx() {
        var closing = requireNonNull(vertx).close();
        closing.toCompletionStage().toCompletableFuture().join();
    }

    @AfterEach
    void stop() {
        servers.forEach(server -> server.stop(0));
    }

    enum Kind {
        NOTICE,
        QUESTION
    }

    static RequestOutcome outcome(String url, EndpointRules rules, Resolver resolver, Kind kind) {
        var headers = Map.of("webhook-id", "abc");
        var body = new byte[] {'{', '}'};
        try (var client = new GuardedClient(requireNonNull(vertx), rules, resolver, TIMEOUT)) {
            return switch (kind) {
                case NOTICE -> client.post(URI.create(url), headers, body);
                case QUESTION -> client.ask(URI.create(url), headers, body);
            };
        }
    }

    static Resolver addresses(String... texts) throws UnknownHostException {
        var addresses = new ArrayList<InetAddress>();
        for (var text : texts) {
            addresses.addAll(Resolver.system(text));
        }
        return _ -> addresses;
    }

    void answer(HttpServer server, int status, String text) {
        server.createContext("/", exchange -> {
            requests.add("%s %s %s %s"
                    .formatted(
                            server.getAddress().getAddress().getHostAddress(),
                            exchange.getRequestMethod(),
                            exchange.getRequestHeaders().getFirst("Host"),
                            exchange.getRequestURI()));
            try (exchange) {
                exchange.sendResponseHeaders(status, text.length());
                exchange.getResponseBody().write(text.getBytes(StandardCharsets.US_ASCII));
            }
        });
    }

    HttpServer serve(String address, int port) {
        try {
            var server = HttpServer.create(new InetSocketAddress(address, port), 0);
            server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
            server.start();
            servers.add(server);
            return server;
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }
}
