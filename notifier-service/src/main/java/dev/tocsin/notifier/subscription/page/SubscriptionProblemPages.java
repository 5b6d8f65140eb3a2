package dev.tocsin.notifier.subscription.page;

import dev.tocsin.notifier.subscription.Language;
import dev.tocsin.notifier.subscription.Translation;
import dev.tocsin.notifier.subscription.api.Subscriptions;
import dev.tocsin.support.problem.Problem;
import dev.tocsin.support.problem.ProblemPages;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;

/// Shows problems as pages of this service, for example to people who follow a link that was cut. Nobody signs in
/// here.
@ApplicationScoped
class SubscriptionProblemPages implements ProblemPages {

    private final Subscriptions subscriptions;

    SubscriptionProblemPages(Subscriptions subscriptions) {
        this.subscriptions = subscriptions;
    }

    @Override
    public Response page(Problem problem) {
        return Response.fromResponse(PageResponses.page(
                        problem.status(),
                        PageTemplates.problem(Translation.of(Language.EN), subscriptions.catalog(), problem)))
                .type(MediaType.TEXT_HTML_TYPE.withCharset("UTF-8"))
                .build();
    }

    @Override
    public boolean isSignIn(RoutingContext context) {
        return false;
    }

    @Override
    public Response signIn(RoutingContext context) {
        return page(Problem.of(401, "Unauthorized", "This page needs the operator token."));
    }
}
