package dev.tocsin.incident.problem.http;

import dev.tocsin.support.problem.Problem;
import dev.tocsin.support.problem.ProblemPages;
import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.net.URI;

/// Problems as pages of this service, and its sign-in.
@ApplicationScoped
class IncidentProblemPages implements ProblemPages {

    private static final URI SIGN_IN = URI.create("/ops/sign-in");
    private static final URI SIGN_IN_AGAIN = URI.create("/ops/sign-in?wrong=token");

    @CheckedTemplate(basePath = "problem")
    static final class Templates {

        private Templates() {}

        static native TemplateInstance error(Problem problem);
    }

    @Override
    public Response page(Problem problem) {
        return Response.status(problem.status())
                .type(MediaType.TEXT_HTML_TYPE.withCharset("UTF-8"))
                .entity(Templates.error(problem))
                .build();
    }

    @Override
    public boolean isSignIn(RoutingContext context) {
        return context.normalizedPath().startsWith(SIGN_IN.getPath());
    }

    @Override
    public Response signIn(RoutingContext context) {
        return Response.seeOther(isSignIn(context) ? SIGN_IN_AGAIN : SIGN_IN).build();
    }
}
