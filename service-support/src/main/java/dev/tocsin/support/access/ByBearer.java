package dev.tocsin.support.access;

import io.quarkus.security.AuthenticationFailedException;
import io.quarkus.security.identity.AuthenticationRequestContext;
import io.quarkus.security.identity.IdentityProvider;
import io.quarkus.security.identity.SecurityIdentity;
import io.quarkus.security.identity.request.TokenAuthenticationRequest;
import io.quarkus.security.runtime.QuarkusPrincipal;
import io.quarkus.security.runtime.QuarkusSecurityIdentity;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;

/// Recognises the holder of a token. Tokens of an OpenID Connect provider are of other types, and not looked up here.
@Singleton
class ByBearer implements IdentityProvider<TokenAuthenticationRequest> {

    private final BearerTokens tokens;

    ByBearer(BearerTokens tokens) {
        this.tokens = tokens;
    }

    @Override
    public Class<TokenAuthenticationRequest> getRequestType() {
        return TokenAuthenticationRequest.class;
    }

    @Override
    public Uni<SecurityIdentity> authenticate(
            TokenAuthenticationRequest request, AuthenticationRequestContext context) {
        if (!BearerMechanism.TYPE.equals(request.getToken().getType())) {
            return Uni.createFrom().nullItem();
        }
        return Uni.createFrom()
                .item(() -> tokens.holder(request.getToken().getToken())
                        .map(ByBearer::identity)
                        .orElseThrow(() -> new AuthenticationFailedException("The token is not known")));
    }

    private static SecurityIdentity identity(TokenHolder holder) {
        return QuarkusSecurityIdentity.builder()
                .setPrincipal(new QuarkusPrincipal(holder.name()))
                .addPermissionsAsString(holder.permissions())
                .build();
    }
}
