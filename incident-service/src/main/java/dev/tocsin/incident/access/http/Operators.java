package dev.tocsin.incident.access.http;

import dev.tocsin.incident.access.AttemptLimit;
import dev.tocsin.incident.access.OperatorToken;
import io.quarkus.security.AuthenticationFailedException;
import io.quarkus.security.identity.AuthenticationRequestContext;
import io.quarkus.security.identity.IdentityProvider;
import io.quarkus.security.identity.SecurityIdentity;
import io.quarkus.security.identity.request.AuthenticationRequest;
import io.quarkus.security.identity.request.TokenAuthenticationRequest;
import io.quarkus.security.identity.request.TrustedAuthenticationRequest;
import io.quarkus.security.identity.request.UsernamePasswordAuthenticationRequest;
import io.quarkus.security.runtime.QuarkusPrincipal;
import io.quarkus.security.runtime.QuarkusSecurityIdentity;
import io.quarkus.vertx.http.runtime.security.HttpSecurityUtils;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.nio.CharBuffer;
import java.time.Clock;

/// Tells an operator by the token: as bearer, as password, or by the session that a password began.
@Singleton
class Operators {

    private final OperatorToken token;
    private final AttemptLimit attempts;
    private final Clock clock;

    Operators(OperatorToken token, AttemptLimit attempts, Clock clock) {
        this.token = token;
        this.attempts = attempts;
        this.clock = clock;
    }

    private SecurityIdentity operatorIf(boolean right, AuthenticationRequest request) {
        if (!right) {
            var context = HttpSecurityUtils.getRoutingContextAttribute(request);
            if (context != null) {
                attempts.failed(Attempts.address(context), clock.instant());
            }
            throw new AuthenticationFailedException("not the operator's token");
        }
        return QuarkusSecurityIdentity.builder()
                .setPrincipal(new QuarkusPrincipal(OperatorToken.USER))
                .addRole(Roles.OPERATOR)
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

    @Singleton
    static class ByPassword implements IdentityProvider<UsernamePasswordAuthenticationRequest> {

        private final Operators operators;

        ByPassword(Operators operators) {
            this.operators = operators;
        }

        @Override
        public Class<UsernamePasswordAuthenticationRequest> getRequestType() {
            return UsernamePasswordAuthenticationRequest.class;
        }

        @Override
        public Uni<SecurityIdentity> authenticate(
                UsernamePasswordAuthenticationRequest request, AuthenticationRequestContext context) {
            var password = CharBuffer.wrap(request.getPassword().getPassword());
            return Uni.createFrom()
                    .item(() -> operators.operatorIf(
                            operators.token.isShownBy(password) && OperatorToken.USER.equals(request.getUsername()),
                            request));
        }
    }

    /// The session's cookie is encrypted with a key made of the token, so whoever has one showed the token.
    @Singleton
    static class BySession implements IdentityProvider<TrustedAuthenticationRequest> {

        private final Operators operators;

        BySession(Operators operators) {
            this.operators = operators;
        }

        @Override
        public Class<TrustedAuthenticationRequest> getRequestType() {
            return TrustedAuthenticationRequest.class;
        }

        @Override
        public Uni<SecurityIdentity> authenticate(
                TrustedAuthenticationRequest request, AuthenticationRequestContext context) {
            return Uni.createFrom()
                    .item(() -> operators.operatorIf(OperatorToken.USER.equals(request.getPrincipal()), request));
        }
    }
}
