package dev.tocsin.incident.writer.store;

import dev.tocsin.engine.lifecycle.Incident;
import dev.tocsin.incident.postgres.JsonDocuments;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import org.hibernate.annotations.JdbcTypeCode;
import org.hibernate.type.SqlTypes;

/// A row of `incident`: the incident as a document, and what it is found by.
@Entity
@Table(name = "incident")
class IncidentEntity {

    @Id
    String id;

    /// Of its latest event.
    long number;

    /// While the correlator still thinks about it: it is open, or ended so lately that it may reopen.
    boolean active;

    @Column(name = "started_at", nullable = false)
    Instant startedAt;

    @Column(nullable = false)
    @JdbcTypeCode(SqlTypes.JSON)
    String document;

    /// For Hibernate.
    @SuppressWarnings("NullAway.Init")
    IncidentEntity() {}

    Incident incident() {
        return JsonDocuments.read(document, Incident.class);
    }
}
