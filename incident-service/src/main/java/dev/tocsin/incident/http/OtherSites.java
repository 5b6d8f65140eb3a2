package dev.tocsin.incident.http;

import io.quarkus.vertx.http.runtime.filters.Filters;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.util.Arrays;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/// Lets scripts on pages of other sites (CORS) read public data, without credentials. They may send any header except
/// `Authorization`. Pictures and the widget's script may also stand on pages that load nothing else from other sites
/// (`Cross-Origin-Embedder-Policy`).
@Singleton
class OtherSites {

    private static final Pattern EMBEDDED = Pattern.compile("/(badge\\.svg|badges/.*|cards/.*|widget\\.js)");

    private static final Pattern PUBLIC =
            Pattern.compile("/(api/v[12]/.*|history\\.(atom|rss)|maintenance\\.ics)|" + EMBEDDED);

    private static final Set<HttpMethod> READS = Set.of(HttpMethod.GET, HttpMethod.HEAD);

    /// Runs before authentication.
    private static final int PRIORITY = 300;

    private static final String AUTHORIZATION = "authorization";
    private static final String A_DAY = "86400";

    void allow(@Observes Filters filters) {
        filters.register(OtherSites::allow, PRIORITY);
    }

    private static void allow(RoutingContext context) {
        var request = context.request();
        if (!PUBLIC.matcher(context.normalizedPath()).matches()) {
            context.next();
        } else if (isPreflight(request)) {
            answerPreflight(context);
        } else {
            if (isAnonymousRead(request)) {
                context.response()
                        .putHeader("Access-Control-Allow-Origin", "*")
                        .putHeader("Access-Control-Expose-Headers", "ETag, Retry-After");
            }
            if (EMBEDDED.matcher(context.normalizedPath()).matches()) {
                context.response().putHeader("Cross-Origin-Resource-Policy", "cross-origin");
            }
            context.next();
        }
    }

    private static boolean isPreflight(HttpServerRequest request) {
        return request.method().equals(HttpMethod.OPTIONS)
                && request.getHeader("Origin") != null
                && request.getHeader("Access-Control-Request-Method") != null;
    }

    private static boolean isAnonymousRead(HttpServerRequest request) {
        return READS.contains(request.method()) && request.getHeader(AUTHORIZATION) == null;
    }

    /// Without the headers that allow a request, a browser does not send the request that it asks about.
    private static void answerPreflight(RoutingContext context) {
        var request = context.request();
        var response = context.response().setStatusCode(204);
        var method = HttpMethod.valueOf(request.getHeader("Access-Control-Request-Method"));
        var headers = request.getHeader("Access-Control-Request-Headers");
        if (READS.contains(method) && !asksForCredentials(headers == null ? "" : headers)) {
            response.putHeader("Access-Control-Allow-Origin", "*")
                    .putHeader("Access-Control-Allow-Methods", "GET, HEAD")
                    .putHeader("Access-Control-Max-Age", A_DAY)
                    .putHeader("Vary", "Access-Control-Request-Headers");
            if (headers != null) {
                response.putHeader("Access-Control-Allow-Headers", headers);
            }
        }
        response.end();
    }

    private static boolean asksForCredentials(String headers) {
        return Arrays.stream(headers.split(","))
                .anyMatch(name -> name.strip().toLowerCase(Locale.ROOT).equals(AUTHORIZATION));
    }
}
