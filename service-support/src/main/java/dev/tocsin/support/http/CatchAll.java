package dev.tocsin.support.http;

import com.fasterxml.jackson.core.JsonProcessingException;
import dev.tocsin.contract.Json;
import dev.tocsin.support.kafka.Unavailability;
import dev.tocsin.support.problem.Problem;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.quarkus.vertx.http.ManagementInterface;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import jakarta.ws.rs.WebApplicationException;
import java.util.List;
import java.util.UUID;
import org.jboss.logging.Logger;

/// Answers requests that no resource class takes and failures outside of resource classes, before Quarkus answers with
/// a page of its own that may show internals. The answer is always a problem (RFC 9457); for a failure of ours it has
/// an id, which the log has too.
@Singleton
class CatchAll {

    private static final Logger LOG = Logger.getLogger(CatchAll.class);

    /// After every handler with its own answer to a failure, before Quarkus, which comes last.
    private static final int NEXT_TO_LAST = Integer.MAX_VALUE - 1;

    private static final int INTERNAL_ERROR = 500;
    private static final int RETRY_AFTER_SECONDS = 5;

    /// Statuses that Vert.x answers by itself, without a route.
    private static final List<Integer> UNROUTED = List.of(400, 404, 405, 406, 413, 414, 415, 431, INTERNAL_ERROR);

    void service(@Observes Router router) {
        install(router);
    }

    void management(@Observes ManagementInterface management) {
        install(management.router());
    }

    private static void install(Router router) {
        router.route().order(NEXT_TO_LAST).failureHandler(CatchAll::failed);
        UNROUTED.forEach(status -> router.errorHandler(status, CatchAll::failed));
    }

    private static void failed(RoutingContext context) {
        var failure = context.failure();
        if (context.response().ended()) {
            return;
        }
        if (failure instanceof SecurityException) {
            context.next(); // the security layer adds its challenge
        } else if (context.response().headWritten()) {
            LOG.errorf(failure, "Response to %s %s broke off", context.request().method(), context.normalizedPath());
            context.response().reset();
        } else {
            answer(context, problem(context));
        }
    }

    private static Problem problem(RoutingContext context) {
        var failure = context.failure();
        var status = status(context);
        if (failure != null && Unavailability.causes(failure)) {
            return Problem.of(
                    503,
                    "Service Unavailable",
                    "The database or Kafka is not available. Nothing was changed; try again.");
        }
        if (status < INTERNAL_ERROR) {
            return Problem.of(status, HttpResponseStatus.valueOf(status).reasonPhrase(), detail(status, context));
        }
        var id = UUID.randomUUID();
        LOG.errorf(failure, "%s %s failed: %s", context.request().method(), context.normalizedPath(), id);
        return Problem.unexpected(id);
    }

    /// REST answers a request that it cannot take with an exception; one whose body comes late ends here.
    private static int status(RoutingContext context) {
        if (context.failure() instanceof WebApplicationException refused) {
            return refused.getResponse().getStatus();
        }
        return context.statusCode() < 0 ? INTERNAL_ERROR : context.statusCode();
    }

    private static String detail(int status, RoutingContext context) {
        return switch (status) {
            case 404 -> "There is nothing at %s.".formatted(context.normalizedPath());
            case 405 -> "%s is not possible at %s.".formatted(context.request().method(), context.normalizedPath());
            case 413 -> "The body, or a field in it, is too large.";
            case 414, 431 -> "The address or a header is too long.";
            case 400 -> "The request cannot be read.";
            default -> HttpResponseStatus.valueOf(status).reasonPhrase() + ".";
        };
    }

    private static void answer(RoutingContext context, Problem problem) {
        var response = context.response()
                .setStatusCode(problem.status())
                .putHeader("content-type", "application/problem+json");
        if (problem.status() == 503) {
            response.putHeader("retry-after", Integer.toString(RETRY_AFTER_SECONDS));
        }
        response.end(json(problem));
    }

    private static String json(Problem problem) {
        try {
            return Json.mapper().writeValueAsString(problem);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("problem cannot be written", e);
        }
    }
}
