package dev.tocsin.incident.access;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// An API token: the permissions of a program that shows its secret.
///
/// @param name unique among the tokens that are not revoked
/// @param permissions the scopes, sorted
/// @param expiresAt null for never
public record ApiToken(
        UUID id,
        String name,
        List<String> permissions,
        String createdBy,
        Instant createdAt,
        @Nullable Instant expiresAt) {

    public ApiToken {
        permissions = permissions.stream().sorted().toList();
    }
}
