package dev.tocsin.incident.access.page;

import dev.tocsin.incident.access.http.Sessions;
import dev.tocsin.incident.access.oidc.ProviderSignOut;
import dev.tocsin.incident.access.oidc.SignInProvider;
import dev.tocsin.incident.audit.AuditLog;
import dev.tocsin.support.access.Caller;
import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import io.quarkus.security.Authenticated;
import io.quarkus.security.identity.SecurityIdentity;
import io.quarkus.vertx.http.runtime.security.FormAuthenticationMechanism;
import io.smallrye.common.annotation.Blocking;
import io.vertx.ext.web.RoutingContext;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.net.URI;
import org.jboss.resteasy.reactive.RestQuery;
import org.jspecify.annotations.Nullable;

/// The sign-in form, and the end of a session. The framework takes the form itself.
@Path("/ops")
@Produces(MediaType.TEXT_HTML)
class SignInPages {

    private static final URI SIGN_IN = URI.create("/ops/sign-in");

    private final Sessions sessions;
    private final SecurityIdentity identity;
    private final Caller caller;
    private final AuditLog audit;
    private final SignInProvider provider;
    private final ProviderSignOut providerSignOut;

    SignInPages(
            Sessions sessions,
            SecurityIdentity identity,
            Caller caller,
            AuditLog audit,
            SignInProvider provider,
            ProviderSignOut providerSignOut) {
        this.sessions = sessions;
        this.identity = identity;
        this.caller = caller;
        this.audit = audit;
        this.provider = provider;
        this.providerSignOut = providerSignOut;
    }

    /// @param name what people call the provider
    /// @param isAway whether it did not answer just now
    record ProviderChoice(String name, boolean isAway) {}

    /// @param wrong present after a sign-in that failed
    /// @param changed present after the password was changed
    /// @param away present after the provider did not answer
    @GET
    @Path("sign-in")
    public TemplateInstance signIn(
            @RestQuery @Nullable String wrong,
            @RestQuery @Nullable String changed,
            @RestQuery("provider") @Nullable String away) {
        return SignInTemplates.signIn(
                wrong != null,
                changed != null,
                provider.name()
                        .map(name -> new ProviderChoice(name, away != null))
                        .orElse(null));
    }

    /// Ends the session in all instances, so that a copy of its cookie is worth nothing. A session of the provider ends
    /// in this browser, and a link leads to the provider's own sign-out.
    @POST
    @Path("sign-out")
    @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
    @Authenticated
    @Blocking
    public Response signOut(RoutingContext context) {
        if (SignInProvider.signedIn(identity)) {
            audit.note(caller.name(), "Sign out", null);
            return providerSignOut
                    .endSession(identity, context)
                    .map(this::signedOut)
                    .orElseGet(() -> Response.seeOther(SIGN_IN).build());
        }
        var secret = identity.<String>getAttribute(Sessions.SECRET);
        if (secret != null) {
            sessions.end(secret);
            audit.note(caller.name(), "Sign out", null);
            FormAuthenticationMechanism.logout(context);
            providerSignOut.endSession(context);
        }
        return Response.seeOther(SIGN_IN).build();
    }

    /// A page rather than a redirect: the policy of our pages lets a form lead to no other site.
    private Response signedOut(URI end) {
        return Response.ok(SignInTemplates.signedOut(provider.name().orElseThrow(), end))
                .type(MediaType.TEXT_HTML_TYPE.withCharset("UTF-8"))
                .header(HttpHeaders.CACHE_CONTROL, "no-store")
                .header("Refresh", "0; url=" + end)
                .build();
    }

    @CheckedTemplate(basePath = "access", defaultName = CheckedTemplate.HYPHENATED_ELEMENT_NAME)
    static final class SignInTemplates {

        private SignInTemplates() {}

        static native TemplateInstance signIn(boolean wrong, boolean changed, @Nullable ProviderChoice provider);

        static native TemplateInstance signedOut(String provider, URI end);
    }
}
