package dev.tocsin.probe.check.http;

import static dev.tocsin.contract.health.ErrorKind.NOT_HTTP;
import static dev.tocsin.contract.health.ErrorKind.WRONG_STATUS;

import dev.tocsin.contract.catalog.Question;
import dev.tocsin.contract.catalog.WebAddress;
import dev.tocsin.probe.check.Fault;
import dev.tocsin.probe.check.network.FaultFound;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// A request to one address; a redirect turns it into the next one.
record HttpRequest(
        String method,
        WebAddress address,
        Map<String, String> headers,
        @Nullable String body) {

    private static final String COOKIE = "Cookie";

    static HttpRequest of(Question.Http question, WebAddress address) {
        return new HttpRequest(question.method(), address, question.headers(), question.body());
    }

    /// The same with further cookies.
    HttpRequest withCookies(String cookies) {
        var all = new LinkedHashMap<String, String>();
        headers.forEach((name, value) -> {
            if (!name.equalsIgnoreCase(COOKIE)) {
                all.put(name, value);
            }
        });
        var own = headers.entrySet().stream()
                .filter(header -> header.getKey().equalsIgnoreCase(COOKIE))
                .map(header -> header.getValue() + "; ")
                .findFirst();
        all.put(COOKIE, own.orElse("") + cookies);
        return new HttpRequest(method, address, all, body);
    }

    /// The next request, as browsers make it (WHATWG Fetch, 4.4): with GET after a 303, and after a 301 or
    /// 302 to a POST; otherwise the same. Another origin gets none of the check's own headers, and never its
    /// body: they may be secret.
    HttpRequest redirected(HttpAnswer answer) throws FaultFound {
        var next = address.resolve(answer.header("location").orElseThrow())
                .orElseThrow(() -> new FaultFound(
                        Fault.of(NOT_HTTP, "redirects to an address that is not a valid http or https address")));
        var sameOrigin = address.hasOriginOf(next);
        var keeps = asksAlike(answer.status());
        if (keeps && body != null && !sameOrigin) {
            throw new FaultFound(Fault.of(WRONG_STATUS, "redirects the request's body to another host"));
        }
        return new HttpRequest(
                keeps || method.equals("HEAD") ? method : "GET",
                next,
                sameOrigin ? headers : Map.of(),
                keeps ? body : null);
    }

    private boolean asksAlike(int status) {
        return switch (status) {
            case 303 -> false;
            case 301, 302 -> !method.equals("POST");
            default -> true;
        };
    }
}
