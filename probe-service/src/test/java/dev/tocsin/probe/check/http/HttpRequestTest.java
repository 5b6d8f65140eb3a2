package dev.tocsin.probe.check.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class HttpRequestTest {

    @ParameterizedTest
    @CsvSource({
        "http://my_svc:8080/health, my_svc, 8080, my_svc:8080",
        "http://my_svc/health, my_svc, 80, my_svc",
        "https://svc.example./health, svc.example., 443, svc.example.",
        "https://münchen.example/health, xn--mnchen-3ya.example, 443, xn--mnchen-3ya.example",
        "http://[::1]:8080/health, ::1, 8080, [::1]:8080"
    })
    void everyNameThatHostsHaveIsAsked(String url, String host, int port, String header) {
        var request = new HttpRequest("GET", URI.create(url), Map.of(), null);

        assertThat(HttpRequest.isHttp(request.address())).isTrue();
        assertThat(request.host()).isEqualTo(host);
        assertThat(request.port()).isEqualTo(port);
        assertThat(request.hostAndPort()).isEqualTo(header);
        assertThat(request.target()).isEqualTo("/health");
    }

    @Test
    void aRedirectStaysAtANameWithAnUnderscore() throws Exception {
        var request = new HttpRequest("GET", URI.create("http://my_svc:8080/a"), Map.of("Token", "secret"), null);

        var next = request.redirected(new HttpAnswer(302, Map.of("location", java.util.List.of("/b")), ""));

        assertThat(next.address()).isEqualTo(URI.create("http://my_svc:8080/b"));
        assertThat(next.headers()).containsKey("Token");
    }
}
