package dev.tocsin.incident.access;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tocsin.incident.access.Admission.Admitted;
import dev.tocsin.incident.access.Admission.WithoutName;
import dev.tocsin.incident.access.Admission.WithoutRole;
import dev.tocsin.support.access.Role;
import java.util.Comparator;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/// Which claims of a provider's token say who a person is, and which role the person has.
///
/// @param nameClaim a claim, or a path to one with `/` between its parts
/// @param rolesClaim a claim whose value is a list, or a text with spaces between the values
/// @param roles by the values of that claim that mean them
public record ClaimRules(String nameClaim, String rolesClaim, Map<String, Role> roles) {

    /// The beginning of these people's names, so that no provider can name somebody like an account, a token
    /// or the operator.
    public static final String PREFIX = "oidc/";

    private static final Pattern NAME = Pattern.compile("[\\p{L}\\p{N}][\\p{L}\\p{N}._@+' -]{0,99}");

    public ClaimRules {
        roles = Map.copyOf(roles);
    }

    /// The highest role counts.
    public Admission admit(JsonNode claims) {
        var name = claim(claims, nameClaim).textValue();
        if (name == null || !NAME.matcher(name).matches()) {
            return new WithoutName();
        }
        return role(claims)
                .<Admission>map(role -> new Admitted(PREFIX + name, role))
                .orElseGet(() -> new WithoutRole(PREFIX + name));
    }

    private Optional<Role> role(JsonNode claims) {
        return values(claim(claims, rolesClaim))
                .map(roles::get)
                .filter(Objects::nonNull)
                .max(Comparator.naturalOrder());
    }

    private static Stream<String> values(JsonNode claim) {
        return claim.isTextual()
                ? Stream.of(claim.textValue().split(" ", -1))
                : StreamSupport.stream(claim.spliterator(), false)
                        .filter(JsonNode::isTextual)
                        .map(JsonNode::textValue);
    }

    /// Some providers have claims with `/` in their names, such as `https://example.com/roles`.
    private static JsonNode claim(JsonNode claims, String name) {
        if (claims.has(name)) {
            return claims.path(name);
        }
        var found = claims;
        for (var part : name.split("/", -1)) {
            found = found.path(part);
        }
        return found;
    }
}
