package dev.tocsin.incident.operations.store;

import dev.tocsin.incident.operations.PostmortemDraft;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;

/// A row of `postmortem_draft`.
@Entity
@Table(name = "postmortem_draft")
class PostmortemDraftEntity {

    @Id
    String incident;

    long number;

    @Column(nullable = false)
    String cause;

    @Column(nullable = false)
    String remedy;

    @Column(nullable = false)
    String measures;

    @Column(nullable = false)
    String author;

    @Column(name = "saved_at", nullable = false)
    Instant savedAt;

    /// For Hibernate.
    @SuppressWarnings("NullAway.Init")
    PostmortemDraftEntity() {}

    PostmortemDraft draft() {
        return new PostmortemDraft(number, cause, remedy, measures, author, savedAt);
    }
}
