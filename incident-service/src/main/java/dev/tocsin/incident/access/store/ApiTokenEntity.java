package dev.tocsin.incident.access.store;

import dev.tocsin.contract.access.AccessTokenEvent;
import dev.tocsin.contract.access.AccessTokenEvent.TokenIssued;
import dev.tocsin.contract.access.AccessTokenEvent.TokenRevoked;
import dev.tocsin.incident.access.ApiToken;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// A row of `api_token`.
@Entity
@Table(name = "api_token")
class ApiTokenEntity {

    @Id
    UUID id;

    @Column(nullable = false)
    String name;

    @Column(name = "secret_hash", nullable = false)
    String secretHash;

    @Column(nullable = false)
    String[] permissions;

    @Column(name = "created_by", nullable = false)
    String createdBy;

    @Column(name = "created_at", nullable = false)
    Instant createdAt;

    @Nullable
    @Column(name = "expires_at")
    Instant expiresAt;

    @Nullable
    @Column(name = "revoked_at")
    Instant revokedAt;

    /// For Hibernate.
    @SuppressWarnings("NullAway.Init")
    ApiTokenEntity() {}

    ApiTokenEntity(ApiToken token, String secretHash) {
        this.id = token.id();
        this.name = token.name();
        this.secretHash = secretHash;
        this.permissions = token.permissions().toArray(String[]::new);
        this.createdBy = token.createdBy();
        this.createdAt = token.createdAt();
        this.expiresAt = token.expiresAt();
    }

    ApiToken token() {
        return new ApiToken(id, name, List.of(permissions), createdBy, createdAt, expiresAt);
    }

    /// Its times are those that come back from Kafka, so that equal states are equal.
    AccessTokenEvent event() {
        return revokedAt == null
                ? new TokenIssued(
                        id.toString(),
                        name,
                        List.of(permissions),
                        secretHash,
                        millis(createdAt),
                        expiresAt == null ? null : millis(expiresAt))
                : new TokenRevoked(id.toString(), millis(revokedAt));
    }

    private static Instant millis(Instant time) {
        return time.truncatedTo(ChronoUnit.MILLIS);
    }
}
