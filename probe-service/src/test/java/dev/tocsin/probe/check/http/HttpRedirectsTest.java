package dev.tocsin.probe.check.http;

import static dev.tocsin.contract.health.ErrorKind.TOO_MANY_REDIRECTS;
import static dev.tocsin.contract.health.ErrorKind.WRONG_STATUS;
import static dev.tocsin.probe.check.http.HttpGet.get;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tocsin.probe.check.network.Asking;
import dev.tocsin.probe.check.network.TlsConnector;
import dev.tocsin.probe.check.network.Wire;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/// How redirects are followed, and which headers and cookies go along.
class HttpRedirectsTest {

    private final Asking asking = new Asking(new HttpCheck(new HttpExchange(Asking.connector(), new TlsConnector())));
    private final HttpSite site = new HttpSite();

    @AfterEach
    void stop() {
        site.close();
    }

    @Test
    void redirectsAreFollowedAsFarAsWanted() {
        assertThat(asking.errorOf(site.get("/elsewhere").question())).isEqualTo(WRONG_STATUS);
        assertThat(asking.errorOf(site.get("/elsewhere").following(1))).isNull();
        assertThat(asking.errorOf(site.get("/round").following(3))).isEqualTo(TOO_MANY_REDIRECTS);
        assertThat(site.seen())
                .filteredOn(line -> line.startsWith("GET /round"))
                .hasSize(4);
        assertThat(site.seen()).contains("GET /login?from=elsewhere -");
    }

    @Test
    void anotherOriginGetsNoneOfTheHeaders() throws Exception {
        try (var other =
                Wire.answering("HTTP/1.1 302 Found\r\nLocation: http://127.0.0.1:" + site.port() + "/login\r\n\r\n")) {
            assertThat(asking.errorOf(get(other, "/").following(1, Map.of("Authorization", "Bearer abc"))))
                    .isNull();
        }

        assertThat(site.seen()).containsExactly("GET /login -");
    }

    @Test
    void cookiesOfAnAskAreKeptForItsRedirects() {
        assertThat(asking.errorOf(site.get("/gate").following(3))).isNull();
        assertThat(asking.errorOf(site.get("/gate").following(3))).isNull();
        assertThat(asking.errorOf(site.get("/gate").following(3, Map.of("Cookie", "own=1"))))
                .isNull();

        assertThat(site.cookies()).containsExactly("-", "seen=yes", "-", "seen=yes", "own=1", "own=1; seen=yes");
    }

    @Test
    void locationsAreReadAsBrowsersDo() {
        assertThat(asking.errorOf(site.get("/a/b").following(3))).isNull();

        assertThat(site.seen())
                .containsExactly("GET /a/b -", "GET /a/b?x=1 -", "GET /a%20b -", "GET /%E7%9F%B3%E7%94%B0 -");
    }
}
