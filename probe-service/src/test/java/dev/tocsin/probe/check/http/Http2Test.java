package dev.tocsin.probe.check.http;

import static dev.tocsin.contract.health.ErrorKind.INCOMPLETE;
import static dev.tocsin.contract.health.ErrorKind.NOT_HTTP;
import static dev.tocsin.contract.health.ErrorKind.RESET;
import static dev.tocsin.contract.health.ErrorKind.WRONG_BODY;
import static dev.tocsin.contract.health.ErrorKind.WRONG_STATUS;
import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tocsin.contract.catalog.Question;
import dev.tocsin.contract.health.Outcome;
import dev.tocsin.probe.check.network.Asking;
import dev.tocsin.probe.check.network.Certificates;
import dev.tocsin.probe.check.network.TlsConnector;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpVersion;
import io.vertx.core.net.PemKeyCertOptions;
import java.io.IOException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLServerSocket;
import javax.net.ssl.SSLSocket;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class Http2Test {

    private static final List<String> SEEN = new CopyOnWriteArrayList<>();

    @TempDir
    private static Path folder = Path.of("");

    private static @Nullable Certificates certificates;
    private static @Nullable Vertx vertx;
    private static int port;

    private final Asking asking = new Asking(new HttpCheck(new HttpExchange(Asking.connector(), new TlsConnector())));

    @BeforeAll
    static void serve() throws Exception {
        certificates = Certificates.create(folder, "own", "-dname", "CN=localhost", "-ext", "san=dns:localhost");
        var all = certificates.pemWithKey().getFirst().toString();
        vertx = Vertx.vertx();
        HttpServer server = vertx.createHttpServer(new HttpServerOptions()
                        .setSsl(true)
                        .setUseAlpn(true)
                        .setPort(0)
                        .setHost("127.0.0.1")
                        .setKeyCertOptions(
                                new PemKeyCertOptions().setCertPath(all).setKeyPath(all)))
                .requestHandler(Http2Test::answer)
                .listen()
                .toCompletionStage()
                .toCompletableFuture()
                .get(20, TimeUnit.SECONDS);
        port = server.actualPort();
    }

    @AfterAll
    static void stop() {
        var _ = requireNonNull(vertx).close();
    }

    private static void answer(HttpServerRequest request) {
        request.body().onSuccess(body -> {
            SEEN.add("%s %s %s %s %s %s"
                    .formatted(
                            request.version(),
                            request.method(),
                            request.uri(),
                            request.authority(),
                            request.getHeader("Token"),
                            body));
            switch (request.path()) {
                case "/" -> request.response().putHeader("X-Cell", "login@na").end("all is well");
                case "/large" ->
                    request.response().end(Buffer.buffer("x".repeat((1 << 20) - 5) + "early" + "x".repeat(1 << 20)));
                case "/stream" -> request.response().setChunked(true).write("begun");
                case "/away" ->
                    request.response()
                            .setStatusCode(302)
                            .putHeader("Location", "/")
                            .end();
                case "/reset" -> {
                    var _ = request.response().reset(2);
                }
                case "/old" -> {
                    if (request.version() == HttpVersion.HTTP_2) {
                        var _ = request.response().reset(13);
                    } else {
                        request.response().end("all is well");
                    }
                }
                case "/broken" -> {
                    request.response()
                            .setChunked(true)
                            .write("begun")
                            .onSuccess(_ -> request.connection().close());
                }
                default -> request.response().setStatusCode(404).end();
            }
        });
    }

    @Test
    void http2IsSpokenWhereItIsOffered() {
        SEEN.clear();

        var answer = asking.ask(question("/", "all is well"));

        assertThat(answer.fault()).isEmpty();
        assertThat(answer.phases().tlsMillis()).isPositive();
        assertThat(answer.phases().firstByteMillis()).isPositive();
        assertThat(answer.phases().transferMillis()).isNotNull();
        assertThat(SEEN).containsExactly("HTTP_2 POST / localhost:%d secret hello".formatted(port));
    }

    @Test
    void whatIsExpectedIsComparedAsOverHttp1() {
        assertThat(asking.errorOf(question("/", "nothing is well"))).isEqualTo(WRONG_BODY);
        assertThat(asking.errorOf(question("/nowhere", null))).isEqualTo(WRONG_STATUS);
        assertThat(asking.errorOf(question("/large", "early"))).isNull();
        assertThat(asking.errorOf(question("/stream", null))).isNull();
        assertThat(asking.errorOf(question("/away", "all is well"))).isNull();
    }

    @Test
    void whatBreaksIsToldApart() {
        assertThat(asking.errorOf(question("/reset", null))).isEqualTo(RESET);
        assertThat(asking.errorOf(question("/broken", "ever"))).isEqualTo(INCOMPLETE);
    }

    @Test
    void aServerThatWantsHttp1GetsIt() {
        SEEN.clear();

        assertThat(asking.errorOf(question("/old", "all is well"))).isNull();

        assertThat(SEEN).hasSize(2).last().asString().startsWith("HTTP_1_1 POST /old");
    }

    /// A server that agrees on HTTP/2 and then sends anything.
    @Test
    void noFramesBreakAnAsk() throws Exception {
        try (var odd = new OddServer(requireNonNull(certificates))) {
            for (var seed = 0; seed < 60; seed++) {
                odd.seed = seed;

                var answer = asking.ask(question(odd.port(), "/", "well"), 2000, 2000);

                assertThat(answer.outcome())
                        .as("seed %d: %s", seed, answer.fault())
                        .isEqualTo(Outcome.FAIL);
            }
            odd.seed = -1;
            assertThat(asking.errorOf(question(odd.port(), "/", "well"))).isEqualTo(NOT_HTTP);
        }
    }

    private static Question.Http question(String path, @Nullable String contains) {
        return question(port, path, contains);
    }

    private static Question.Http question(int at, String path, @Nullable String contains) {
        return new Question.Http(
                "POST",
                "https://localhost:%d%s".formatted(at, path),
                Map.of("Token", "secret"),
                "hello",
                List.of(200),
                Map.of(),
                contains,
                null,
                1,
                false);
    }

    private static final class OddServer implements AutoCloseable {

        private final SSLServerSocket server;
        private volatile int seed;

        OddServer(Certificates certificates) throws IOException, GeneralSecurityException {
            server = (SSLServerSocket)
                    certificates.context().getServerSocketFactory().createServerSocket(0);
            var parameters = server.getSSLParameters();
            parameters.setApplicationProtocols(new String[] {"h2"});
            server.setSSLParameters(parameters);
            Thread.startVirtualThread(this::serve);
        }

        int port() {
            return server.getLocalPort();
        }

        private void serve() {
            while (!server.isClosed()) {
                try (var socket = (SSLSocket) server.accept()) {
                    socket.startHandshake();
                    socket.getOutputStream().write(bytes());
                    socket.shutdownOutput();
                    var _ = socket.getInputStream().readAllBytes();
                } catch (IOException e) {
                    // The probe left, or the test ended.
                }
            }
        }

        /// A SETTINGS frame, then a frame of any type and content.
        private byte[] bytes() {
            if (seed < 0) {
                return "HTTP/1.1 200 OK\r\n\r\nall is well".getBytes(java.nio.charset.StandardCharsets.US_ASCII);
            }
            var random = new Random(seed);
            var length = random.nextInt(40);
            var content = new byte[length];
            random.nextBytes(content);
            return Buffer.buffer()
                    .appendBytes(new byte[] {0, 0, 0, 4, 0, 0, 0, 0, 0})
                    .appendBytes(new byte[] {0, 0, (byte) length, (byte) random.nextInt(11), (byte) random.nextInt(64)})
                    .appendInt(random.nextInt(4))
                    .appendBytes(content)
                    .getBytes();
        }

        @Override
        public void close() throws IOException {
            server.close();
        }
    }
}
