package dev.tocsin.incident.access.store;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;

/// A row of `session`.
@Entity
@Table(name = "session")
class SessionEntity {

    @Id
    @Column(name = "secret_hash")
    String secretHash;

    @Column(nullable = false)
    String account;

    @Column(name = "started_at", nullable = false)
    Instant startedAt;

    @Column(name = "ends_at", nullable = false)
    Instant endsAt;

    /// For Hibernate.
    @SuppressWarnings("NullAway.Init")
    SessionEntity() {}

    SessionEntity(String secretHash, String account, Instant startedAt, Instant endsAt) {
        this.secretHash = secretHash;
        this.account = account;
        this.startedAt = startedAt;
        this.endsAt = endsAt;
    }
}
