package dev.tocsin.incident.access.http;

import dev.tocsin.support.access.BearerMechanism;
import io.quarkus.security.UnauthorizedException;
import io.vertx.ext.web.RoutingContext;
import jakarta.ws.rs.container.ContainerRequestContext;
import org.jboss.resteasy.reactive.server.ServerRequestFilter;

/// A browser sends its session by itself, so that whoever forges a request could act by it: what changes something
/// over the API has to show the token.
class SessionsOnlyRead {

    @ServerRequestFilter(preMatching = true)
    public void check(ContainerRequestContext request, RoutingContext context) {
        var reads = switch (request.getMethod()) {
            case "GET", "HEAD", "OPTIONS" -> true;
            default -> false;
        };
        if (!reads && context.normalizedPath().startsWith("/api/") && BearerMechanism.token(context) == null) {
            throw new UnauthorizedException();
        }
    }
}
