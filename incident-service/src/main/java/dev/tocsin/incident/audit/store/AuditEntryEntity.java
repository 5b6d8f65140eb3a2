package dev.tocsin.incident.audit.store;

import dev.tocsin.incident.audit.AuditEntry;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import org.hibernate.annotations.Immutable;
import org.jspecify.annotations.Nullable;

/// A row of `audit_entry`.
@Entity
@Immutable
@Table(name = "audit_entry")
class AuditEntryEntity {

    @Id
    @GeneratedValue(strategy = GenerationType.IDENTITY)
    long id;

    @Column(nullable = false)
    Instant at;

    @Column(nullable = false)
    String who;

    @Column(nullable = false)
    String action;

    @Nullable
    String subject;

    @Nullable
    String address;

    /// For Hibernate.
    @SuppressWarnings("NullAway.Init")
    AuditEntryEntity() {}

    AuditEntryEntity(Instant at, String who, String action, @Nullable String subject, @Nullable String address) {
        this.at = at;
        this.who = who;
        this.action = action;
        this.subject = subject;
        this.address = address;
    }

    AuditEntry entry() {
        return new AuditEntry(id, at, who, action, subject, address);
    }
}
