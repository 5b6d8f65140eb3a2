package dev.tocsin.incident.access.http;

import dev.tocsin.support.access.OperatorToken;
import dev.tocsin.support.access.Operators;
import io.quarkus.security.identity.AuthenticationRequestContext;
import io.quarkus.security.identity.IdentityProvider;
import io.quarkus.security.identity.SecurityIdentity;
import io.quarkus.security.identity.request.TrustedAuthenticationRequest;
import io.quarkus.security.identity.request.UsernamePasswordAuthenticationRequest;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.nio.CharBuffer;

/// Authenticates an operator by the token given as a password, and by the session that such a sign-in started.
final class SignIn {

    private SignIn() {}

    @Singleton
    static class ByPassword implements IdentityProvider<UsernamePasswordAuthenticationRequest> {

        private final OperatorToken token;
        private final Operators operators;

        ByPassword(OperatorToken token, Operators operators) {
            this.token = token;
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
                            token.isShownBy(password) && OperatorToken.USER.equals(request.getUsername()), request));
        }
    }

    /// The session's cookie is encrypted with a key made of the token, so its bearer has shown the token.
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
