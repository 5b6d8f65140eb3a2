package dev.tocsin.support.problem;

import io.vertx.ext.web.RoutingContext;
import jakarta.ws.rs.core.Response;

/// How a service answers people whose request could not be served. Without it they get the same JSON as programs.
public interface ProblemPages {

    Response page(Problem problem);

    /// For a person who needs to show who they are.
    Response signIn(RoutingContext context);
}
