package dev.tocsin.incident.access.http;

import io.quarkus.vertx.http.runtime.filters.Filters;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.net.URI;
import java.util.Locale;
import java.util.Optional;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/// Marks cookies as `Secure` where readers reach this service over TLS, also when a proxy ends that and does not say
/// so.
@Singleton
class SecureCookies {

    private static final int BEFORE_AUTHENTICATION = 900;
    private static final String SET_COOKIE = "set-cookie";

    void mark(@Observes Filters filters, @ConfigProperty(name = "tocsin.incident.url") Optional<URI> site) {
        if (site.map(URI::getScheme).filter("https"::equalsIgnoreCase).isPresent()) {
            filters.register(
                    context -> {
                        context.addHeadersEndHandler(_ -> mark(context));
                        context.next();
                    },
                    BEFORE_AUTHENTICATION);
        }
    }

    private static void mark(RoutingContext context) {
        var headers = context.response().headers();
        var cookies = headers.getAll(SET_COOKIE);
        if (!cookies.isEmpty()) {
            headers.set(SET_COOKIE, cookies.stream().map(SecureCookies::secure).toList());
        }
        context.request().cookies().forEach(cookie -> cookie.setSecure(true));
    }

    private static String secure(String cookie) {
        return cookie.toLowerCase(Locale.ROOT).contains("; secure") ? cookie : cookie + "; Secure";
    }
}
