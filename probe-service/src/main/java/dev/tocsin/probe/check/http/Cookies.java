package dev.tocsin.probe.check.http;

import dev.tocsin.contract.catalog.WebAddress;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.apache.hc.client5.http.cookie.BasicCookieStore;
import org.apache.hc.client5.http.cookie.CookieOrigin;
import org.apache.hc.client5.http.cookie.CookieSpec;
import org.apache.hc.client5.http.cookie.MalformedCookieException;
import org.apache.hc.client5.http.impl.cookie.RFC6265LaxSpec;
import org.apache.hc.core5.http.NameValuePair;
import org.apache.hc.core5.http.message.BasicHeader;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The cookies of one ask, which its redirects may need (RFC 6265).
final class Cookies {

    private static final Logger LOG = LoggerFactory.getLogger(Cookies.class);

    private final CookieSpec rules = new RFC6265LaxSpec();
    private final BasicCookieStore store = new BasicCookieStore();

    void take(WebAddress from, HttpAnswer answer) {
        answer.headers().getOrDefault("set-cookie", List.of()).forEach(cookie -> take(origin(from), cookie));
    }

    private void take(CookieOrigin from, String setCookie) {
        try {
            for (var cookie : rules.parse(new BasicHeader("Set-Cookie", setCookie), from)) {
                rules.validate(cookie, from);
                store.addCookie(cookie);
            }
        } catch (MalformedCookieException | IllegalArgumentException e) {
            LOG.debug("A cookie is left out, as browsers do", e);
        }
    }

    /// The value of `Cookie` for a request to this address; empty where there is none.
    Optional<String> forRequest(WebAddress to) {
        store.clearExpired(Instant.now());
        var matching = store.getCookies().stream()
                .filter(cookie -> rules.match(cookie, origin(to)))
                .toList();
        return matching.isEmpty()
                ? Optional.empty()
                : Optional.of(rules.formatCookies(matching).stream()
                        .map(NameValuePair::getValue)
                        .collect(Collectors.joining("; ")));
    }

    private static CookieOrigin origin(WebAddress address) {
        return new CookieOrigin(address.host(), address.port(), address.path(), address.isSecure());
    }
}
