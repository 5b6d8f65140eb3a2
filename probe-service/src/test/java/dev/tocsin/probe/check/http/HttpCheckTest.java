package dev.tocsin.probe.check.http;

import static dev.tocsin.contract.health.ErrorKind.CERTIFICATE_UNTRUSTED;
import static dev.tocsin.contract.health.ErrorKind.INCOMPLETE;
import static dev.tocsin.contract.health.ErrorKind.NOT_HTTP;
import static dev.tocsin.contract.health.ErrorKind.OTHER;
import static dev.tocsin.contract.health.ErrorKind.REFUSED;
import static dev.tocsin.contract.health.ErrorKind.RESET;
import static dev.tocsin.contract.health.ErrorKind.SECRET_MISSING;
import static dev.tocsin.contract.health.ErrorKind.TIMED_OUT;
import static dev.tocsin.contract.health.ErrorKind.TLS_FAILURE;
import static dev.tocsin.contract.health.ErrorKind.TOO_MANY_REDIRECTS;
import static dev.tocsin.contract.health.ErrorKind.UNREACHABLE;
import static dev.tocsin.contract.health.ErrorKind.WRONG_BODY;
import static dev.tocsin.contract.health.ErrorKind.WRONG_HEADER;
import static dev.tocsin.contract.health.ErrorKind.WRONG_STATUS;
import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsParameters;
import com.sun.net.httpserver.HttpsServer;
import dev.tocsin.contract.catalog.Question;
import dev.tocsin.contract.catalog.Question.ClientCertificate;
import dev.tocsin.contract.catalog.Question.Route;
import dev.tocsin.contract.health.Outcome;
import dev.tocsin.probe.check.Fault;
import dev.tocsin.probe.check.network.Asking;
import dev.tocsin.probe.check.network.Certificates;
import dev.tocsin.probe.check.network.DefaultProxy;
import dev.tocsin.probe.check.network.ProxyServer;
import dev.tocsin.probe.check.network.TlsConnector;
import dev.tocsin.probe.check.network.Wire;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HttpCheckTest {

    private final Asking asking = asking(Map.of());
    private final List<String> seen = new CopyOnWriteArrayList<>();
    private final List<String> cookies = new CopyOnWriteArrayList<>();
    private final HttpServer server = server();

    private static Asking asking(Map<String, String> environment) {
        var exchange = new HttpExchange(Asking.connector(), new TlsConnector());
        return new Asking(new HttpCheck(exchange), environment);
    }

    private static HttpServer server() {
        try {
            return HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    @BeforeEach
    void start() {
        server.createContext("/", exchange -> {
            seen.add("%s %s %s"
                    .formatted(
                            exchange.getRequestMethod(),
                            exchange.getRequestURI(),
                            requireNonNull(exchange.getRequestHeaders().getOrDefault("Authorization", List.of("-")))
                                    .getFirst()));
            exchange.getRequestBody().readAllBytes();
            switch (exchange.getRequestURI().getPath()) {
                case "/login" -> answer(exchange, 200, "Password: fünf");
                case "/elsewhere" -> redirect(exchange, "/login?from=elsewhere");
                case "/round" -> redirect(exchange, "/round");
                case "/gate" -> gate(exchange);
                case "/cookie" -> {
                    exchange.getResponseHeaders().add("Set-Cookie", "seen=yes; Path=/; HttpOnly");
                    exchange.getResponseHeaders().add("Set-Cookie", "other=no; Domain=elsewhere.example");
                    exchange.getResponseHeaders().add("Set-Cookie", "=;;; nonsense");
                    redirect(exchange, "/gate");
                }
                case "/a/b" -> redirect(exchange, exchange.getRequestURI().getRawQuery() == null ? "?x=1" : "/a b");
                case "/a b" -> redirect(exchange, new String("/石田".getBytes(UTF_8), ISO_8859_1));
                case "/石田" -> answer(exchange, 200, "here");
                default -> answer(exchange, 404, "");
            }
        });
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.start();
    }

    @AfterEach
    void stop() {
        server.stop(0);
    }

    @Test
    void theRightAnswerPassesAndItsPhasesAreMeasured() {
        var answer = asking.ask(get("/login").question());

        assertThat(answer.outcome()).isEqualTo(Outcome.PASS);
        var phases = answer.phases();
        assertThat(phases.resolveMillis()).isNotNull();
        assertThat(phases.connectMillis()).isPositive();
        assertThat(phases.tlsMillis()).isNull();
        assertThat(phases.firstByteMillis()).isPositive();
        assertThat(phases.transferMillis()).isPositive();
        assertThat(answer.latencyMillis()).isGreaterThanOrEqualTo(requireNonNull(phases.firstByteMillis()));
    }

    @Test
    void aWrongStatusFails() {
        var fault = asking.ask(get("/nowhere").question()).fault();

        assertThat(fault).contains(Fault.of(WRONG_STATUS, "answered 404, not 200"));
    }

    @Test
    void headersAreCompared() {
        assertThat(asking.errorOf(get("/login").expecting("X-Cell", "login@na")))
                .isNull();
        assertThat(asking.errorOf(get("/login").expecting("x-cell", "login@eu")))
                .isEqualTo(WRONG_HEADER);
        assertThat(asking.errorOf(get("/login").expecting("X-Other", "any"))).isEqualTo(WRONG_HEADER);
    }

    @Test
    void theBodyIsSearched() {
        assertThat(asking.errorOf(get("/login").containing("fünf"))).isNull();
        assertThat(asking.errorOf(get("/login").containing("sechs"))).isEqualTo(WRONG_BODY);
        assertThat(asking.errorOf(get("/login").matching("^Pass.*f.nf$"))).isNull();
        assertThat(asking.errorOf(get("/login").matching("[0-9]"))).isEqualTo(WRONG_BODY);
    }

    @Test
    void anExpressionThatIsNotRe2BlamesNobodyElse() {
        var answer = asking.ask(get("/login").matching("(a)\\1"));

        assertThat(answer.outcome()).isEqualTo(Outcome.UNSURE);
        assertThat(answer.fault()).map(Fault::kind).contains(OTHER);
    }

    @Test
    void onlyTheFirstMebibyteIsRead() throws Exception {
        try (var wire = Wire.answering("HTTP/1.1 200 OK\r\n\r\n" + "x".repeat((1 << 20) - 5) + "early")) {
            assertThat(asking.errorOf(get(wire, "/").containing("early"))).isNull();
        }
        try (var wire = Wire.answering("HTTP/1.1 200 OK\r\n\r\n" + "x".repeat(1 << 21) + "late")) {
            assertThat(asking.errorOf(get(wire, "/").containing("late"))).isEqualTo(WRONG_BODY);
        }
    }

    @Test
    void redirectsAreFollowedAsFarAsWanted() {
        assertThat(asking.errorOf(get("/elsewhere").question())).isEqualTo(WRONG_STATUS);
        assertThat(asking.errorOf(get("/elsewhere").following(1))).isNull();
        assertThat(asking.errorOf(get("/round").following(3))).isEqualTo(TOO_MANY_REDIRECTS);
        assertThat(seen).filteredOn(line -> line.startsWith("GET /round")).hasSize(4);
        assertThat(seen).contains("GET /login?from=elsewhere -");
    }

    @Test
    void anotherOriginGetsNoneOfTheHeaders() throws Exception {
        try (var other =
                Wire.answering("HTTP/1.1 302 Found\r\nLocation: http://127.0.0.1:" + port() + "/login\r\n\r\n")) {
            assertThat(asking.errorOf(get(other, "/").following(1, Map.of("Authorization", "Bearer abc"))))
                    .isNull();
        }

        assertThat(seen).containsExactly("GET /login -");
    }

    @Test
    void secretsArePutInAndNeverTold() {
        var asks = asking(Map.of("TOKEN", "s3cret"));

        assertThat(asks.errorOf(get("/login").following(0, Map.of("Authorization", "Bearer ${TOKEN}"))))
                .isNull();

        assertThat(seen).containsExactly("GET /login Bearer s3cret");
        var fault = asks.ask(get("/x", "${TOKEN}.nowhere.invalid").question())
                .fault()
                .orElseThrow();
        assertThat(fault.detail()).doesNotContain("s3cret");
    }

    @Test
    void aMissingSecretIsNotTheCellsFault() {
        var answer = asking.ask(get("/login").following(0, Map.of("Authorization", "Bearer ${TOKEN}")));

        assertThat(answer.outcome()).isEqualTo(Outcome.UNSURE);
        assertThat(answer.fault()).contains(Fault.unsure(SECRET_MISSING, "the probe's environment has no TOKEN"));
        assertThat(seen).isEmpty();
    }

    @Test
    void aRightAnswerThatComesLateIsSlow() throws Exception {
        try (var wire = Wire.answeringAfter(300, "HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n")) {
            var answer = asking.ask(get(wire, "/").question(), 5000, 200);

            assertThat(answer.outcome()).isEqualTo(Outcome.SLOW);
            assertThat(answer.phases().firstByteMillis()).isBetween(250.0, 2000.0);
        }
    }

    @Test
    void aServerThatDripsIsEndedAtTheTimeout() throws Exception {
        try (var wire = Wire.dripping("HTTP/1.1 200 OK\r\nContent-Length: 100000\r\n\r\n")) {
            var answer = asking.ask(get(wire, "/").containing("y"), 500, 500);

            assertThat(answer.fault()).map(Fault::kind).contains(TIMED_OUT);
            assertThat(answer.fault().orElseThrow().detail())
                    .isEqualTo("not done within 500 ms, while reading the answer");
            assertThat(answer.latencyMillis()).isBetween(490.0, 1500.0);
        }
    }

    @Test
    void aServerThatNeverAnswersIsEndedAtTheTimeout() throws Exception {
        try (var wire = Wire.silent()) {
            var answer = asking.ask(get(wire, "/").question(), 300, 300);

            assertThat(answer.fault().orElseThrow().detail())
                    .isEqualTo("not done within 300 ms, while waiting for the answer");
        }
    }

    @Test
    void whatBreaksIsToldApart() throws Exception {
        assertThat(asking.errorOf(new Ask("http://127.0.0.1:" + Wire.closedPort() + "/").question()))
                .isEqualTo(REFUSED);
        try (var wire = Wire.greeting("220 mail.example ESMTP\r\n")) {
            assertThat(asking.errorOf(new Ask("https://127.0.0.1:%d/".formatted(wire.port())).question()))
                    .isEqualTo(TLS_FAILURE);
        }
        try (var wire = Wire.resetting()) {
            assertThat(asking.errorOf(get(wire, "/").question())).isEqualTo(RESET);
        }
        try (var wire = Wire.answering("")) {
            assertThat(asking.errorOf(get(wire, "/").question())).isEqualTo(RESET);
        }
        try (var wire = Wire.answering("HTTP/1.1 200 OK\r\nContent-Length: 10\r\n\r\nabc")) {
            assertThat(asking.errorOf(get(wire, "/").containing("abc"))).isEqualTo(INCOMPLETE);
        }
        try (var wire = Wire.answering("220 mail.example ESMTP\r\n\r\n")) {
            assertThat(asking.errorOf(get(wire, "/").question())).isEqualTo(NOT_HTTP);
        }
    }

    @Test
    void httpsIsVerifiedUnlessTold(@TempDir Path folder) throws Exception {
        var certificate = Certificates.create(folder, "self", "-dname", "CN=localhost", "-ext", "san=dns:localhost");
        var secure = HttpsServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        secure.setHttpsConfigurator(new HttpsConfigurator(certificate.context()));
        secure.createContext("/", exchange -> answer(exchange, 200, "hello"));
        secure.start();
        var url = "https://localhost:" + secure.getAddress().getPort() + "/";

        assertThat(asking.errorOf(new Ask(url).question())).isEqualTo(CERTIFICATE_UNTRUSTED);
        var unverified = asking.ask(new Ask(url).unverified());
        assertThat(unverified.outcome()).isEqualTo(Outcome.PASS);
        assertThat(unverified.phases().tlsMillis()).isPositive();
        secure.stop(0);
    }

    @Test
    void cookiesOfAnAskAreKeptForItsRedirects() {
        assertThat(asking.errorOf(get("/gate").following(3))).isNull();
        assertThat(asking.errorOf(get("/gate").following(3))).isNull();
        assertThat(asking.errorOf(get("/gate").following(3, Map.of("Cookie", "own=1"))))
                .isNull();

        assertThat(cookies).containsExactly("-", "seen=yes", "-", "seen=yes", "own=1", "own=1; seen=yes");
    }

    @Test
    void locationsAreReadAsBrowsersDo() {
        assertThat(asking.errorOf(get("/a/b").following(3))).isNull();

        assertThat(seen).containsExactly("GET /a/b -", "GET /a/b?x=1 -", "GET /a%20b -", "GET /%E7%9F%B3%E7%94%B0 -");
    }

    @Test
    void aPrivateAuthorityAndAClientCertificateAreEnough(@TempDir Path folder) throws Exception {
        var authority = Certificates.create(folder, "authority", "-dname", "CN=Authority", "-ext", "bc:c");
        var server = authority.sign("server", "-dname", "CN=localhost", "-ext", "san=dns:localhost");
        var clients = authority.sign("client", "-dname", "CN=probe").pemWithKey();
        var trust = authority.pem().toString();
        var secure = HttpsServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        secure.setHttpsConfigurator(new HttpsConfigurator(server.context(authority)) {
            @Override
            public void configure(HttpsParameters parameters) {
                var wanted = getSSLContext().getDefaultSSLParameters();
                wanted.setNeedClientAuth(true);
                parameters.setSSLParameters(wanted);
            }
        });
        secure.createContext("/", exchange -> answer(exchange, 200, "hello"));
        secure.start();
        var ask = new Ask("https://localhost:%d/".formatted(secure.getAddress().getPort()));

        assertThat(asking.errorOf(ask.showing(trust, clients.get(0).toString(), null)))
                .isNull();
        assertThat(asking.errorOf(ask.showing(
                        trust, clients.get(2).toString(), clients.get(1).toString())))
                .isNull();
        assertThat(asking.errorOf(ask.showing(null, clients.get(0).toString(), null)))
                .isEqualTo(CERTIFICATE_UNTRUSTED);
        // Whether the alert or the reset comes first is the network's choice.
        assertThat(asking.errorOf(ask.trusting(trust))).isIn(TLS_FAILURE, RESET);
        var unreadable = asking.ask(ask.showing(trust, trust, null));
        assertThat(unreadable.outcome()).isEqualTo(Outcome.UNSURE);
        assertThat(unreadable.fault().orElseThrow().detail())
                .startsWith("the client certificate or its key cannot be read");
        secure.stop(0);
    }

    @Test
    void aProxyIsUsedWhereOneIsStatedOrConfigured() throws Exception {
        try (var proxy = ProxyServer.open()) {
            var stated = new Ask("http://127.0.0.1:%d/login".formatted(port()))
                    .through(new Route(null, proxy.address(), "Basic abc"));

            assertThat(asking.errorOf(stated)).isNull();
            assertThat(proxy.heads())
                    .singleElement()
                    .asString()
                    .startsWith("GET http://127.0.0.1:%d/login HTTP/1.1".formatted(port()))
                    .contains("Proxy-Authorization: Basic abc");
        }
        try (var proxy = ProxyServer.open()) {
            var configured = DefaultProxy.of(Optional.of(proxy.address()), Optional.empty());
            var asks = new Asking(
                    new HttpCheck(new HttpExchange(Asking.connector(configured), new TlsConnector())), Map.of());

            assertThat(asks.errorOf(get("/login").question())).isNull();
            assertThat(asks.errorOf(get("/login").through(new Route(null, Route.DIRECT, null))))
                    .isNull();
            assertThat(proxy.heads()).hasSize(1);
        }
    }

    @Test
    void aProxyThatSaysNoBlamesNobodyElse() throws Exception {
        var url = new Ask("https://localhost:%d/".formatted(port()));
        try (var proxy = ProxyServer.answering("HTTP/1.1 407 Proxy Authentication Required\r\n\r\n")) {
            var answer = asking.ask(url.through(new Route(null, proxy.address(), null)));

            assertThat(answer.fault()).contains(Fault.unsure(OTHER, "the proxy does not let the probe through: 407"));
        }
        try (var proxy = ProxyServer.answering("HTTP/1.1 503 Service Unavailable\r\n\r\n")) {
            assertThat(asking.errorOf(url.through(new Route(null, proxy.address(), null))))
                    .isEqualTo(UNREACHABLE);
        }
        var nobody = asking.ask(url.through(new Route(null, "http://127.0.0.1:" + Wire.closedPort(), null)));
        assertThat(nobody.outcome()).isEqualTo(Outcome.UNSURE);
        assertThat(asking.ask(url.through(new Route(null, "${PROXY}", null))).fault())
                .map(Fault::kind)
                .contains(SECRET_MISSING);
    }

    @Test
    void aSecretThatEndsWithALineBreakEndsNoHeader() {
        var asks = asking(Map.of("TOKEN", "s3cret\nX-Evil: 1\n"));

        assertThat(asks.errorOf(get("/login").following(0, Map.of("Authorization", "Bearer ${TOKEN}"))))
                .isNull();

        assertThat(seen).containsExactly("GET /login Bearer s3cret X-Evil: 1");
    }

    @Test
    void twoDollarsKeepAReferenceAsText() {
        assertThat(asking.errorOf(get("/login").following(0, Map.of("Authorization", "$${NAME}"))))
                .isNull();

        assertThat(seen).containsExactly("GET /login ${NAME}");
    }

    private void gate(com.sun.net.httpserver.HttpExchange exchange) throws IOException {
        var cookie = requireNonNull(exchange.getRequestHeaders().getOrDefault("Cookie", List.of("-")))
                .getFirst();
        cookies.add(cookie);
        if (cookie.contains("seen=yes")) {
            answer(exchange, 200, "in");
        } else {
            redirect(exchange, "/cookie");
        }
    }

    private int port() {
        return server.getAddress().getPort();
    }

    private Ask get(String path) {
        return get(path, "localhost");
    }

    private Ask get(String path, String host) {
        return new Ask("http://%s:%d%s".formatted(host, port(), path));
    }

    private static Ask get(Wire wire, String path) {
        return new Ask("http://127.0.0.1:%d%s".formatted(wire.port(), path));
    }

    private static void answer(com.sun.net.httpserver.HttpExchange exchange, int status, String body)
            throws IOException {
        var bytes = body.getBytes(UTF_8);
        exchange.getResponseHeaders().add("X-Cell", "login@na");
        exchange.sendResponseHeaders(status, bytes.length == 0 ? -1 : bytes.length);
        exchange.getResponseBody().write(bytes);
        exchange.close();
    }

    private static void redirect(com.sun.net.httpserver.HttpExchange exchange, String location) throws IOException {
        exchange.getResponseHeaders().add("Location", location);
        exchange.sendResponseHeaders(302, -1);
        exchange.close();
    }

    /// Questions that differ in one thing each.
    private record Ask(String url) {

        Question.Http question() {
            return question(Map.of(), Map.of(), null, null, 0, true);
        }

        Question.Http expecting(String header, String value) {
            return question(Map.of(), Map.of(header, value), null, null, 0, true);
        }

        Question.Http containing(String text) {
            return question(Map.of(), Map.of(), text, null, 0, true);
        }

        Question.Http matching(String expression) {
            return question(Map.of(), Map.of(), null, expression, 0, true);
        }

        Question.Http following(int redirects) {
            return following(redirects, Map.of());
        }

        Question.Http following(int redirects, Map<String, String> headers) {
            return question(headers, Map.of(), null, null, redirects, true);
        }

        Question.Http unverified() {
            return question(Map.of(), Map.of(), null, null, 0, false);
        }

        Question.Http through(Route route) {
            return question(route, null, null);
        }

        Question.Http trusting(String trust) {
            return question(null, trust, null);
        }

        Question.Http showing(@Nullable String trust, String certificate, @Nullable String key) {
            return question(null, trust, new ClientCertificate(certificate, key));
        }

        private Question.Http question(
                @Nullable Route route, @Nullable String trust, @Nullable ClientCertificate certificate) {
            return new Question.Http(
                    "GET",
                    url,
                    Map.of(),
                    null,
                    List.of(200),
                    Map.of(),
                    null,
                    null,
                    0,
                    true,
                    null,
                    route,
                    trust,
                    certificate);
        }

        private Question.Http question(
                Map<String, String> headers,
                Map<String, String> expected,
                @Nullable String contains,
                @Nullable String matches,
                int redirects,
                boolean verify) {
            return new Question.Http(
                    "GET", url, headers, null, List.of(200), expected, contains, matches, redirects, verify);
        }
    }
}
