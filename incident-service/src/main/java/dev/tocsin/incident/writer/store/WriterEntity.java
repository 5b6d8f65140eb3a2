package dev.tocsin.incident.writer.store;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;

/// The one row of `writer`: the holder of its lock writes incidents, and raises the revision, by which another writer
/// notices.
@Entity
@Table(name = "writer")
class WriterEntity {

    @Id
    @Column(name = "only_row")
    boolean onlyRow;

    long revision;

    /// For Hibernate.
    WriterEntity() {}

    long nextRevision() {
        revision++;
        return revision;
    }
}
