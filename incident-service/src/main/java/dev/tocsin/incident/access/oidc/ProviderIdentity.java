package dev.tocsin.incident.access.oidc;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.tocsin.incident.access.Admission;
import dev.tocsin.incident.access.Admission.Admitted;
import dev.tocsin.incident.access.Admission.WithoutName;
import dev.tocsin.incident.access.Admission.WithoutRole;
import dev.tocsin.incident.access.ClaimRules;
import io.quarkus.oidc.IdTokenCredential;
import io.quarkus.security.identity.SecurityIdentity;
import io.quarkus.security.runtime.QuarkusPrincipal;
import io.quarkus.security.runtime.QuarkusSecurityIdentity;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Base64;

/// Gives a person from the provider the name and the permissions that the claims of the ID token mean. The framework
/// has verified the token before.
@ApplicationScoped
class ProviderIdentity {

    private final ClaimRules rules;
    private final ObjectMapper json;

    ProviderIdentity(SignInProvider provider, ObjectMapper json) {
        this.rules = provider.rules();
        this.json = json;
    }

    /// Only the role gives permissions: the framework would also make some of the token's claim `scope`, and the
    /// provider decides what that claim has.
    ///
    /// @param identity with the ID token
    SecurityIdentity of(SecurityIdentity identity) {
        var token = identity.getCredential(IdTokenCredential.class);
        var admission = admission(token);
        var person = QuarkusSecurityIdentity.builder()
                .addCredential(token)
                .addAttributes(identity.getAttributes())
                .addAttribute(SignInProvider.ADMISSION, admission);
        return switch (admission) {
            case Admitted(var name, var role) ->
                person.setPrincipal(new QuarkusPrincipal(name))
                        .addPermissionsAsString(role.permissions())
                        .build();
            case WithoutRole(var name) ->
                person.setPrincipal(new QuarkusPrincipal(name)).build();
            case WithoutName() ->
                person.setPrincipal(new QuarkusPrincipal(ClaimRules.PREFIX)).build();
        };
    }

    private Admission admission(IdTokenCredential token) {
        try {
            var claims = token.getToken().split("\\.", -1)[1];
            return rules.admit(json.readTree(Base64.getUrlDecoder().decode(claims)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
