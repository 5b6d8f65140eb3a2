package dev.tocsin.contract.access;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.tocsin.contract.Event;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A program's token. Its secret is on no topic: nobody can guess it from its hash, since it has 256 random bits.
///
/// A revocation is for good, also where an older `TokenIssued` was written after it.
public sealed interface AccessTokenEvent extends Event
        permits AccessTokenEvent.TokenIssued, AccessTokenEvent.TokenRevoked {

    /// Identifies the token, and is no secret.
    String id();

    @Override
    default String key() {
        return id();
    }

    /// Whoever shows the secret of the token has its permissions.
    ///
    /// @param name the name under which the bearer acts; a later token may have it again
    /// @param permissions such as `silences:write`; a reader ignores those that it does not know
    /// @param secretHash the SHA-256 of the secret, in hexadecimal digits
    /// @param expiresAt from then on the token is wrong; null for never
    record TokenIssued(
            String id,
            String name,
            List<String> permissions,
            String secretHash,
            @JsonProperty("issuedAt") Instant time,
            @Nullable Instant expiresAt)
            implements AccessTokenEvent {

        @Override
        public String eventId() {
            return id + "/issued";
        }
    }

    /// The token is wrong from now on.
    record TokenRevoked(
            String id, @JsonProperty("revokedAt") Instant time) implements AccessTokenEvent {

        @Override
        public String eventId() {
            return id + "/revoked";
        }
    }
}
