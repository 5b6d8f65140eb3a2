package dev.tocsin.incident.problem.http;

import dev.tocsin.incident.problem.Problem;
import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import io.vertx.ext.web.RoutingContext;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;

/// A problem in the form that who asked can read: JSON for programs, a page for people.
final class Answers {

    private Answers() {}

    static boolean isForPrograms(RoutingContext context) {
        var accept = context.request().getHeader("Accept");
        return context.normalizedPath().startsWith("/api/") || accept == null || !accept.contains("text/html");
    }

    static Response of(RoutingContext context, Problem problem) {
        return isForPrograms(context)
                ? Problems.response(problem)
                : Response.status(problem.status())
                        .type(MediaType.TEXT_HTML_TYPE.withCharset("UTF-8"))
                        .entity(Templates.error(problem))
                        .build();
    }

    @CheckedTemplate(basePath = "problem")
    static final class Templates {

        private Templates() {}

        static native TemplateInstance error(Problem problem);
    }
}
