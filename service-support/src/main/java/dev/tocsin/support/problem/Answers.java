package dev.tocsin.support.problem;

import dev.tocsin.support.kafka.Unavailability;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Instance;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import java.time.Duration;
import java.util.UUID;
import org.jboss.logging.Logger;

/// Answers with a problem in the form that the client can read.
@ApplicationScoped
public class Answers {

    private static final Logger LOG = Logger.getLogger(Answers.class);

    private static final String CHALLENGE = "Bearer realm=\"tocsin\"";
    private static final Duration RETRY_AFTER = Duration.ofSeconds(5);

    private final Instance<ProblemPages> pages;

    Answers(Instance<ProblemPages> pages) {
        this.pages = pages;
    }

    public Response of(RoutingContext context, Problem problem) {
        return isForPrograms(context) ? Problems.response(problem) : pages.get().page(problem);
    }

    /// The request may be sent again in a few seconds.
    public Response notNow(RoutingContext context, String detail) {
        return Response.fromResponse(of(context, Problem.of(503, "Service Unavailable", detail)))
                .header(HttpHeaders.RETRY_AFTER, RETRY_AFTER.toSeconds())
                .build();
    }

    /// An unexpected failure, with an id that the log has too; or "not now", when the database or Kafka is away.
    public Response failed(RoutingContext context, Throwable failure) {
        var request = context.request();
        if (Unavailability.causes(failure)) {
            LOG.warnf("%s %s: %s", request.method(), context.normalizedPath(), Unavailability.firstLine(failure));
            return notNow(context, "The database or Kafka is not available. Nothing was changed; try again.");
        }
        var id = UUID.randomUUID();
        LOG.errorf(failure, "%s %s failed: %s", request.method(), context.normalizedPath(), id);
        return of(context, Problem.unexpected(id));
    }

    /// Tells programs which token is needed; leads people to the sign-in page.
    Response challenge(RoutingContext context, String detail) {
        var isSignIn = pages.isResolvable() && pages.get().isSignIn(context);
        return isForPrograms(context) && !isSignIn
                ? Problems.builder(Problem.of(401, "Unauthorized", detail))
                        .header(HttpHeaders.WWW_AUTHENTICATE, CHALLENGE)
                        .build()
                : pages.get().signIn(context);
    }

    boolean isForPrograms(RoutingContext context) {
        var accept = context.request().getHeader("Accept");
        return !pages.isResolvable()
                || context.normalizedPath().startsWith("/api/")
                || accept == null
                || !accept.contains("text/html");
    }
}
