package dev.tocsin.support.problem;

import dev.tocsin.support.problem.Problem.FieldError;
import io.vertx.ext.web.RoutingContext;
import jakarta.inject.Singleton;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jboss.resteasy.reactive.server.ServerRequestFilter;

/// Refuses requests whose path or query has control characters, before anything is looked up by them.
@Singleton
class ControlCharacters {

    private final Answers answers;

    ControlCharacters(Answers answers) {
        this.answers = answers;
    }

    @ServerRequestFilter(preMatching = true)
    Optional<Response> refuse(UriInfo uri, RoutingContext context) {
        var errors = new ArrayList<FieldError>();
        if (UnsafeCharacters.areIn(uri.getPath())) {
            errors.add(new FieldError("path", UnsafeCharacters.MESSAGE));
        }
        uri.getQueryParameters().forEach((name, values) -> {
            if (values.stream().anyMatch(UnsafeCharacters::areIn)) {
                errors.add(new FieldError(name, UnsafeCharacters.MESSAGE));
            }
        });
        return errors.isEmpty()
                ? Optional.empty()
                : Optional.of(answers.of(context, Problem.ofFields(List.copyOf(errors))));
    }
}
