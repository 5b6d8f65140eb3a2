package dev.tocsin.incident.access.http;

import dev.tocsin.support.access.OperatorToken;
import dev.tocsin.support.access.Role;
import io.quarkus.security.AuthenticationFailedException;
import io.quarkus.security.identity.AuthenticationRequestContext;
import io.quarkus.security.identity.IdentityProvider;
import io.quarkus.security.identity.SecurityIdentity;
import io.quarkus.security.identity.request.UsernamePasswordAuthenticationRequest;
import io.quarkus.security.runtime.QuarkusPrincipal;
import io.quarkus.security.runtime.QuarkusSecurityIdentity;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.nio.CharBuffer;

/// Authenticates the user `operator` by the operator token. Every other name is an account, which the framework looks
/// up in the database.
@Singleton
class SignIn implements IdentityProvider<UsernamePasswordAuthenticationRequest> {

    private static final int BEFORE_ACCOUNTS = 2_000;

    private final OperatorToken token;

    SignIn(OperatorToken token) {
        this.token = token;
    }

    @Override
    public Class<UsernamePasswordAuthenticationRequest> getRequestType() {
        return UsernamePasswordAuthenticationRequest.class;
    }

    @Override
    public int priority() {
        return BEFORE_ACCOUNTS;
    }

    @Override
    public Uni<SecurityIdentity> authenticate(
            UsernamePasswordAuthenticationRequest request, AuthenticationRequestContext context) {
        if (!OperatorToken.USER.equals(request.getUsername())) {
            return Uni.createFrom().nullItem();
        }
        var password = request.getPassword();
        return token.isShownBy(CharBuffer.wrap(password.getPassword()))
                ? Uni.createFrom()
                        .item(QuarkusSecurityIdentity.builder()
                                .setPrincipal(new QuarkusPrincipal(OperatorToken.USER))
                                .addCredential(password)
                                .addRole(Role.ADMIN.word())
                                .build())
                : Uni.createFrom().failure(new AuthenticationFailedException("This is not the operator token"));
    }
}
