package dev.tocsin.support.problem;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// The reason why a request could not be served, as RFC 9457 defines it.
///
/// @param type `about:blank`: the status says what kind it is
/// @param status of the HTTP answer
/// @param title the same for all problems of its kind
/// @param detail what was wrong this time, and what would be right
/// @param errors one for each field that is wrong; left out if there is none
/// @param instance names this one occurrence, as the log does too; left out where the request itself is to blame
public record Problem(
        String type,
        String title,
        int status,
        String detail,
        @JsonInclude(JsonInclude.Include.NON_EMPTY) List<FieldError> errors,

        @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable String instance) {

    /// @param field its place in the body or the query, such as `items[3].cell`
    /// @param message what is wrong with it
    public record FieldError(String field, String message) {}

    public static Problem of(int status, String title, String detail, FieldError... errors) {
        return new Problem("about:blank", title, status, detail, List.of(errors), null);
    }

    /// An unexpected failure. Only the log says what it was, beside the same id.
    public static Problem unexpected(UUID id) {
        return new Problem(
                "about:blank",
                "Internal error",
                500,
                "Something went wrong in Tocsin, not in your request. Its id in Tocsin's log is %s.".formatted(id),
                List.of(),
                "urn:uuid:" + id);
    }

    /// The request can be read, but some of its fields are wrong.
    public static Problem ofFields(List<FieldError> errors) {
        var first = errors.getFirst();
        var detail = errors.size() == 1
                ? "%s %s".formatted(first.field(), first.message())
                : "%s %s; and %d more".formatted(first.field(), first.message(), errors.size() - 1);
        return new Problem("about:blank", "Invalid input", 400, detail, List.copyOf(errors), null);
    }
}
