package dev.tocsin.probe.check.http;

import static dev.tocsin.contract.health.ErrorKind.CERTIFICATE_UNTRUSTED;
import static dev.tocsin.contract.health.ErrorKind.RESET;
import static dev.tocsin.contract.health.ErrorKind.TLS_FAILURE;
import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsParameters;
import com.sun.net.httpserver.HttpsServer;
import dev.tocsin.contract.health.Outcome;
import dev.tocsin.probe.check.network.Asking;
import dev.tocsin.probe.check.network.Certificates;
import dev.tocsin.probe.check.network.TlsConnector;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The certificates that servers and clients show, and whom they convince.
class HttpsTest {

    private final Asking asking = new Asking(new HttpCheck(new HttpExchange(Asking.connector(), new TlsConnector())));

    @Test
    void httpsIsVerifiedUnlessTold(@TempDir Path folder) throws Exception {
        var certificate = Certificates.create(folder, "self", "-dname", "CN=localhost", "-ext", "san=dns:localhost");
        var secure = HttpsServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        secure.setHttpsConfigurator(new HttpsConfigurator(certificate.context()));
        secure.createContext("/", exchange -> HttpSite.answer(exchange, 200, "hello"));
        secure.start();
        var url = "https://localhost:" + secure.getAddress().getPort() + "/";

        assertThat(asking.errorOf(new HttpGet(url).question())).isEqualTo(CERTIFICATE_UNTRUSTED);
        var unverified = asking.ask(new HttpGet(url).unverified());
        assertThat(unverified.outcome()).isEqualTo(Outcome.PASS);
        assertThat(unverified.phases().tlsMillis()).isPositive();
        secure.stop(0);
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
        secure.createContext("/", exchange -> HttpSite.answer(exchange, 200, "hello"));
        secure.start();
        var ask = new HttpGet(
                "https://localhost:%d/".formatted(secure.getAddress().getPort()));

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
}
