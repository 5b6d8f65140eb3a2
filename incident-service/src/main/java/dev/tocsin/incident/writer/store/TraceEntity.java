package dev.tocsin.incident.writer.store;

import dev.tocsin.engine.correlation.TraceEntry;
import dev.tocsin.engine.correlation.TraceEntry.Rule;
import dev.tocsin.incident.postgres.JsonDocuments;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import org.hibernate.annotations.Immutable;
import org.hibernate.annotations.JdbcTypeCode;
import org.hibernate.type.SqlTypes;
import org.jspecify.annotations.Nullable;

/// A row of `trace`: a decision with its reason.
@Entity
@Immutable
@Table(name = "trace")
class TraceEntity {

    @Id
    @GeneratedValue(strategy = GenerationType.IDENTITY)
    long id;

    @Nullable
    String incident;

    @Column(nullable = false)
    Instant at;

    @Enumerated(EnumType.STRING)
    @Column(nullable = false)
    Rule rule;

    @Column(nullable = false)
    @JdbcTypeCode(SqlTypes.JSON)
    String entry;

    /// For Hibernate.
    @SuppressWarnings("NullAway.Init")
    TraceEntity() {}

    TraceEntry entry() {
        return JsonDocuments.read(entry, TraceEntry.class);
    }
}
