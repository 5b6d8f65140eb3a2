package dev.tocsin.incident.access.http;

import io.quarkus.security.ForbiddenException;
import io.vertx.ext.web.RoutingContext;
import jakarta.ws.rs.container.ContainerRequestContext;
import org.jboss.resteasy.reactive.server.ServerRequestFilter;

/// Takes forms of operators from this site alone. A browser says where a form comes from, which another site cannot
/// forge: not even one below the same domain, which can set cookies here.
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
