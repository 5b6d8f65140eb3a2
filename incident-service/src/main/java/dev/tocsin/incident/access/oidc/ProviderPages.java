package dev.tocsin.incident.access.oidc;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.tocsin.incident.access.Admission;
import dev.tocsin.incident.access.Admission.Admitted;
import dev.tocsin.incident.access.Admission.WithoutName;
import dev.tocsin.incident.access.Admission.WithoutRole;
import dev.tocsin.incident.access.WantedView;
import dev.tocsin.incident.access.http.SignInNotes;
import io.quarkus.oidc.OIDCException;
import io.quarkus.oidc.runtime.OidcAuthenticationMechanism;
import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import io.quarkus.security.AuthenticationCompletionException;
import io.quarkus.security.AuthenticationFailedException;
import io.quarkus.security.AuthenticationRedirectException;
import io.quarkus.security.identity.CurrentIdentityAssociation;
import io.quarkus.security.identity.SecurityIdentity;
import io.smallrye.common.annotation.Blocking;
import io.vertx.ext.web.RoutingContext;
import jakarta.ws.rs.CookieParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.NotFoundException;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.net.URI;
import java.net.URLEncoder;
import java.time.Duration;
import java.util.Optional;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jboss.logging.Logger;
import org.jboss.resteasy.reactive.RestQuery;
import org.jose4j.jwt.consumer.ErrorCodeValidator;
import org.jose4j.jwt.consumer.InvalidJwtException;
import org.jspecify.annotations.Nullable;

/// The way to the provider and back.
@Path(ProviderPages.PATH)
@Blocking
@Produces(MediaType.TEXT_HTML)
class ProviderPages {

    static final String PATH = "/ops/sign-in/provider";

    /// Where the provider sends people back to, which it has to know as a redirect URI.
    static final String CODE = PATH + "/code";

    /// The beginning of the names of the framework's session cookies.
    static final String SESSION_COOKIE = "q_session_" + ProviderTenant.ID;

    private static final Logger LOG = Logger.getLogger(ProviderPages.class);
    private static final String START = PATH + "/start?to=";
    private static final String OPERATIONS = "/ops";
    private static final URI AWAY = URI.create("/ops/sign-in?provider=away");
    private static final Duration LONGEST_CHALLENGE = Duration.ofSeconds(10);

    private final SignInProvider provider;
    private final ProviderProbe probe;
    private final ProviderSignOut signOut;
    private final OidcAuthenticationMechanism mechanism;
    private final CurrentIdentityAssociation identity;
    private final SignInNotes notes;
    private final String passwordSession;

    ProviderPages(
            SignInProvider provider,
            ProviderProbe probe,
            ProviderSignOut signOut,
            OidcAuthenticationMechanism mechanism,
            CurrentIdentityAssociation identity,
            SignInNotes notes,
            @ConfigProperty(name = "quarkus.http.auth.form.cookie-name") String passwordSession) {
        this.provider = provider;
        this.probe = probe;
        this.signOut = signOut;
        this.mechanism = mechanism;
        this.identity = identity;
        this.notes = notes;
        this.passwordSession = passwordSession;
    }

    /// @param reason a sentence
    /// @param signOut where the session at the provider ends, if there is one
    record NoEntry(String provider, String reason, @Nullable URI signOut) {}

    /// Leads to the provider, with the view that the person wanted in the address: the cookie does not come back from
    /// another site.
    @GET
    public Response choose(@CookieParam("tocsin-wanted") @Nullable String wanted) {
        demandProvider();
        var view = WantedView.of(wanted).orElse(OPERATIONS);
        return probe.answers(provider.issuer())
                ? seeOther(START + URLEncoder.encode(view, UTF_8))
                : Response.seeOther(AWAY).build();
    }

    /// Sends people to the provider, and those who come back from there to the view that they wanted.
    @GET
    @Path("start")
    public Response start(@RestQuery @Nullable String to, RoutingContext context) {
        demandProvider();
        return person().map(known -> enter(known, WantedView.of(to).orElse(OPERATIONS), context))
                .orElseGet(() -> challenge(context));
    }

