package dev.tocsin.incident.access.oidc;

import dev.tocsin.incident.access.Admission.Admitted;
import dev.tocsin.support.access.BearerMechanism;
import io.quarkus.oidc.runtime.OidcAuthenticationMechanism;
import io.quarkus.security.identity.IdentityProviderManager;
import io.quarkus.security.identity.SecurityIdentity;
import io.quarkus.vertx.http.runtime.security.ChallengeData;
import io.quarkus.vertx.http.runtime.security.HttpAuthenticationMechanism;
import io.smallrye.mutiny.Uni;
import io.vertx.ext.web.RoutingContext;
import jakarta.annotation.Priority;
import jakarta.decorator.Decorator;
import jakarta.decorator.Delegate;
import jakarta.enterprise.inject.Any;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jboss.logging.Logger;

/// Keeps the provider's sessions from the other ways to sign in: a bearer token and a password come first, and a
/// session that the provider does not renew, or whose owner has no role any more, counts as none.
@Decorator
@Priority(1)
class ProviderDoor implements HttpAuthenticationMechanism {

    private static final Logger LOG = Logger.getLogger(ProviderDoor.class);

    private final OidcAuthenticationMechanism provider;
    private final SignInProvider settings;
    private final ProviderIdentity people;
    private final String otherSession;

    ProviderDoor(
            @Any @Delegate OidcAuthenticationMechanism provider,
            SignInProvider settings,
            ProviderIdentity people,
            @ConfigProperty(name = "quarkus.http.auth.form.cookie-name") String otherSession) {
        this.provider = provider;
        this.settings = settings;
        this.people = people;
        this.otherSession = otherSession;
    }

    @Override
    public Uni<SecurityIdentity> authenticate(RoutingContext context, IdentityProviderManager identities) {
        if (!settings.isConfigured() || BearerMechanism.token(context) != null) {
            return Uni.createFrom().nullItem();
        }
        if (isSignIn(context)) {
            return person(context, identities);
        }
        if (!hasSession(context) || context.request().getCookie(otherSession) != null) {
            return Uni.createFrom().nullItem();
        }
        return person(context, identities)
                .onFailure()
                .invoke(failure -> LOG.debugf("The provider's session has ended: %s", failure.getMessage()))
                .onFailure()
                .recoverWithNull()
                .chain(known -> known != null && isAdmitted(known)
                        ? Uni.createFrom().item(known)
                        : Uni.createFrom().<SecurityIdentity>nullItem().invoke(() -> endSession(context)));
    }

    private Uni<SecurityIdentity> person(RoutingContext context, IdentityProviderManager identities) {
        return provider.authenticate(context, identities).onItem().ifNotNull().transform(people::of);
    }

    @Override
    public Uni<ChallengeData> getChallenge(RoutingContext context) {
        return settings.isConfigured() && isSignIn(context)
                ? provider.getChallenge(context)
                : Uni.createFrom().nullItem();
    }

    private static boolean isSignIn(RoutingContext context) {
        return context.normalizedPath().startsWith(ProviderPages.PATH);
    }

    private static boolean hasSession(RoutingContext context) {
        return context.request().cookies().stream()
                .anyMatch(cookie -> cookie.getName().startsWith(ProviderPages.SESSION_COOKIE));
    }

    /// Without this, each later request would ask the provider again.
    static void endSession(RoutingContext context) {
        remove(context, ProviderPages.SESSION_COOKIE);
    }

    /// Makes the browser forget the cookies whose names begin with `name`.
    static void remove(RoutingContext context, String name) {
        context.request().cookies().stream()
                .filter(cookie -> cookie.getName().startsWith(name))
                .forEach(cookie -> cookie.setValue("").setMaxAge(0).setPath("/"));
    }

    private static boolean isAdmitted(SecurityIdentity person) {
        return person.getAttribute(SignInProvider.ADMISSION) instanceof Admitted;
    }
}
