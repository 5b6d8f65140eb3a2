package dev.tocsin.support.access;

import io.netty.handler.codec.http.HttpHeaderNames;
import io.quarkus.security.credential.TokenCredential;
import io.quarkus.security.identity.IdentityProviderManager;
import io.quarkus.security.identity.SecurityIdentity;
import io.quarkus.security.identity.request.AuthenticationRequest;
import io.quarkus.security.identity.request.TokenAuthenticationRequest;
import io.quarkus.vertx.http.runtime.security.ChallengeData;
import io.quarkus.vertx.http.runtime.security.HttpAuthenticationMechanism;
import io.quarkus.vertx.http.runtime.security.HttpSecurityUtils;
import io.smallrye.mutiny.Uni;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// `Authorization: Bearer …`, as RFC 6750 defines it.
@ApplicationScoped
public class BearerMechanism implements HttpAuthenticationMechanism {

    /// The type of the credential, which no other mechanism gives to its own.
    static final String TYPE = "tocsin";

    static final String CHALLENGE = "Bearer realm=\"tocsin\"";
    private static final String SCHEME = "Bearer ";

    private final BearerTokens tokens;
    private final boolean takesOthers;

    BearerMechanism(BearerTokens tokens, OperatorConfig config) {
        this.tokens = tokens;
        this.takesOthers = config.otherBearers();
    }

    /// The token that the request shows, or null.
    public static @Nullable String token(RoutingContext context) {
        var header = context.request().getHeader(HttpHeaderNames.AUTHORIZATION);
        return header != null && header.regionMatches(true, 0, SCHEME, 0, SCHEME.length())
                ? header.substring(SCHEME.length()).strip()
                : null;
    }

    @Override
    public Uni<SecurityIdentity> authenticate(RoutingContext context, IdentityProviderManager identities) {
        var token = token(context);
        if (token == null || (takesOthers && tokens.holder(token).isEmpty())) {
            return Uni.createFrom().nullItem();
        }
        var request = new TokenAuthenticationRequest(new TokenCredential(token, TYPE));
        return identities.authenticate(HttpSecurityUtils.setRoutingContextAttribute(request, context));
    }

    @Override
    public Uni<ChallengeData> getChallenge(RoutingContext context) {
        return Uni.createFrom().item(new ChallengeData(401, HttpHeaderNames.WWW_AUTHENTICATE, CHALLENGE));
    }

    @Override
    public Set<Class<? extends AuthenticationRequest>> getCredentialTypes() {
        return Set.of(TokenAuthenticationRequest.class);
    }
}
