package dev.tocsin.incident.writer.store;

import dev.tocsin.contract.change.ChangeKind;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.Table;

/// A row of `change_heard`: the kind of a change, kept for good.
@Entity
@Table(name = "change_heard")
class ChangeKindEntity {

    @Id
    String change;

    @Enumerated(EnumType.STRING)
    @Column(nullable = false)
    ChangeKind kind;

    /// For Hibernate.
    @SuppressWarnings("NullAway.Init")
    ChangeKindEntity() {}
}
