package dev.tocsin.support.problem;

import dev.tocsin.support.problem.Problem.FieldError;
import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.core.Response.Status;
import java.util.List;

/// A request that cannot be served, with a sentence that says what is wrong with it.
public final class Declined extends WebApplicationException {

    private final transient List<FieldError> errors;

    private Declined(Status status, String detail, List<FieldError> errors) {
        super(detail, status);
        this.errors = List.copyOf(errors);
    }

    /// @param detail such as `There is no incident abc.`
    public static Declined notFound(String detail) {
        return of(Status.NOT_FOUND, detail);
    }

    /// @param detail which field, and what would be right
    public static Declined badRequest(String detail) {
        return of(Status.BAD_REQUEST, detail);
    }

    public static Declined of(Status status, String detail) {
        return new Declined(status, detail, List.of());
    }

    /// @param errors one for each field that is wrong
    public static Declined of(Status status, String detail, List<FieldError> errors) {
        return new Declined(status, detail, errors);
    }

    Problem problem() {
        var status = getResponse().getStatusInfo();
        return Problem.of(
                status.getStatusCode(),
                status.getReasonPhrase(),
                String.valueOf(getMessage()),
                errors.toArray(FieldError[]::new));
    }
}
