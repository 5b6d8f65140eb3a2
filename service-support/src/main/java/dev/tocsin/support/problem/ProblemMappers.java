package dev.tocsin.support.problem;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.exc.MismatchedInputException;
import com.fasterxml.jackson.databind.exc.UnrecognizedPropertyException;
import dev.tocsin.support.problem.Problem.FieldError;
import io.quarkus.security.AuthenticationFailedException;
import io.quarkus.security.ForbiddenException;
import io.quarkus.security.UnauthorizedException;
import io.vertx.ext.web.RoutingContext;
import jakarta.inject.Singleton;
import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import java.io.IOException;
import java.sql.SQLException;
import java.util.stream.Collectors;
import org.jboss.resteasy.reactive.server.ServerExceptionMapper;

/// Answers an error of the API with a problem, and an error of a page with a page.
@Singleton
class ProblemMappers {

    private final Answers answers;

    ProblemMappers(Answers answers) {
        this.answers = answers;
    }

    @ServerExceptionMapper
    Response unauthorized(UnauthorizedException e, RoutingContext context) {
        return answers.challenge(context, "This needs a token that may do it: Authorization: Bearer …");
    }

    @ServerExceptionMapper
    Response unauthenticated(AuthenticationFailedException e, RoutingContext context) {
        return answers.challenge(context, "The token is not known, was revoked or has expired.");
    }

    @ServerExceptionMapper
    Response forbidden(ForbiddenException e, RoutingContext context) {
        return answers.of(context, Problem.of(403, "Forbidden", "You may not do this."));
    }

    /// The framework answers 404 to a parameter of the query that it cannot convert, although there is something.
    @ServerExceptionMapper
    Response webApplication(WebApplicationException e, RoutingContext context) {
        var answer = e.getResponse();
        if (answer.getStatus() < 400 || answer.hasEntity()) {
            return answer;
        }
        if (e instanceof Declined declined) {
            return answers.of(context, declined.problem());
        }
        if (e.getCause() instanceof JsonProcessingException json) {
            return malformed(json, context);
        }
        if (answer.getStatus() == 404 && e.getCause() != null) {
            return answers.of(context, Problem.of(400, "Bad Request", "A parameter has a value that cannot be read."));
        }
        var detail = switch (answer.getStatus()) {
            case 404 -> "There is nothing at %s.".formatted(context.normalizedPath());
            case 405 -> "%s is not possible at %s.".formatted(context.request().method(), context.normalizedPath());
            case 406 -> "No media type of the Accept header is available here.";
            case 415 -> "The content type of the body is not supported here; send application/json.";
            default -> answer.getStatusInfo().getReasonPhrase() + ".";
        };
        var response = answers.of(
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
        return answers.of(context, Problem.of(400, "Malformed JSON", what + where + ".", fieldErrors(e)));
    }

    /// A mapper of its own, because the framework has an answer of its own for these exceptions.
    @ServerExceptionMapper
    Response mismatched(MismatchedInputException e, RoutingContext context) {
        return malformed(e, context);
    }

    private static FieldError[] fieldErrors(JsonProcessingException e) {
        if (!(e instanceof JsonMappingException mapping) || mapping.getPath().isEmpty()) {
            return new FieldError[0];
        }
        var message = mapping instanceof UnrecognizedPropertyException
                ? "is not known here"
                : "has a value of the wrong type";
        return new FieldError[] {new FieldError(field(mapping), message)};
    }

    @ServerExceptionMapper
    Response databaseAway(SQLException e, RoutingContext context) {
        return answers.failed(context, e);
    }

    @ServerExceptionMapper
    Response failed(RuntimeException e, RoutingContext context) {
        return isUndecodableForm(e)
                ? answers.of(
                        context,
                        Problem.of(
                                400,
                                "Bad Request",
                                "The form cannot be read: % must be followed by two hexadecimal digits."))
                : answers.failed(context, e);
    }

    /// The exception that the framework throws for this has no type of its own.
    private static boolean isUndecodableForm(RuntimeException e) {
        var trace = e.getStackTrace();
        return e instanceof IllegalArgumentException
                && trace.length > 0
                && trace[0].getClassName().equals("org.jboss.resteasy.reactive.common.util.URLUtils");
    }

    /// Any other failure, including errors of the virtual machine.
    @ServerExceptionMapper
    Response failed(Throwable e, RoutingContext context) {
        return isBrokenForm(e)
                ? answers.of(context, Problem.of(400, "Bad Request", "The form in several parts breaks off."))
                : answers.failed(context, e);
    }

    /// The exception that the framework throws for this has no type of its own either.
    private static boolean isBrokenForm(Throwable e) {
        var trace = e.getStackTrace();
        return e instanceof IOException
                && trace.length > 0
                && trace[0].getClassName().startsWith("org.jboss.resteasy.reactive.server.core.multipart.");
    }

    private static String field(JsonMappingException e) {
        return e.getPath().stream()
                .map(reference -> reference.getFieldName() == null
                        ? "[%d]".formatted(reference.getIndex())
                        : "." + reference.getFieldName())
                .collect(Collectors.joining())
                .replaceFirst("^\\.", "");
    }
}
