package dev.tocsin.incident.access.http;

import dev.tocsin.support.access.BearerMechanism;
import io.quarkus.security.UnauthorizedException;
import io.vertx.ext.web.RoutingContext;
import jakarta.ws.rs.container.ContainerRequestContext;
import org.jboss.resteasy.reactive.server.ServerRequestFilter;

/// Requires the token for API requests that change something. A browser sends its session by itself, so a forged
/// request could use the session.
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
