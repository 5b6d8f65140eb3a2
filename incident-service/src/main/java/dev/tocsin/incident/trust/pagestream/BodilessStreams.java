package dev.tocsin.incident.trust.pagestream;

import com.fasterxml.jackson.core.JsonProcessingException;
import dev.tocsin.contract.Json;
import dev.tocsin.support.problem.Problem;
import io.quarkus.vertx.http.runtime.filters.Filters;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.util.regex.Pattern;

/// Refuses requests to streams that have a body. Nothing reads it, and over HTTP/2 all requests of a connection share
/// one window for bodies: unread bytes count against it until the answer ends, and a stream's never does.
@Singleton
class BodilessStreams {

    private static final Pattern STREAM = Pattern.compile(
            "/api/v1/stream|(/ops|/ops/incident|/ops/wall|/maintenance|/(incidents|maintenance|cells)/[^/]+)?/live");

    /// Before authentication; after the filter that takes off a proxy's path.
    private static final int PRIORITY = 250;

    void serve(@Observes Filters filters) {
        filters.register(BodilessStreams::refuse, PRIORITY);
    }

    private static void refuse(RoutingContext context) {
        if (hasBody(context.request())
                && STREAM.matcher(context.normalizedPath()).matches()) {
            context.response()
                    .setStatusCode(400)
                    .putHeader(HttpHeaders.CONTENT_TYPE, "application/problem+json")
                    .end(problem());
        } else {
            context.next();
        }
    }

    private static boolean hasBody(HttpServerRequest request) {
        var length = request.getHeader(HttpHeaders.CONTENT_LENGTH);
        return length == null ? request.getHeader(HttpHeaders.TRANSFER_ENCODING) != null : !length.equals("0");
    }

    private static String problem() {
        try {
            return Json.mapper()
                    .writeValueAsString(Problem.of(400, "Bad Request", "A stream takes no body; send none."));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }
}
