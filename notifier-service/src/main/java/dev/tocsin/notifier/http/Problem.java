package dev.tocsin.notifier.http;

import com.fasterxml.jackson.annotation.JsonInclude;
import jakarta.ws.rs.core.Response;
import java.util.List;

/// An error as RFC 9457 writes it.
///
/// @param errors what is wrong with which fields; left out where the request as a whole is meant
public record Problem(
        String type,
        String title,
        int status,
        String detail,
        @JsonInclude(JsonInclude.Include.NON_EMPTY) List<FieldError> errors) {

    public static final String MEDIA_TYPE = "application/problem+json";

    /// @param field like `regions[0]`
    public record FieldError(String field, String message) {}

    public static Problem of(Response.StatusType status, String detail) {
        return of(status, detail, List.of());
    }

    public static Problem of(Response.StatusType status, String detail, List<FieldError> errors) {
        return new Problem("about:blank", status.getReasonPhrase(), status.getStatusCode(), detail, errors);
    }

    public Response response() {
        return Response.status(status).type(MEDIA_TYPE).entity(this).build();
    }
}
