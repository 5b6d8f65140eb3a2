package dev.tocsin.incident.problem.http;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonMappingException;
import dev.tocsin.incident.postgres.ReadersBusy;
import dev.tocsin.incident.problem.Problem;
import dev.tocsin.incident.problem.Problem.FieldError;
import io.quarkus.security.AuthenticationFailedException;
import io.quarkus.security.ForbiddenException;
import io.quarkus.security.UnauthorizedException;
import io.vertx.ext.web.RoutingContext;
import jakarta.validation.ConstraintViolation;
import jakarta.validation.ConstraintViolationException;
import jakarta.validation.Path;
import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import java.net.URI;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Comparator;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;
import org.jboss.logging.Logger;
import org.jboss.resteasy.reactive.server.ServerExceptionMapper;

/// Every error of the API as a problem; of a page, as a page.
class ProblemMappers {

    private static final Logger LOG = Logger.getLogger(ProblemMappers.class);
    private static final URI SIGN_IN = URI.create("/ops/sign-in");
    private static final URI SIGN_IN_AGAIN = URI.create("/ops/sign-in?wrong=token");
    private static final Duration RETRY_AFTER = Duration.ofSeconds(5);

    @ServerExceptionMapper
    Response unauthorized(UnauthorizedException e, RoutingContext context) {
        return challenge(context, "This needs the operator's token: Authorization: Bearer …");
    }

    @ServerExceptionMapper
    Response unauthenticated(AuthenticationFailedException e, RoutingContext context) {
        return context.normalizedPath().startsWith(SIGN_IN.getPath())
                ? Response.seeOther(SIGN_IN_AGAIN).build()
                : challenge(context, "The token is not the operator's.");
    }

    @ServerExceptionMapper
    Response forbidden(ForbiddenException e, RoutingContext context) {
        return Answers.of(context, Problem.of(403, "Forbidden", "You may not do this."));
    }

    @ServerExceptionMapper
    Response webApplication(WebApplicationException e, RoutingContext context) {
        var answer = e.getResponse();
        if (answer.getStatus() < 400 || answer.hasEntity()) {
            return answer;
        }
        if (e instanceof Declined) {
            var status = answer.getStatusInfo();
            return Answers.of(
                    context,
                    Problem.of(status.getStatusCode(), status.getReasonPhrase(), String.valueOf(e.getMessage())));
        }
        if (e.getCause() instanceof JsonProcessingException json) {
            return malformed(json, context);
        }
        var detail = switch (answer.getStatus()) {
            case 404 -> "There is nothing at %s.".formatted(context.normalizedPath());
            case 405 -> "%s is not possible at %s.".formatted(context.request().method(), context.normalizedPath());
            case 406 -> "What is asked for in Accept is not made here.";
            case 415 -> "The body's content type is not taken here; application/json is.";
            default -> answer.getStatusInfo().getReasonPhrase() + ".";
        };
        var response = Answers.of(
                context, Problem.of(answer.getStatus(), answer.getStatusInfo().getReasonPhrase(), detail));
        var allow = answer.getHeaderString(HttpHeaders.ALLOW);
        return allow == null
                ? response
                : Response.fromResponse(response)
                        .header(HttpHeaders.ALLOW, allow)
                        .build();
    }

    @ServerExceptionMapper
    Response malformed(JsonProcessingException e, RoutingContext context) {
        var location = e.getLocation();
        var where = location == null
                ? ""
                : " at line %d, column %d".formatted(location.getLineNr(), location.getColumnNr());
        var what =
                e instanceof JsonMappingException mapping && !mapping.getPath().isEmpty()
                        ? "%s cannot be read".formatted(field(mapping))
                        : "The body is not JSON";
        return Answers.of(context, Problem.of(400, "Malformed JSON", what + where + "."));
    }

    @ServerExceptionMapper
    Response violated(ConstraintViolationException e, RoutingContext context) {
        var errors = e.getConstraintViolations().stream()
                .map(violation -> new FieldError(parameter(violation), violation.getMessage()))
                .sorted(Comparator.comparing(FieldError::field))
                .toList();
        return Answers.of(context, Problem.ofFields(errors));
    }

    @ServerExceptionMapper
    Response databaseAway(SQLException e, RoutingContext context) {
        LOG.warnf("%s %s: %s", context.request().method(), context.normalizedPath(), e.toString());
        return notNow(context, "The database does not answer. Nothing was changed; ask again.");
    }

    @ServerExceptionMapper
    Response readersBusy(ReadersBusy e, RoutingContext context) {
        LOG.debugf("%s %s: %s", context.request().method(), context.normalizedPath(), e.toString());
        return notNow(context, "Too many ask at once, or the database does not answer. Ask again in a few seconds.");
    }

    @ServerExceptionMapper
    Response broken(RuntimeException e, RoutingContext context) {
        LOG.errorf(e, "%s %s failed", context.request().method(), context.normalizedPath());
        return Answers.of(
                context, Problem.of(500, "Internal error", "Something is wrong here, not with your request."));
    }

    private static Response notNow(RoutingContext context, String detail) {
        return Response.fromResponse(Answers.of(context, Problem.of(503, "Not now", detail)))
                .header(HttpHeaders.RETRY_AFTER, RETRY_AFTER.toSeconds())
                .build();
    }

    /// Programs are told what is wanted; people are led to where they can give it.
    private static Response challenge(RoutingContext context, String detail) {
        return Answers.isForPrograms(context)
                ? Problems.builder(Problem.of(401, "Unauthorized", detail))
                        .header(HttpHeaders.WWW_AUTHENTICATE, "Bearer realm=\"tocsin\"")
                        .build()
                : Response.seeOther(SIGN_IN).build();
    }

    private static String field(JsonMappingException e) {
        return e.getPath().stream()
                .map(reference -> reference.getFieldName() == null
                        ? "[%d]".formatted(reference.getIndex())
                        : "." + reference.getFieldName())
                .collect(Collectors.joining())
                .replaceFirst("^\\.", "");
    }

    /// The last part of the path: what stands before it names the Java method.
    private static String parameter(ConstraintViolation<?> violation) {
        return StreamSupport.stream(violation.getPropertyPath().spliterator(), false)
                .map(Path.Node::getName)
                .reduce("", (_, last) -> last);
    }
}
