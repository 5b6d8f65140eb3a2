package dev.tocsin.incident.access.oidc;

import dev.tocsin.support.access.SecretHash;
import dev.tocsin.support.http.BasePath;
import io.quarkus.oidc.OidcRequestContext;
import io.quarkus.oidc.OidcTenantConfig;
import io.quarkus.oidc.TenantConfigResolver;
import io.quarkus.oidc.runtime.OidcTenantConfig.ApplicationType;
import io.quarkus.oidc.runtime.OidcTenantConfig.Authentication.CookieSameSite;
import io.quarkus.oidc.runtime.OidcTenantConfig.TokenStateManager.Strategy;
import io.smallrye.mutiny.Uni;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import java.net.URI;
import java.time.Duration;
import java.util.Optional;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jspecify.annotations.Nullable;

/// The framework's view of the provider. It connects when somebody first signs in there, and not at the start.
@ApplicationScoped
class ProviderTenant implements TenantConfigResolver {

    /// A part of the names of the framework's cookies.
    static final String ID = "provider";

    private static final Duration LONGEST_CONNECT = Duration.ofSeconds(3);

    /// Requests that come at once renew the tokens before these end, so that one that fails ends no session.
    private static final Duration RENEWED_BEFORE_END = Duration.ofSeconds(20);

    private final @Nullable OidcTenantConfig tenant;

    ProviderTenant(
            SignInProvider provider,
            OidcSettings settings,
            BasePath base,
            @ConfigProperty(name = "quarkus.http.auth.session.encryption-key") Optional<String> sessionKey,
            @ConfigProperty(name = "tocsin.incident.url") Optional<URI> site) {
        var isSecure =
                site.map(URI::getScheme).filter("https"::equalsIgnoreCase).isPresent();
        this.tenant = provider.isConfigured()
                ? tenant(settings, provider.issuer(), base.at(ProviderPages.CODE), isSecure, sessionKey.orElseThrow())
                : null;
    }

    @Override
    public Uni<OidcTenantConfig> resolve(RoutingContext context, OidcRequestContext<OidcTenantConfig> request) {
        return Uni.createFrom().item(tenant);
    }

    private static OidcTenantConfig tenant(
            OidcSettings settings, String issuer, String redirectPath, boolean isSecure, String sessionKey) {
        return OidcTenantConfig.authServerUrl(issuer)
                .tenantId(ID)
                .applicationType(ApplicationType.WEB_APP)
                .clientId(settings.clientId().orElseThrow())
                .credentials(settings.clientSecret().orElseThrow())
                .connectionTimeout(LONGEST_CONNECT)
                .token()
                .issuer(issuer)
                .subjectRequired()
                .refreshExpired()
                .refreshTokenTimeSkew(RENEWED_BEFORE_END)
                .end()
                .authentication()
                .scopes(settings.scopes())
                .pkceRequired()
                .nonceRequired()
                .stateSecret(SecretHash.of("state " + sessionKey))
                .redirectPath(redirectPath)
                .restorePathAfterRedirect()
                .sessionAgeExtension(settings.idle())
                .cookieSameSite(CookieSameSite.LAX)
                .cookieForceSecure(isSecure)
                .forceRedirectHttpsScheme(isSecure)
                .end()
                .tokenStateManager()
                .strategy(Strategy.ID_REFRESH_TOKENS)
                .encryptionSecret(SecretHash.of("session " + sessionKey))
                .end()
                .build();
    }
}
