package dev.tocsin.support.problem;

import io.vertx.ext.web.RoutingContext;
import jakarta.ws.rs.core.Response;

/// A service's answers to people whose request could not be served. Without them, people get the same JSON as
/// programs.
public interface ProblemPages {

    Response page(Problem problem);

    /// Whether this is a person's sign-in, whatever media type it accepts.
    boolean isSignIn(RoutingContext context);

    /// The answer to a person who needs to sign in.
    Response signIn(RoutingContext context);
}
