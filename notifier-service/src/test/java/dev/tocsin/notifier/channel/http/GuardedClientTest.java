package dev.tocsin.notifier.channel.http;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import dev.tocsin.notifier.channel.AllowedEndpoints;
import dev.tocsin.notifier.channel.EndpointRules;
import dev.tocsin.notifier.channel.http.GuardedClient.Outcome;
import dev.tocsin.notifier.channel.http.GuardedClient.Outcome.Answered;
import dev.tocsin.notifier.channel.http.GuardedClient.Outcome.Denied;
import dev.tocsin.notifier.channel.http.GuardedClient.Outcome.Failed;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

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
    void anEndpointThatDoesNotAnswerInTimeFails() throws IOException {
        try (var silent = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            var allowed = new EndpointRules(AllowedEndpoints.of(List.of("127.0.0.1:" + silent.getLocalPort())));

            assertThat(outcome("http://127.0.0.1:" + silent.getLocalPort(), allowed, Resolver::system, Kind.NOTICE))
                    .isEqualTo(new Failed("no answer within 2 s"));
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "HTTP/1.1 200 OK\r\n\r\n",
                "HTTP/1.0 200 OK\r\nConnection: keep-alive\r\n\r\n",
                "HTTP/1.1 200 OK\r\nContent-Length: 5000\r\n\r\nwell",
                "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n4\r\nwell\r\n",
                "HTTP/1.1 103 Early Hints\r\nLink: </a>\r\n\r\nHTTP/1.1 200 OK\r\n\r\n",
            })
    void theStatusOfANoticeCountsBeforeTheAnswerEnds(String written) throws IOException {
        try (var endpoint = new ScriptedEndpoint(written, false)) {
            var started = Instant.now();

            var outcome = outcome(endpoint.url(), endpoint.rules(), Resolver::system, Kind.NOTICE);

            assertThat(outcome)
                    .isInstanceOfSatisfying(
                            Answered.class,
                            answer -> assertThat(answer.status()).isEqualTo(200));
            assertThat(Duration.between(started, Instant.now())).isLessThan(TIMEOUT);
            assertThat(endpoint.connections()).isEqualTo(1);
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void ofAQuestionTheAnswerCountsAsFarAsItCame(boolean closes) throws IOException {
        try (var endpoint = new ScriptedEndpoint("HTTP/1.1 200 OK\r\nContent-Length: 5000\r\n\r\nwell", closes)) {
            var outcome = outcome(endpoint.url(), endpoint.rules(), Resolver::system, Kind.QUESTION);

            assertThat(outcome)
                    .isInstanceOfSatisfying(
                            Answered.class, answer -> assertThat(answer.body()).hasToString("well"));
        }
    }

    @Test
    void anAddressThatRefusesIsFollowedByTheNext() throws UnknownHostException {
        answer(open, 200, "well");
        var both = new EndpointRules(AllowedEndpoints.of(List.of("127.0.0.0/8:" + port)));

        var outcome = outcome(
                "http://hooks.example:%d/".formatted(port), both, addresses("127.0.0.3", "127.0.0.1"), Kind.NOTICE);

        assertThat(outcome).isInstanceOf(Answered.class);
        assertThat(requests).hasSize(1);
    }

    /// Its backlog is full, so that the system drops what else would connect.
    @Test
    void anAddressThatDropsPacketsLeavesTimeForTheNext() throws IOException {
        answer(open, 200, "well");
        var both = new EndpointRules(AllowedEndpoints.of(List.of("127.0.0.0/8:" + port)));
        try (var dropping = new ServerSocket(port, 1, InetAddress.getByName("127.0.0.4"));
                var first = new Socket(dropping.getInetAddress(), port);
                var second = new Socket(dropping.getInetAddress(), port)) {
            assertThat(first.isConnected() && second.isConnected()).isTrue();

            var outcome = outcome(
                    "http://hooks.example:%d/".formatted(port), both, addresses("127.0.0.4", "127.0.0.1"), Kind.NOTICE);

            assertThat(outcome).isInstanceOf(Answered.class);
            assertThat(requests).hasSize(1);
        }
    }

    /// A receiver that may have taken the notice must not get it again at once from another address.
    @Test
    void anAddressThatTookTheRequestAndBrokeOffIsNotFollowedByAnother() throws IOException {
        answer(open, 200, "well");
        try (var breaking = new ScriptedEndpoint("", true, port, "127.0.0.5")) {
            var both = new EndpointRules(AllowedEndpoints.of(List.of("127.0.0.0/8:" + port)));

            var outcome = outcome(
                    "http://hooks.example:%d/".formatted(port), both, addresses("127.0.0.5", "127.0.0.1"), Kind.NOTICE);

            assertThat(outcome).isInstanceOf(Failed.class);
            assertThat(breaking.connections()).isEqualTo(1);
            assertThat(requests).isEmpty();
        }
    }

    @Test
    void theFamiliesOfAddressesAreTriedInTurn() throws UnknownHostException {
        var resolved = addresses("127.0.0.1", "127.0.0.2", "::1", "::2").resolve("");

        assertThat(AddressOrder.of(resolved))
                .containsExactlyElementsOf(
                        addresses("127.0.0.1", "::1", "127.0.0.2", "::2").resolve(""));
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

    private enum Kind {
        NOTICE,
        QUESTION
    }

    private Outcome post(String url, Resolver resolver) {
        return outcome(url, rules, resolver, Kind.QUESTION);
    }

    private static Outcome outcome(String url, EndpointRules rules, Resolver resolver, Kind kind) {
        var headers = Map.of("webhook-id", "abc");
        var body = new byte[] {'{', '}'};
        try (var client = new GuardedClient(VERTX, rules, resolver, TIMEOUT)) {
            return switch (kind) {
                case NOTICE -> client.post(URI.create(url), headers, body);
                case QUESTION -> client.ask(URI.create(url), headers, body);
            };
        }
    }

    /// Takes connections, reads a request from each, writes what a test says, and closes or holds the connection.
    private static final class ScriptedEndpoint implements AutoCloseable {

        private final ServerSocket server;
        private final AtomicInteger connections = new AtomicInteger();
        private final List<Socket> held = new CopyOnWriteArrayList<>();

        ScriptedEndpoint(String written, boolean closes) throws IOException {
            this(written, closes, 0, "127.0.0.1");
        }

        ScriptedEndpoint(String written, boolean closes, int port, String address) throws IOException {
            server = new ServerSocket(port, 10, InetAddress.getByName(address));
            Thread.ofVirtual().start(() -> serve(written, closes));
        }

        private void serve(String written, boolean closes) {
            try {
                while (true) {
                    var socket = server.accept();
                    connections.incrementAndGet();
                    held.add(socket);
                    var in = socket.getInputStream();
                    var read = new StringBuilder();
                    while (!read.toString().endsWith("{}")) {
                        read.append((char) in.read());
                    }
                    socket.getOutputStream().write(written.getBytes(StandardCharsets.US_ASCII));
                    socket.getOutputStream().flush();
                    if (closes) {
                        socket.close();
                    }
                }
            } catch (IOException _) {
                // closed
            }
        }

        String url() {
            return "http://127.0.0.1:%d/".formatted(server.getLocalPort());
        }

        EndpointRules rules() {
            return new EndpointRules(AllowedEndpoints.of(List.of("127.0.0.1:" + server.getLocalPort())));
        }

        int connections() {
            return connections.get();
        }

        @Override
        public void close() throws IOException {
            server.close();
            for (var socket : held) {
                socket.close();
            }
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
