package dev.tocsin.incident.trust.uptime.store;

import dev.tocsin.engine.uptime.Amendment;
import dev.tocsin.incident.postgres.JsonDocuments;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import org.hibernate.annotations.Immutable;
import org.hibernate.annotations.JdbcTypeCode;
import org.hibernate.type.SqlTypes;
import org.jspecify.annotations.Nullable;

/// A row of `uptime_amendment`. Rows are only ever added: a trigger refuses all else.
@Entity
@Immutable
@Table(name = "uptime_amendment")
class AmendmentEntity {

    @Id
    @GeneratedValue(strategy = GenerationType.IDENTITY)
    @Nullable
    Long id;

    @Column(nullable = false)
    @JdbcTypeCode(SqlTypes.JSON)
    String document;

    /// For Hibernate.
    @SuppressWarnings("NullAway.Init")
    AmendmentEntity() {}

    /// @param draft an amendment whose id the database gives
    AmendmentEntity(Amendment draft) {
        this.document = JsonDocuments.write(draft);
    }

    Amendment amendment() {
        var read = JsonDocuments.read(document, Amendment.class);
        return new Amendment(
                id == null ? read.id() : id,
                read.cells(),
                read.span(),
                read.verdict(),
                read.reason(),
                read.by(),
                read.at());
    }
}
