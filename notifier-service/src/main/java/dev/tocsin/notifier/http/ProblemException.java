package dev.tocsin.notifier.http;

import dev.tocsin.notifier.http.Problem.FieldError;
import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.core.Response.Status;
import java.util.List;

/// Ends a request with a problem.
public final class ProblemException extends WebApplicationException {

    public ProblemException(Status status, String detail) {
        this(status, detail, List.of());
    }

    public ProblemException(Status status, String detail, List<FieldError> errors) {
        super(detail, Problem.of(status, detail, errors).response());
    }
}
