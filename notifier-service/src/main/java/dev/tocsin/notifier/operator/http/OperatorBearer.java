package dev.tocsin.notifier.operator.http;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.quarkus.runtime.StartupEvent;
import io.quarkus.security.identity.IdentityProviderManager;
import io.quarkus.security.identity.SecurityIdentity;
import io.quarkus.security.runtime.QuarkusPrincipal;
import io.quarkus.security.runtime.QuarkusSecurityIdentity;
import io.quarkus.vertx.http.runtime.security.ChallengeData;
import io.quarkus.vertx.http.runtime.security.HttpAuthenticationMechanism;
import io.smallrye.mutiny.Uni;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.security.MessageDigest;
import org.jspecify.annotations.Nullable;

/// Knows an operator by the bearer token; whoever brings another is nobody, and may hold a token of another kind.
@ApplicationScoped
public class OperatorBearer implements HttpAuthenticationMechanism {

    /// The role that operators have.
    public static final String OPERATOR = "operator";

    private static final String BEARER = "Bearer ";
    private static final int SHORTEST = 16;
    private static final int UNAUTHORIZED = 401;

    private final byte[] token;

    OperatorBearer(OperatorSettings settings) {
        this.token = settings.token()
                .filter(text -> text.length() >= SHORTEST)
                .orElseThrow(() -> new IllegalStateException(
                        "tocsin.operator.token (TOCSIN_OPERATOR_TOKEN) must be set, to at least %d characters"
                                .formatted(SHORTEST)))
                .getBytes(UTF_8);
    }

    void checkAtStart(@Observes StartupEvent event) {}

    @Override
    public Uni<@Nullable SecurityIdentity> authenticate(RoutingContext context, IdentityProviderManager providers) {
        var header = context.request().getHeader("Authorization");
        return isOperators(header)
                ? Uni.createFrom()
                        .item(QuarkusSecurityIdentity.builder()
                                .setPrincipal(new QuarkusPrincipal(OPERATOR))
                                .addRole(OPERATOR)
                                .build())
                : Uni.createFrom().nullItem();
    }

    @Override
    public Uni<ChallengeData> getChallenge(RoutingContext context) {
        return Uni.createFrom().item(new ChallengeData(UNAUTHORIZED, "WWW-Authenticate", "Bearer"));
    }

    private boolean isOperators(@Nullable String header) {
        return header != null
                && header.startsWith(BEARER)
                && MessageDigest.isEqual(
                        token, header.substring(BEARER.length()).getBytes(UTF_8));
    }
}
