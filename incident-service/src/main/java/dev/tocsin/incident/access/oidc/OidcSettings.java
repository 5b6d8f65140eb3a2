package dev.tocsin.incident.access.oidc;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/// The sign-in by an OpenID Connect provider. It is off unless an issuer is set.
@ConfigMapping(prefix = "tocsin.oidc")
interface OidcSettings {

    /// The provider's issuer, exactly as its tokens name it, such as `https://login.example.com/realms/staff`.
    Optional<String> issuer();

    /// The id under which the provider knows this service.
    Optional<String> clientId();

    /// The secret that belongs to the id.
    Optional<String> clientSecret();

    /// The provider's name for people: the link on the sign-in page says "Sign in with …".
    @WithDefault("OpenID Connect")
    String name();

    /// The scopes to ask for, beside `openid`.
    @WithDefault("profile,email")
    List<String> scopes();

    /// The claim of the ID token with the person's name, which audit log, incidents and pages show as `oidc/NAME`.
    @WithDefault("preferred_username")
    String nameClaim();

    /// The time after which a session ends that nobody uses. One in use lasts until the provider refuses to renew its
    /// tokens.
    @WithDefault("12h")
    Duration idle();

    RoleClaim roles();

    /// The claim values that mean a role. People without any of them may not enter.
    interface RoleClaim {

        /// The claim of the ID token with a person's groups or roles: a list, or a text with spaces between the values.
        /// A path such as `realm_access/roles` leads to a claim within another.
        @WithDefault("groups")
        String claim();

        /// The values that mean viewer.
        @WithDefault("tocsin-viewer")
        List<String> viewer();

        /// The values that mean responder.
        @WithDefault("tocsin-responder")
        List<String> responder();

        /// The values that mean admin.
        @WithDefault("tocsin-admin")
        List<String> admin();
    }
}
