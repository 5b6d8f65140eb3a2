package dev.tocsin.probe.check.http;

import static dev.tocsin.contract.health.ErrorKind.NOT_HTTP;
import static dev.tocsin.contract.health.ErrorKind.WRONG_STATUS;

import dev.tocsin.contract.catalog.Authority;
import dev.tocsin.contract.catalog.Question;
import dev.tocsin.probe.check.Fault;
import dev.tocsin.probe.check.network.FaultFound;
import java.net.URI;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// What is sent to one address; a redirect makes the next of it.
record HttpRequest(
        String method,
        URI address,
        Map<String, String> headers,
        @Nullable String body) {

    private static final int HTTP_PORT = 80;
    private static final int HTTPS_PORT = 443;

    static HttpRequest of(Question.Http question, URI address) {
        return new HttpRequest(question.method(), address, question.headers(), question.body());
    }

    static boolean isHttp(URI address) {
        return ("http".equalsIgnoreCase(address.getScheme()) || "https".equalsIgnoreCase(address.getScheme()))
                && Authority.of(address).filter(Authority::hasValidPort).isPresent();
    }

    boolean secure() {
        return "https".equalsIgnoreCase(address.getScheme());
    }

    /// An IPv6 address comes without its brackets.
    String host() {
        return authority().host();
    }

    private Authority authority() {
        return Authority.of(address).orElseThrow();
    }

    int port() {
        return authority().port().orElse(secure() ? HTTPS_PORT : HTTP_PORT);
    }

    /// As the `Host` header has it (RFC 9110, 7.2).
    String hostAndPort() {
        var host = host().contains(":") ? "[" + host() + "]" : host();
        var port = authority().port();
        return port.isPresent() ? host + ":" + port.getAsInt() : host;
    }

    /// Path and query, as they stand in the request line.
    String target() {
        var path = address.getRawPath();
        var query = address.getRawQuery();
        return (path == null || path.isEmpty() ? "/" : path) + (query == null ? "" : "?" + query);
    }

    /// 307 and 308 keep method and body, the others ask with GET (RFC 9110, 15.4). Another origin gets none of the
    /// check's own headers, and never its body: they may be secret.
    HttpRequest redirected(HttpAnswer answer) throws FaultFound {
        var next = target(answer);
        var sameOrigin = isSameOrigin(next);
        var keeps = answer.status() == 307 || answer.status() == 308;
        if (keeps && body != null && !sameOrigin) {
            throw new FaultFound(Fault.of(WRONG_STATUS, "redirects the request's body to another host"));
        }
        var asksAlike = keeps || method.equals("HEAD");
        return new HttpRequest(asksAlike ? method : "GET", next, sameOrigin ? headers : Map.of(), keeps ? body : null);
    }

    private URI target(HttpAnswer answer) throws FaultFound {
        try {
            var next = address.resolve(answer.header("location").orElseThrow());
            if (isHttp(next)) {
                return next;
            }
        } catch (IllegalArgumentException e) {
            // The same fault as an address of another scheme.
        }
        throw new FaultFound(Fault.of(NOT_HTTP, "redirects to what is not an http or https address"));
    }

    private boolean isSameOrigin(URI next) {
        var other = new HttpRequest("GET", next, Map.of(), null);
        return secure() == other.secure() && port() == other.port() && host().equalsIgnoreCase(other.host());
    }
}
