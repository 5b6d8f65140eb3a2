package dev.tocsin.notifier.access.http;

import dev.tocsin.support.access.ActorHeader;
import dev.tocsin.support.access.Caller;
import dev.tocsin.support.problem.Answers;
import dev.tocsin.support.problem.Problem;
import dev.tocsin.support.problem.Problem.FieldError;
import io.vertx.ext.web.RoutingContext;
import jakarta.inject.Singleton;
import jakarta.ws.rs.core.Response;
import java.util.List;
import java.util.Optional;
import org.jboss.resteasy.reactive.server.ServerRequestFilter;

/// Refuses a request that names an actor where [NamedActor] did not accept it, so that nothing is done in a wrong name.
@Singleton
class ActorRefusals {

    private final Answers answers;
    private final Caller caller;

    ActorRefusals(Answers answers, Caller caller) {
        this.answers = answers;
        this.caller = caller;
    }

    @ServerRequestFilter
    Optional<Response> refuse(RoutingContext context) {
        var named = context.request().headers().getAll(ActorHeader.NAME);
        if (named.isEmpty()) {
            return Optional.empty();
        }
        if (named.size() > 1 || !ActorHeader.isValid(named.getFirst())) {
            var error = new FieldError(ActorHeader.NAME, ActorHeader.RULE);
            return Optional.of(answers.of(context, Problem.ofFields(List.of(error))));
        }
        return caller.name().equals(named.getFirst())
                ? Optional.empty()
                : Optional.of(answers.of(
                        context,
                        Problem.of(
                                403,
                                "Forbidden",
                                "%s is accepted only together with the operator token.".formatted(ActorHeader.NAME))));
    }
}
