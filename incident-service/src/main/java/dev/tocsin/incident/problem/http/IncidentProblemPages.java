package dev.tocsin.incident.problem.http;

import dev.tocsin.support.problem.Problem;
import dev.tocsin.support.problem.ProblemPages;
import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import io.vertx.core.http.HttpMethod;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.NewCookie;
import jakarta.ws.rs.core.NewCookie.SameSite;
import jakarta.ws.rs.core.Response;
import java.net.URI;
import java.util.Optional;
import java.util.regex.Pattern;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/// Shows problems as pages of this service, and leads to its sign-in.
@ApplicationScoped
class IncidentProblemPages implements ProblemPages {

    private static final URI SIGN_IN = URI.create("/ops/sign-in");
    private static final URI SIGN_IN_AGAIN = URI.create("/ops/sign-in?wrong=token");

    /// Text that may stand in a cookie as it is.
    private static final Pattern PLAIN = Pattern.compile("[A-Za-z0-9:/?&=@._~%+\\[\\]-]{1,1000}");

    private final String wantedCookie;

    IncidentProblemPages(@ConfigProperty(name = "quarkus.http.auth.form.location-cookie") String wantedCookie) {
        this.wantedCookie = wantedCookie;
    }

    @CheckedTemplate(basePath = "problem")
    static final class ProblemTemplates {

        private ProblemTemplates() {}

        static native TemplateInstance error(Problem problem);
    }

    @Override
    public Response page(Problem problem) {
        return Response.status(problem.status())
                .type(MediaType.TEXT_HTML_TYPE.withCharset("UTF-8"))
                .entity(ProblemTemplates.error(problem))
                .build();
    }

    @Override
    public boolean isSignIn(RoutingContext context) {
        return context.normalizedPath().startsWith(SIGN_IN.getPath());
    }

    @Override
    public Response signIn(RoutingContext context) {
        if (isSignIn(context)) {
            return Response.seeOther(SIGN_IN_AGAIN).build();
        }
        var answer = Response.seeOther(SIGN_IN);
        if (HttpMethod.GET.equals(context.request().method())) {
            wanted(context).ifPresent(answer::cookie);
        }
        return answer.build();
    }

    /// The cookie with the page to which the sign-in leads back. The framework accepts it only where it names this
    /// very service, so that nobody is led elsewhere.
    private Optional<NewCookie> wanted(RoutingContext context) {
        var request = context.request();
        var address = request.absoluteURI();
        return address != null && PLAIN.matcher(address).matches()
                ? Optional.of(new NewCookie.Builder(wantedCookie)
                        .value(address)
                        .path(SIGN_IN.getPath())
                        .httpOnly(true)
                        .secure(request.isSSL())
                        .sameSite(SameSite.STRICT)
                        .build())
                : Optional.empty();
    }
}
