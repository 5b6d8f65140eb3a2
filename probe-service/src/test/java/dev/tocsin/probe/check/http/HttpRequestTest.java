package dev.tocsin.probe.check.http;

import static dev.tocsin.contract.health.ErrorKind.WRONG_STATUS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tocsin.contract.catalog.WebAddress;
import dev.tocsin.probe.check.network.FaultFound;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class HttpRequestTest {

    @Test
    void aRedirectStaysAtANameWithAnUnderscore() throws Exception {
        var next = request("GET").redirected(redirect(302, "/b"));

        assertThat(next.address()).hasToString("http://my_svc:8080/b");
        assertThat(next.headers()).containsKey("Token");
    }

    @ParameterizedTest
    @CsvSource({
        "GET, 301, GET",
        "HEAD, 302, HEAD",
        "POST, 301, GET",
        "POST, 302, GET",
        "POST, 303, GET",
        "POST, 307, POST",
        "PUT, 302, PUT",
        "PUT, 303, GET",
        "HEAD, 303, HEAD",
        "DELETE, 308, DELETE"
    })
    void methodsAreKeptAsBrowsersDo(String method, int status, String then) throws Exception {
        var next = request(method).redirected(redirect(status, "/b"));

        assertThat(next.method()).isEqualTo(then);
        assertThat(next.body()).isEqualTo(then.equals(method) ? request(method).body() : null);
    }

    @Test
    void aBodyStaysAtItsHost() {
        assertThatThrownBy(() -> request("POST").redirected(redirect(307, "http://other/")))
                .isInstanceOfSatisfying(
                        FaultFound.class,
                        found -> assertThat(found.fault().kind()).isEqualTo(WRONG_STATUS));
    }

    @Test
    void aChecksOwnCookiesComeFirst() {
        var request = new HttpRequest("GET", address(), Map.of("cookie", "own=1"), null);

        assertThat(request.withCookies("a=2; b=3").headers()).isEqualTo(Map.of("Cookie", "own=1; a=2; b=3"));
    }

    private static HttpRequest request(String method) {
        return new HttpRequest(method, address(), Map.of("Token", "secret"), method.equals("HEAD") ? null : "body");
    }

    private static WebAddress address() {
        return WebAddress.of("http://my_svc:8080/a").orElseThrow();
    }

    private static HttpAnswer redirect(int status, String location) {
        return new HttpAnswer(status, Map.of("location", List.of(location)), "");
    }
}
