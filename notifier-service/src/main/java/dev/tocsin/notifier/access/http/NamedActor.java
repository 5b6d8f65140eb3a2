package dev.tocsin.notifier.access.http;

import dev.tocsin.support.access.ActorHeader;
import dev.tocsin.support.access.OperatorToken;
import io.quarkus.security.identity.AuthenticationRequestContext;
import io.quarkus.security.identity.SecurityIdentity;
import io.quarkus.security.identity.SecurityIdentityAugmentor;
import io.quarkus.security.runtime.QuarkusPrincipal;
import io.quarkus.security.runtime.QuarkusSecurityIdentity;
import io.quarkus.vertx.http.runtime.security.HttpSecurityUtils;
import io.smallrye.mutiny.Uni;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// The bearer of the operator token may name the account for which it acts. That name is the caller's from
/// then on.
@ApplicationScoped
class NamedActor implements SecurityIdentityAugmentor {

    @Override
    public Uni<SecurityIdentity> augment(SecurityIdentity identity, AuthenticationRequestContext context) {
        return Uni.createFrom().item(identity);
    }

    @Override
    public Uni<SecurityIdentity> augment(
            SecurityIdentity identity, AuthenticationRequestContext context, Map<String, Object> attributes) {
        var actor = actor(HttpSecurityUtils.getRoutingContextAttribute(attributes));
        return Uni.createFrom()
                .item(
                        actor != null && ActorHeader.isValid(actor) && isOperator(identity)
                                ? of(identity, actor)
                                : identity);
    }

    private static @Nullable String actor(@Nullable RoutingContext http) {
        return http == null ? null : http.request().getHeader(ActorHeader.NAME);
    }

    private static boolean isOperator(SecurityIdentity identity) {
        return !identity.isAnonymous() && identity.getPrincipal().getName().equals(OperatorToken.USER);
    }

    private static SecurityIdentity of(SecurityIdentity identity, String actor) {
        return QuarkusSecurityIdentity.builder(identity)
                .setPrincipal(new QuarkusPrincipal(actor))
                .build();
    }
}
