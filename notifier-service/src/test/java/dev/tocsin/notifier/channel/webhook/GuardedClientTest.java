package dev.tocsin.notifier.channel.webhook;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import dev.tocsin.notifier.channel.AllowedEndpoints;
import dev.tocsin.notifier.channel.EndpointRules;
import dev.tocsin.notifier.channel.webhook.GuardedClient.Outcome;
import dev.tocsin.notifier.channel.webhook.GuardedClient.Outcome.Answered;
import dev.tocsin.notifier.channel.webhook.GuardedClient.Outcome.Denied;
import dev.tocsin.notifier.channel.webhook.GuardedClient.Outcome.Failed;
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
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/// Against real servers on this machine, with an exception for one of two addresses in force: the other stands for all
/// that is private.
final class GuardedClientTest {

    private static final Vertx VERTX = Vertx.vertx();
    private static final Duration TIMEOUT = Duration.ofSeconds(2);

    private final List<HttpServer> servers = new ArrayList<>();
    private final List<String> requests = new CopyOnWriteArrayList<>();
    private final HttpServer open = serve("127.0.0.1", 0);
    private final int port = open.getAddress().getPort();
    private final HttpServer closed = serve("127.0.0.2", port);
    private final EndpointRules rules = new EndpointRules(AllowedEndpoints.of(List.of("127.0.0.1:" + port)));

    @AfterEach
    void stop() {
        servers.forEach(server -> server.stop(0));
    }

    @AfterAll
    static void close() {
        VERTX.close().toCompletionStage().toCompletableFuture().join();
    }

    @Test
    void theNameStaysWhileTheCheckedAddressIsDialled() throws UnknownHostException {
        answer(open, 200, "well");

        var outcome = post("http://hooks.example:%d/in?key=private".formatted(port), addresses("127.0.0.1"));

        assertThat(outcome).isInstanceOfSatisfying(Answered.class, answer -> {
            assertThat(answer.status()).isEqualTo(200);
            assertThat(answer.body()).hasToString("well");
        });
        assertThat(requests).containsExactly("127.0.0.1 POST hooks.example:%d /in?key=private".formatted(port));
    }

    @Test
    void aDeniedAddressIsNotDialled() {
        answer(closed, 200, "secret");

        assertThat(post("http://127.0.0.2:%d/".formatted(port), Resolver::system))
                .isEqualTo(new Denied("the address leads to a private or reserved address"));
        assertThat(requests).isEmpty();
    }

    @Test
    void oneDeniedOfTwoAnswersDeniesBoth() throws UnknownHostException {
        answer(open, 200, "well");
        answer(closed, 200, "secret");

        assertThat(post("http://hooks.example:%d/".formatted(port), addresses("127.0.0.1", "127.0.0.2")))
                .isInstanceOf(Denied.class);
        assertThat(requests).isEmpty();
    }

    @Test
    void aNameThatTurnsPrivateIsDeniedThen() throws UnknownHostException {
        answer(open, 200, "well");
        answer(closed, 200, "secret");
        var answers = new ArrayList<>(List.of(
                addresses("127.0.0.1").resolve(""), addresses("127.0.0.2").resolve("")));
        Resolver turning = _ -> answers.removeFirst();

        assertThat(post("http://hooks.example:%d/".formatted(port), turning)).isInstanceOf(Answered.class);
        assertThat(post("http://hooks.example:%d/".formatted(port), turning)).isInstanceOf(Denied.class);
        assertThat(requests).hasSize(1);
    }

    @Test
    void aRedirectIsNotFollowed() {
        answer(closed, 200, "secret");
        open.createContext("/", exchange -> {
            try (exchange) {
                exchange.getResponseHeaders().add("Location", "http://127.0.0.2:%d/".formatted(port));
                exchange.sendResponseHeaders(302, -1);
            }
        });

        assertThat(post("http://127.0.0.1:%d/".formatted(port), Resolver::system))
                .isInstanceOfSatisfying(
                        Answered.class, answer -> assertThat(answer.status()).isEqualTo(302));
        assertThat(requests).isEmpty();
    }

    @Test
    void ofALongAnswerOnlyTheBeginningIsRead() {
        open.createContext("/", exchange -> {
            exchange.sendResponseHeaders(200, 0);
            try (var body = exchange.getResponseBody()) {
                while (true) {
                    body.write(new byte[4096]);
                }
            }
        });

        assertThat(post("http://127.0.0.1:%d/".formatted(port), Resolver::system))
                .isInstanceOfSatisfying(
                        Answered.class,
                        answer -> assertThat(answer.body().length()).isEqualTo(GuardedClient.MOST_OF_AN_ANSWER));
    }

    @Test
    void whoDoesNotAnswerInTimeIsGivenUp() {
        open.createContext("/", exchange -> {
            exchange.sendResponseHeaders(200, 0);
            exchange.getResponseBody().write('.');
            exchange.getResponseBody().flush();
        });

        assertThat(post("http://127.0.0.1:%d/".formatted(port), Resolver::system))
                .isEqualTo(new Failed("no answer within 2 s"));
    }

    @Test
    void whoRefusesTheConnectionFails() {
        open.stop(0);

        assertThat(post("http://127.0.0.1:%d/".formatted(port), Resolver::system))
                .isEqualTo(new Failed("the connection was refused"));
    }

    @Test
    void whoSpeaksNoTlsFails() {
        answer(open, 200, "well");

        assertThat(post("https://127.0.0.1:%d/".formatted(port), Resolver::system))
                .isInstanceOf(Failed.class);
    }

    @Test
    void aNameThatDoesNotResolveFails() {
        assertThat(post("http://hooks.example:%d/".formatted(port), _ -> {
                    throw new UnknownHostException();
                }))
                .isEqualTo(new Failed("the host does not resolve"));
    }

    private Outcome post(String url, Resolver resolver) {
        try (var client = new GuardedClient(VERTX, rules, resolver, TIMEOUT)) {
            return client.post(URI.create(url), Map.of("webhook-id", "abc"), new byte[] {'{', '}'});
        }
    }

    private static Resolver addresses(String... texts) throws UnknownHostException {
        var addresses = new ArrayList<InetAddress>();
        for (var text : texts) {
            addresses.addAll(Resolver.system(text));
        }
        return _ -> addresses;
    }

    private void answer(HttpServer server, int status, String text) {
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

    private HttpServer serve(String address, int port) {
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
