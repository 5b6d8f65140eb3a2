package dev.tocsin.probe.check.tls;

import static dev.tocsin.contract.health.ErrorKind.CERTIFICATE_EXPIRED;
import static dev.tocsin.contract.health.ErrorKind.CERTIFICATE_EXPIRING;
import static dev.tocsin.contract.health.ErrorKind.CERTIFICATE_UNTRUSTED;
import static dev.tocsin.contract.health.ErrorKind.CERTIFICATE_WRONG_NAME;
import static dev.tocsin.contract.health.ErrorKind.TIMED_OUT;
import static dev.tocsin.contract.health.ErrorKind.TLS_FAILURE;
import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tocsin.contract.catalog.Question;
import dev.tocsin.contract.catalog.Question.Route;
import dev.tocsin.contract.health.ErrorKind;
import dev.tocsin.contract.health.Outcome;
import dev.tocsin.probe.check.Fault;
import dev.tocsin.probe.check.network.Asking;
import dev.tocsin.probe.check.network.Certificates;
import dev.tocsin.probe.check.network.ProxyServer;
import dev.tocsin.probe.check.network.TlsConnector;
import dev.tocsin.probe.check.network.Wire;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import javax.net.ssl.SSLServerSocket;
import javax.net.ssl.SSLSocket;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TlsCheckTest {

    private static final String[] FOR_LOCALHOST = {"-dname", "CN=localhost", "-ext", "san=dns:localhost,ip:127.0.0.1"};

    @TempDir
    private static Path folder = Path.of("");

    private static @Nullable Certificates authority;
    private static @Nullable Certificates good;
    private static @Nullable String trust;

    private final Asking asking = new Asking(new TlsCheck(Asking.connector(), new TlsConnector()));

    @BeforeAll
    static void makeAuthority() throws Exception {
        authority =
                Certificates.create(folder, "authority", "-dname", "CN=Authority", "-ext", "bc:c", "-validity", "3650");
        trust = authority.pem().toString();
        good = signed("good", "90", FOR_LOCALHOST);
    }

    @Test
    void aCertificateThatIsTrustedNamedAndLongLivedPasses() throws Exception {
        try (var server = new TlsServer(good())) {
            var answer = asking.ask(question(server.port(), "localhost", trust));
            assertThat(answer.fault()).isEmpty();
            assertThat(answer.outcome()).isEqualTo(Outcome.PASS);
            assertThat(answer.phases().tlsMillis()).isPositive();
            assertThat(answer.phases().firstByteMillis()).isNull();
            assertThat(errorOf(server, "127.0.0.1", trust)).isNull();
        }
    }

    /// Names of containers may hold `_`, and a dot at the end only says that a name is whole.
    @Test
    void namesAreComparedAlsoWithAnUnderscoreOrADotAtTheEnd() throws Exception {
        var names = new String[] {"-dname", "CN=any", "-ext", alternativeNames("my_svc", "*.net_1", "localhost")};

        try (var server = new TlsServer(signed("underscore", "90", names))) {
            assertThat(errorOf(server, "my_svc", trust)).isNull();
            assertThat(errorOf(server, "MY_SVC", trust)).isNull();
            assertThat(errorOf(server, "web.net_1", trust)).isNull();
            assertThat(errorOf(server, "localhost.", trust)).isNull();
            assertThat(errorOf(server, "other_svc", trust)).isEqualTo(CERTIFICATE_WRONG_NAME);
            assertThat(errorOf(server, "a.web.net_1", trust)).isEqualTo(CERTIFICATE_WRONG_NAME);
            assertThat(errorOf(server, "my_svc", null)).isEqualTo(CERTIFICATE_UNTRUSTED);
        }
    }

    /// In DER, for keytool writes no such names by itself (RFC 5280, 4.2.1.6).
    private static String alternativeNames(String... names) {
        var encoded = new ByteArrayOutputStream();
        for (var name : names) {
            encoded.write(0x82);
            encoded.write(name.length());
            encoded.writeBytes(name.getBytes(US_ASCII));
        }
        var hex = HexFormat.of().withDelimiter(":");
        return "2.5.29.17=30:%02x:%s".formatted(encoded.size(), hex.formatHex(encoded.toByteArray()));
    }

    @Test
    void withoutItsRootItIsUntrusted() throws Exception {
        try (var server = new TlsServer(good())) {
            assertThat(errorOf(server, "localhost", null)).isEqualTo(CERTIFICATE_UNTRUSTED);
        }
    }

    @Test
    void aCertificateForSomebodyElseHasTheWrongName() throws Exception {
        try (var server =
                new TlsServer(signed("other", "90", "-dname", "CN=other.example", "-ext", "san=dns:other.example"))) {
            assertThat(errorOf(server, "localhost", trust)).isEqualTo(CERTIFICATE_WRONG_NAME);
        }
    }

    @Test
    void anExpiredCertificateIsSaidToBeExpired() throws Exception {
        var expired = authority().sign("expired", options("5", FOR_LOCALHOST, "-startdate", "-10d"));

        try (var server = new TlsServer(expired)) {
            var fault = asking.ask(question(server.port(), "localhost", trust))
                    .fault()
                    .orElseThrow();

            assertThat(fault.kind()).isEqualTo(CERTIFICATE_EXPIRED);
            assertThat(fault.detail()).startsWith("expired at 20");
        }
    }

    @Test
    void aCertificateThatEndsSoonIsExpiring() throws Exception {
        try (var server = new TlsServer(signed("soon", "7", FOR_LOCALHOST))) {
            var fault = asking.ask(question(server.port(), "localhost", trust))
                    .fault()
                    .orElseThrow();

            assertThat(fault.kind()).isEqualTo(CERTIFICATE_EXPIRING);
            assertThat(fault.detail()).endsWith("6 days left, fewer than 14");
        }
    }

    /// The server's own certificate lives for 90 days, its issuer's for 3. Where a server shows such a certificate
    /// besides its chain, it ends nothing.
    @Test
    void theFirstCertificateOfTheChainToEndIsNamed() throws Exception {
        var issuer = authority().sign("issuer", options("3", new String[] {"-dname", "CN=Issuer", "-ext", "bc:c"}));
        var own = certificate(good());
        var root = certificate(authority());

        assertThat(TlsCheck.expiring(List.of(own, root, certificate(issuer)), Set.of(root), 14, Instant.now()))
                .isEmpty();
        try (var server = new TlsServer(issuer.sign("brief", options("90", FOR_LOCALHOST)))) {
            var fault = asking.ask(question(server.port(), "localhost", trust))
                    .fault()
                    .orElseThrow();

            assertThat(fault.kind()).isEqualTo(CERTIFICATE_EXPIRING);
            assertThat(fault.detail())
                    .startsWith("the issuer CN=Issuer expires at 20")
                    .endsWith("2 days left, fewer than 14");
            assertThat(asking.errorOf(new Question.Tls("127.0.0.1", server.port(), "localhost", 2, trust)))
                    .isNull();
        }
    }

    private static X509Certificate certificate(Certificates from) throws Exception {
        try (var pem = Files.newInputStream(from.pem())) {
            return (X509Certificate) CertificateFactory.getInstance("X.509").generateCertificate(pem);
        }
    }

    @Test
    void aServerIsReachedThroughAProxy() throws Exception {
        try (var server = new TlsServer(good());
                var proxy = ProxyServer.open()) {
            var route = new Route(null, proxy.address(), null);

            assertThat(asking.errorOf(
                            new Question.Tls("127.0.0.1", server.port(), "localhost", 14, trust, route, null)))
                    .isNull();
            assertThat(proxy.heads()).singleElement().asString().startsWith("CONNECT 127.0.0.1:" + server.port() + " ");
        }
    }

    @Test
    void aServerThatTalksNoTlsFails() throws Exception {
        try (var wire = Wire.greeting("220 mail.example ESMTP\r\n")) {
            assertThat(asking.errorOf(question(wire.port(), "localhost", null))).isEqualTo(TLS_FAILURE);
        }
    }

    @Test
    void aHandshakeThatStallsIsEndedAtTheTimeout() throws Exception {
        try (var wire = Wire.silent()) {
            var fault = asking.ask(question(wire.port(), "localhost", null), 300, 300)
                    .fault();

            assertThat(fault).contains(Fault.of(TIMED_OUT, "not done within 300 ms, while in the TLS handshake"));
        }
    }

    @Test
    void anUnreadableTrustFileBlamesNobodyElse() throws Exception {
        try (var server = new TlsServer(good())) {
            var answer = asking.ask(question(
                    server.port(), "localhost", folder.resolve("nowhere.pem").toString()));

            assertThat(answer.outcome()).isEqualTo(Outcome.UNSURE);
        }
    }

    private @Nullable ErrorKind errorOf(TlsServer server, String name, @Nullable String trustFile) {
        return asking.errorOf(question(server.port(), name, trustFile));
    }

    private static Question.Tls question(int port, String serverName, @Nullable String trustFile) {
        return new Question.Tls("127.0.0.1", port, serverName, 14, trustFile);
    }

    private static Certificates authority() {
        return requireNonNull(authority);
    }

    private static Certificates good() {
        return requireNonNull(good);
    }

    private static Certificates signed(String alias, String days, String... options) throws Exception {
        return authority().sign(alias, options(days, options));
    }

    private static String[] options(String days, String[] options, String... more) {
        var all = new ArrayList<>(List.of(options));
        all.addAll(List.of(more));
        all.addAll(List.of("-validity", days));
        return all.toArray(String[]::new);
    }

    /// Shakes hands with whoever comes.
    private static final class TlsServer implements AutoCloseable {

        private final SSLServerSocket server;

        TlsServer(Certificates certificate) throws IOException, GeneralSecurityException {
            server = (SSLServerSocket) certificate
                    .context()
                    .getServerSocketFactory()
                    .createServerSocket(0, 50, InetAddress.getLoopbackAddress());
            Thread.startVirtualThread(this::serve);
        }

        int port() {
            return server.getLocalPort();
        }

        private void serve() {
            while (!server.isClosed()) {
                try (var socket = (SSLSocket) server.accept()) {
                    socket.startHandshake();
                    var _ = socket.getInputStream().read();
                } catch (IOException e) {
                    // The probe left, or the test ended.
                }
            }
        }

        @Override
        public void close() throws IOException {
            server.close();
        }
    }
}
