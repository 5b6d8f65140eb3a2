package dev.tocsin.incident.access.http;

import dev.tocsin.incident.access.SignedIn;
import dev.tocsin.support.access.Role;
import io.quarkus.security.AuthenticationFailedException;
import io.quarkus.security.identity.AuthenticationRequestContext;
import io.quarkus.security.identity.IdentityProvider;
import io.quarkus.security.identity.SecurityIdentity;
import io.quarkus.security.identity.request.TrustedAuthenticationRequest;
import io.quarkus.security.runtime.QuarkusPrincipal;
import io.quarkus.security.runtime.QuarkusSecurityIdentity;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;

/// Recognises the owner of a session by the secret in its cookie.
@Singleton
class BySession implements IdentityProvider<TrustedAuthenticationRequest> {

    private static final int BEFORE_ACCOUNTS = 2_000;

    private final Sessions sessions;

    BySession(Sessions sessions) {
        this.sessions = sessions;
    }

    @Override
    public Class<TrustedAuthenticationRequest> getRequestType() {
        return TrustedAuthenticationRequest.class;
    }

    @Override
    public int priority() {
        return BEFORE_ACCOUNTS;
    }

    @Override
    public Uni<SecurityIdentity> authenticate(
            TrustedAuthenticationRequest request, AuthenticationRequestContext context) {
        return context.runBlocking(() -> sessions.owner(request.getPrincipal())
                .map(owner -> identity(owner, request.getPrincipal()))
                .orElseThrow(() -> new AuthenticationFailedException("The session has ended")));
    }

    /// People who have not changed their first password yet may do nothing else.
    private static SecurityIdentity identity(SignedIn owner, String secret) {
        var identity = QuarkusSecurityIdentity.builder()
                .setPrincipal(new QuarkusPrincipal(owner.name()))
                .addAttribute(Sessions.SECRET, secret);
        if (!owner.firstPassword()) {
            identity.addRole(owner.role().word())
                    .addPermissionsAsString(owner.role().permissions());
            if (owner.role() == Role.CUSTOMER) {
                identity.addAttribute(CustomerOfRequest.SCOPE, owner.scope());
            }
        }
        return identity.build();
    }
}
