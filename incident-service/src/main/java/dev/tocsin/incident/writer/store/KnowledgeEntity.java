package dev.tocsin.incident.writer.store;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.IdClass;
import jakarta.persistence.Table;
import java.io.Serializable;
import org.hibernate.annotations.JdbcTypeCode;
import org.hibernate.type.SqlTypes;

/// A row of `knowledge`: one thing that the correlator knows, as a document.
@Entity
@Table(name = "knowledge")
@IdClass(KnowledgeEntity.KnowledgeKey.class)
class KnowledgeEntity {

    record KnowledgeKey(KnowledgeKind kind, String id) implements Serializable {}

    @Id
    @Enumerated(EnumType.STRING)
    KnowledgeKind kind;

    @Id
    String id;

    @Column(nullable = false)
    @JdbcTypeCode(SqlTypes.JSON)
    String document;

    /// For Hibernate.
    @SuppressWarnings("NullAway.Init")
    KnowledgeEntity() {}
}
