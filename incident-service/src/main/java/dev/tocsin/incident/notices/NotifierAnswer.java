package dev.tocsin.incident.notices;

import dev.tocsin.support.problem.Problem.FieldError;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/// The outcome of a request to notifier-service.
///
/// @param <T> the type of the content that was requested
public sealed interface NotifierAnswer<T> {

    record Success<T>(T content) implements NotifierAnswer<T> {}

    /// notifier-service says what is wrong with the request.
    ///
    /// @param status of HTTP, from 400 to 499
    /// @param errors one for each field that is wrong; may be empty
    record Rejected<T>(int status, String detail, List<FieldError> errors) implements NotifierAnswer<T> {}

    /// Nobody knows whether a request that was to change something did.
    record Unreachable<T>(NotifierTrouble trouble) implements NotifierAnswer<T> {}

    /// The content that was requested, if it was answered.
    default Optional<T> asOptional() {
        return this instanceof Success<T>(var content) ? Optional.of(content) : Optional.empty();
    }

    /// Makes a second request, with the content of this one. After a failure it makes none.
    default <U> NotifierAnswer<U> then(Function<T, NotifierAnswer<U>> next) {
        return switch (this) {
            case Success<T>(var content) -> next.apply(content);
            case Rejected<T>(var status, var detail, var errors) -> new Rejected<>(status, detail, errors);
            case Unreachable<T>(var trouble) -> new Unreachable<>(trouble);
        };
    }
}
