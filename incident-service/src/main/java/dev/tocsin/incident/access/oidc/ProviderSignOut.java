package dev.tocsin.incident.access.oidc;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.tocsin.support.http.BasePath;
import dev.tocsin.support.http.Site;
import io.quarkus.oidc.IdTokenCredential;
import io.quarkus.oidc.OidcConfigurationMetadata;
import io.quarkus.security.identity.SecurityIdentity;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import java.net.URI;
import java.net.URLEncoder;
import java.util.Optional;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/// Ends a session here, and leads to the end of the provider's own (OpenID Connect RP-Initiated Logout 1.0).
@ApplicationScoped
public class ProviderSignOut {

    private static final String METADATA = "configuration-metadata";
    private static final String SIGN_IN = "/ops/sign-in";

    private final BasePath base;
    private final Optional<URI> site;

    ProviderSignOut(BasePath base, @ConfigProperty(name = "tocsin.incident.url") Optional<URI> site) {
        this.base = base;
        this.site = site;
    }

    /// Ends a session that lies behind one with a password. Otherwise, the sign-out from that one would leave its owner
    /// signed in.
    public void endSession(RoutingContext context) {
        ProviderDoor.endSession(context);
    }

    /// @return where the person's session at the provider ends; empty when the provider has no such address
    public Optional<URI> endSession(SecurityIdentity person, RoutingContext context) {
        ProviderDoor.endSession(context);
        var token = person.getCredential(IdTokenCredential.class);
        return Optional.ofNullable(person.<OidcConfigurationMetadata>getAttribute(METADATA))
                .map(OidcConfigurationMetadata::getEndSessionUri)
                .map(end -> URI.create("%s%sid_token_hint=%s&post_logout_redirect_uri=%s"
                        .formatted(
                                end,
                                end.contains("?") ? "&" : "?",
                                token.getToken(),
                                URLEncoder.encode(signIn(context), UTF_8))));
    }

    private String signIn(RoutingContext context) {
        var request = context.request();
        return site.map(address -> new Site(address).at(SIGN_IN).toString())
                .orElseGet(() -> "%s://%s%s".formatted(request.scheme(), request.authority(), base.at(SIGN_IN)));
    }
}
