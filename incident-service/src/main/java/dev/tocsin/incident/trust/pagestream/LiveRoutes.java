package dev.tocsin.incident.trust.pagestream;

import dev.tocsin.incident.http.Document;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.RoutingContext;
import jakarta.ws.rs.core.HttpHeaders;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Executors;

/// Serves live pages from the event loop. Requests without a key are left to the routes that follow.
public final class LiveRoutes {

    /// Browsers keep the page, and ask each time whether it is still valid.
    private static final Map<String, String> ASK_AGAIN = Map.of(HttpHeaders.CACHE_CONTROL, "no-cache");

    private LiveRoutes() {}

    public static <K> void answer(RoutingContext context, LivePages<K, ?> pages, Optional<K> key) {
        key.ifPresentOrElse(it -> Document.answer(context, pages.page(it), ASK_AGAIN), context::next);
    }

    public static <K> void follow(RoutingContext context, LivePages<K, ?> pages, Optional<K> key) {
        key.ifPresentOrElse(
                it -> context.vertx()
                        .executeBlocking(Executors.callable(() -> pages.join(it, context)), false)
                        .onFailure(_ -> context.next()),
                context::next);
    }

    /// Requests with credentials may be those of operators, who see more.
    public static boolean showsCredentials(HttpServerRequest request) {
        return request.getHeader(HttpHeaders.AUTHORIZATION) != null || request.getHeader(HttpHeaders.COOKIE) != null;
    }
}
