package dev.tocsin.probe.check.http;

import static dev.tocsin.contract.health.ErrorKind.OTHER;
import static dev.tocsin.contract.health.ErrorKind.SECRET_MISSING;
import static dev.tocsin.contract.health.ErrorKind.UNREACHABLE;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tocsin.contract.catalog.Question.Route;
import dev.tocsin.contract.health.Outcome;
import dev.tocsin.probe.check.Fault;
import dev.tocsin.probe.check.network.Asking;
import dev.tocsin.probe.check.network.ClosedPort;
import dev.tocsin.probe.check.network.DefaultProxy;
import dev.tocsin.probe.check.network.ProxyServer;
import dev.tocsin.probe.check.network.TlsConnector;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/// Requests that go through a proxy.
class HttpProxyTest {

    private final Asking asking = new Asking(new HttpCheck(new HttpExchange(Asking.connector(), new TlsConnector())));
    private final HttpSite site = new HttpSite();

    @AfterEach
    void stop() {
        site.close();
    }

    @Test
    void aProxyIsUsedWhereOneIsStatedOrConfigured() throws Exception {
        try (var proxy = ProxyServer.open()) {
            var stated = new HttpGet("http://127.0.0.1:%d/login".formatted(site.port()))
                    .through(new Route(null, proxy.address(), "Basic abc"));

            assertThat(asking.errorOf(stated)).isNull();
            assertThat(proxy.heads())
                    .singleElement()
                    .asString()
                    .startsWith("GET http://127.0.0.1:%d/login HTTP/1.1".formatted(site.port()))
                    .contains("Proxy-Authorization: Basic abc");
        }
        try (var proxy = ProxyServer.open()) {
            var configured = DefaultProxy.of(Optional.of(proxy.address()), Optional.empty());
            var asks = new Asking(
                    new HttpCheck(new HttpExchange(Asking.connector(configured), new TlsConnector())), Map.of());

            assertThat(asks.errorOf(site.get("/login").question())).isNull();
            assertThat(asks.errorOf(site.get("/login").through(new Route(null, Route.DIRECT, null))))
                    .isNull();
            assertThat(proxy.heads()).hasSize(1);
        }
    }

    @Test
    void aProxyThatSaysNoBlamesNobodyElse() throws Exception {
        var url = new HttpGet("https://localhost:%d/".formatted(site.port()));
        try (var proxy = ProxyServer.answering("HTTP/1.1 407 Proxy Authentication Required\r\n\r\n")) {
            var answer = asking.ask(url.through(new Route(null, proxy.address(), null)));

            assertThat(answer.fault()).contains(Fault.unsure(OTHER, "the proxy refuses the probe: 407"));
        }
        try (var proxy = ProxyServer.answering("HTTP/1.1 503 Service Unavailable\r\n\r\n")) {
            assertThat(asking.errorOf(url.through(new Route(null, proxy.address(), null))))
                    .isEqualTo(UNREACHABLE);
        }
        try (var closed = ClosedPort.onLoopback()) {
            var nobody = asking.ask(url.through(new Route(null, "http://127.0.0.1:" + closed.port(), null)));
            assertThat(nobody.outcome()).isEqualTo(Outcome.UNSURE);
        }
        assertThat(asking.ask(url.through(new Route(null, "${PROXY}", null))).fault())
                .map(Fault::kind)
                .contains(SECRET_MISSING);
    }
}
