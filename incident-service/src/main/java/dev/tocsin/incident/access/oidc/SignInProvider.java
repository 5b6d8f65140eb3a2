package dev.tocsin.incident.access.oidc;

import dev.tocsin.incident.access.Admission;
import dev.tocsin.incident.access.ClaimRules;
import dev.tocsin.support.access.Role;
import dev.tocsin.support.http.Site;
import io.quarkus.runtime.StartupEvent;
import io.quarkus.security.identity.SecurityIdentity;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.net.URI;
import java.util.HashMap;
import java.util.Optional;

/// The provider that is configured, if any.
@ApplicationScoped
public class SignInProvider {

    /// The name of the identity's attribute that holds the [Admission].
    static final String ADMISSION = "admission";

    private final OidcSettings settings;

    SignInProvider(OidcSettings settings) {
        this.settings = settings;
    }

    /// A service that lacks half of its provider does not start.
    void check(@Observes StartupEvent event) {
        if (isConfigured()) {
            demand("client-id", settings.clientId());
            demand("client-secret", settings.clientSecret());
            demandAddress(issuer());
        }
    }

    private static void demandAddress(String issuer) {
        try {
            var _ = new Site(URI.create(issuer));
        } catch (IllegalArgumentException e) {
            throw new IllegalStateException(
                    "tocsin.oidc.issuer must be an address such as https://login.example.com/realms/staff", e);
        }
    }

    private static void demand(String key, Optional<String> value) {
        if (value.isEmpty()) {
            throw new IllegalStateException("tocsin.oidc.%s must be set beside tocsin.oidc.issuer".formatted(key));
        }
    }

    public boolean isConfigured() {
        return settings.issuer().isPresent();
    }

    /// The provider's name for people; empty when there is no provider.
    public Optional<String> name() {
        return settings.issuer().map(_ -> settings.name());
    }

    /// Whether somebody signed in there.
    public static boolean signedIn(SecurityIdentity identity) {
        return identity.getAttribute(ADMISSION) instanceof Admission;
    }

    String issuer() {
        return settings.issuer().orElseThrow();
    }

    ClaimRules rules() {
        var roles = new HashMap<String, Role>();
        settings.roles().viewer().forEach(value -> roles.put(value, Role.VIEWER));
        settings.roles().responder().forEach(value -> roles.put(value, Role.RESPONDER));
        settings.roles().admin().forEach(value -> roles.put(value, Role.ADMIN));
        return new ClaimRules(settings.nameClaim(), settings.roles().claim(), roles);
    }
}
