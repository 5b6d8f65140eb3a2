package dev.tocsin.incident.access.http;

import io.quarkus.security.credential.PasswordCredential;
import io.quarkus.security.identity.AuthenticationRequestContext;
import io.quarkus.security.identity.SecurityIdentity;
import io.quarkus.security.identity.SecurityIdentityAugmentor;
import io.quarkus.security.runtime.QuarkusPrincipal;
import io.quarkus.security.runtime.QuarkusSecurityIdentity;
import io.quarkus.vertx.http.runtime.security.HttpSecurityUtils;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Map;

/// Starts a session for whoever has just shown a password. The framework encrypts the name of the principal into its
/// cookie, so that name is the session's secret here.
@ApplicationScoped
class SessionStart implements SecurityIdentityAugmentor {

    private final Sessions sessions;
    private final SignInNotes notes;

    SessionStart(Sessions sessions, SignInNotes notes) {
        this.sessions = sessions;
        this.notes = notes;
    }

    @Override
    public Uni<SecurityIdentity> augment(SecurityIdentity identity, AuthenticationRequestContext context) {
        return augment(identity, context, Map.of());
    }

    @Override
    public Uni<SecurityIdentity> augment(
            SecurityIdentity identity, AuthenticationRequestContext context, Map<String, Object> attributes) {
        return identity.getCredential(PasswordCredential.class) == null
                ? Uni.createFrom().item(identity)
                : context.runBlocking(() -> start(identity, address(attributes)));
    }

    private static String address(Map<String, Object> attributes) {
        var request = HttpSecurityUtils.getRoutingContextAttribute(attributes);
        return request == null ? "" : request.request().remoteAddress().hostAddress();
    }

    private SecurityIdentity start(SecurityIdentity identity, String address) {
        var account = identity.getPrincipal().getName();
        var secret = sessions.start(account);
        notes.signIn(account, address);
        return QuarkusSecurityIdentity.builder(identity)
                .setPrincipal(new QuarkusPrincipal(secret))
                .build();
    }
}
