package dev.tocsin.support.problem;

import io.vertx.ext.web.RoutingContext;
import jakarta.ws.rs.core.Response;

/// How a service answers people whose request could not be served. Without it they get the same JSON as programs.
public interface ProblemPages {

    Response page(Problem problem);

    /// Whether this is a person's sign-in, whatever it accepts.
    boolean isSignIn(RoutingContext context);

    /// For a person who needs to show who they are.
    Response signIn(RoutingContext context);
}
