package dev.tocsin.notifier.http;

import static io.quarkus.vertx.http.runtime.VertxHttpRecorder.MAX_REQUEST_SIZE_KEY;

import io.vertx.core.http.HttpHeaders;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;

/// Keeps request bodies small, except for files that operators upload: for these, only the server's own limit holds.
@ApplicationScoped
class BodyLimit {

    private static final long SMALL = 256 * 1024L;
    private static final String FILES = "/api/v1/subscriptions.csv";

    /// After the server's own limit, and before every handler that reads bodies.
    private static final int ORDER = -1;

    void register(@Observes Router router) {
        router.route().order(ORDER).handler(BodyLimit::limit);
    }

    private static void limit(RoutingContext context) {
        var length = context.request().getHeader(HttpHeaders.CONTENT_LENGTH);
        if (context.normalizedPath().endsWith(FILES)) {
            context.next();
        } else if (length != null && Long.parseLong(length) > SMALL) {
            context.response().putHeader(HttpHeaders.CONNECTION, HttpHeaders.CLOSE);
            context.fail(413);
        } else {
            context.put(MAX_REQUEST_SIZE_KEY, SMALL);
            context.next();
        }
    }
}
