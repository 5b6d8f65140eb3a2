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

/// A row of `incident`: the incident as a document, and the columns by which it is found.
@Entity
@Table(name = "incident")
class IncidentEntity {

    @Id
    String id;

    /// The number of its latest event.
    long number;

    /// True while the correlator still considers it: it is open, or ended so lately that it may reopen.
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