    private Optional<SecurityIdentity> person() {
        try {
            return Optional.of(identity.getIdentity()).filter(SignInProvider::signedIn);
        } catch (AuthenticationFailedException | AuthenticationCompletionException | OIDCException e) {
            LOG.debugf("An earlier session is of no use: %s", e.getMessage());
            return Optional.empty();
        }
    }

    private Response enter(SecurityIdentity person, String view, RoutingContext context) {
        var name = person.getPrincipal().getName();
        return switch (person.<Admission>getAttribute(SignInProvider.ADMISSION)) {
            case Admitted _ -> {
                ProviderDoor.remove(context, passwordSession);
                notes.signIn(name, context.request().remoteAddress().hostAddress());
                yield seeOther(view);
            }
            case WithoutRole _ ->
                refused(
                        403,
                        "%s has no role here. Ask an admin of %s for one."
                                .formatted(name, provider.name().orElseThrow()),
                        person,
                        context);
            case WithoutName() -> refused(403, "Your token has no name that can be shown here.", person, context);
        };
    }

    private Response challenge(RoutingContext context) {
        try {
            var challenge = mechanism.getChallenge(context).await().atMost(LONGEST_CHALLENGE);
            var answer = Response.status(challenge.status).header(HttpHeaders.CACHE_CONTROL, "no-store");
            challenge.getHeaders().forEach((name, value) -> answer.header(name.toString(), value));
            return answer.build();
        } catch (RuntimeException e) {
            LOG.warnf("Nobody can sign in by %s: %s", provider.issuer(), e.getMessage());
            return Response.seeOther(AWAY).build();
        }
    }

    /// Takes the code that the provider sends. The framework redeems it and leads on, or fails.
    @GET
    @Path("code")
    public Response code() {
        demandProvider();
        try {
            var person = identity.getIdentity();
            LOG.debugf("A code came without a request for it, from %s", person.getPrincipal());
        } catch (AuthenticationRedirectException e) {
            return seeOther(ownPath(URI.create(e.getRedirectUri())));
        } catch (AuthenticationFailedException | AuthenticationCompletionException | OIDCException e) {
            LOG.warnf("An answer of %s was not accepted: %s", provider.issuer(), reason(e));
        }
        return refused(401, new NoEntry(name(), "The answer of %s was not accepted.".formatted(name()), null));
    }

    /// Logs neither the token nor its content, which is about a person.
    private static String reason(RuntimeException failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof InvalidJwtException jwt) {
                return "the ID token has faults with the codes %s of jose4j"
                        .formatted(jwt.getErrorDetails().stream()
                                .map(ErrorCodeValidator.Error::getErrorCode)
                                .toList());
            }
        }
        return "the code flow did not end";
    }

    /// The framework names a host, but the proxy need not pass on the one that people use.
    private static String ownPath(URI address) {
        return address.getRawPath() + "?" + address.getRawQuery();
    }

    private void demandProvider() {
        if (!provider.isConfigured()) {
            throw new NotFoundException();
        }
    }

    private String name() {
        return provider.name().orElseThrow();
    }

    private Response refused(int status, String reason, SecurityIdentity person, RoutingContext context) {
        return refused(
                status,
                new NoEntry(name(), reason, signOut.endSession(person, context).orElse(null)));
    }

    private static Response refused(int status, NoEntry noEntry) {
        return Response.status(status)
                .type(MediaType.TEXT_HTML_TYPE.withCharset("UTF-8"))
                .header(HttpHeaders.CACHE_CONTROL, "no-store")
                .entity(ProviderTemplates.refused(noEntry))
                .build();
    }

    private static Response seeOther(String path) {
        return Response.seeOther(URI.create(path))
                .header(HttpHeaders.CACHE_CONTROL, "no-store")
                .build();
    }

    @CheckedTemplate(basePath = "access")
    static final class ProviderTemplates {

        private ProviderTemplates() {}

        static native TemplateInstance refused(NoEntry noEntry);
    }
}
