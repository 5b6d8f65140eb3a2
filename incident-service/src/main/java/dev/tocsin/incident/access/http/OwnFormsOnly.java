package dev.tocsin.incident.access.http;

import io.quarkus.security.ForbiddenException;
import io.vertx.ext.web.RoutingContext;
import jakarta.ws.rs.container.ContainerRequestContext;
import org.jboss.resteasy.reactive.server.ServerRequestFilter;

/// Refuses forms of operators that come from other sites. A browser says in `Sec-Fetch-Site` where a form comes from,
/// and no page can change that. A site below the same domain could set the cookie against forgery itself.
class OwnFormsOnly {

    @ServerRequestFilter(preMatching = true)
    public void check(ContainerRequestContext request, RoutingContext context) {
        var from = request.getHeaderString("Sec-Fetch-Site");
        if (request.getMethod().equals("POST")
                && context.normalizedPath().startsWith("/ops")
                && from != null
                && !from.equals("same-origin")
                && !from.equals("none")) {
            throw new ForbiddenException("The form comes from another site");
        }
    }
}
