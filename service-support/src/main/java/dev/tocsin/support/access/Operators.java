package dev.tocsin.support.access;

import io.quarkus.security.AuthenticationFailedException;
import io.quarkus.security.identity.AuthenticationRequestContext;
import io.quarkus.security.identity.IdentityProvider;
import io.quarkus.security.identity.SecurityIdentity;
import io.quarkus.security.identity.request.AuthenticationRequest;
import io.quarkus.security.identity.request.TokenAuthenticationRequest;
import io.quarkus.security.runtime.QuarkusPrincipal;
import io.quarkus.security.runtime.QuarkusSecurityIdentity;
import io.quarkus.vertx.http.runtime.security.HttpSecurityUtils;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.time.Clock;

/// Recognises an operator by the token.
@Singleton
public class Operators {

    private final OperatorToken token;
    private final AttemptLimit attempts;
    private final Clock clock;

    Operators(OperatorToken token, AttemptLimit attempts, Clock clock) {
        this.token = token;
        this.attempts = attempts;
        this.clock = clock;
    }

    /// @param right whether the request shows what an operator has to show
    /// @throws AuthenticationFailedException when it does not; the failure counts against the request's address
    public SecurityIdentity operatorIf(boolean right, AuthenticationRequest request) {
        if (!right) {
            var context = HttpSecurityUtils.getRoutingContextAttribute(request);
            if (context != null) {
                attempts.failed(Attempts.address(context), clock.instant());
            }
            throw new AuthenticationFailedException("not the operator's token");
        }
        return QuarkusSecurityIdentity.builder()
                .setPrincipal(new QuarkusPrincipal(OperatorToken.USER))
                .addRole(Role.ADMIN.word())
                .addPermissionsAsString(Role.ADMIN.permissions())
                .build();
    }

    @Singleton
    static class ByBearer implements IdentityProvider<TokenAuthenticationRequest> {

        private final Operators operators;

        ByBearer(Operators operators) {
            this.operators = operators;
        }

        @Override
        public Class<TokenAuthenticationRequest> getRequestType() {
            return TokenAuthenticationRequest.class;
        }

        @Override
        public Uni<SecurityIdentity> authenticate(
                TokenAuthenticationRequest request, AuthenticationRequestContext context) {
            return Uni.createFrom()
                    .item(() -> operators.operatorIf(
                            operators.token.isShownBy(request.getToken().getToken()), request));
        }
    }
}
