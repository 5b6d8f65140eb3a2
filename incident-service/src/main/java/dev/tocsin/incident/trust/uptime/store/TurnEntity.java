package dev.tocsin.incident.trust.uptime.store;

import dev.tocsin.contract.Cell;
import dev.tocsin.contract.Verdict;
import dev.tocsin.engine.uptime.VerdictChange;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.IdClass;
import jakarta.persistence.Table;
import java.io.Serializable;
import java.time.Instant;
import org.hibernate.annotations.Immutable;
import org.jspecify.annotations.Nullable;

/// A row of `uptime_turn`. Rows are only ever added: a trigger refuses all else.
@Entity
@Immutable
@Table(name = "uptime_turn")
@IdClass(TurnEntity.TurnKey.class)
class TurnEntity {

    record TurnKey(String cell, long number) implements Serializable {}

    @Id
    String cell;

    @Id
    long number;

    @Column(nullable = false)
    Instant at;

    @Enumerated(EnumType.STRING)
    @Nullable
    Verdict verdict;

    /// For Hibernate.
    @SuppressWarnings("NullAway.Init")
    TurnEntity() {}

    VerdictChange turn() {
        return new VerdictChange(Cell.of(cell), number, at, verdict);
    }
}
