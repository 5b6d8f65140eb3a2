package dev.tocsin.notifier.http;

import static java.util.stream.Collectors.joining;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.exc.MismatchedInputException;
import com.fasterxml.jackson.databind.exc.UnrecognizedPropertyException;
import dev.tocsin.notifier.http.Problem.FieldError;
import io.quarkus.security.ForbiddenException;
import io.quarkus.security.UnauthorizedException;
import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.Response.Status;
import java.util.List;
import org.jboss.resteasy.reactive.server.ServerExceptionMapper;

/// Makes a problem of whatever ends a request early.
public final class ProblemMappers {

    @ServerExceptionMapper
    public Response map(WebApplicationException e) {
        if (e.getResponse().hasEntity()) {
            return e.getResponse();
        }
        if (e.getCause() instanceof JsonProcessingException json) {
            return notReadable(json);
        }
        var status = e.getResponse().getStatusInfo();
        return Problem.of(status, status.getReasonPhrase()).response();
    }

    @ServerExceptionMapper
    public Response map(MismatchedInputException e) {
        return notReadable(e);
    }

    @ServerExceptionMapper
    public Response map(UnauthorizedException e) {
        return Response.fromResponse(Problem.of(Status.UNAUTHORIZED, "This wants the operator token as bearer.")
                        .response())
                .header(HttpHeaders.WWW_AUTHENTICATE, "Bearer")
                .build();
    }

    @ServerExceptionMapper
    public Response map(ForbiddenException e) {
        return Problem.of(Status.FORBIDDEN, "This is not yours to do.").response();
    }

    private static Response notReadable(JsonProcessingException e) {
        var errors =
                e instanceof JsonMappingException mapping && !mapping.getPath().isEmpty()
                        ? List.of(new FieldError(path(mapping), wrong(mapping)))
                        : List.<FieldError>of();
        var at = e.getLocation();
        var where = at == null ? "" : " at line %d, column %d".formatted(at.getLineNr(), at.getColumnNr());
        return Problem.of(
                        Status.BAD_REQUEST,
                        "The body is not the JSON that is expected here%s.".formatted(where),
                        errors)
                .response();
    }

    private static String wrong(JsonMappingException e) {
        return e instanceof UnrecognizedPropertyException ? "is not known here" : "has a value of the wrong type";
    }

    private static String path(JsonMappingException e) {
        return e.getPath().stream()
                .map(step -> step.getFieldName() == null ? "[%d]".formatted(step.getIndex()) : step.getFieldName())
                .collect(joining("."))
                .replace(".[", "[");
    }
}
