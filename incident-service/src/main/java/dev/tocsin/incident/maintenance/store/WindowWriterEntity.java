package dev.tocsin.incident.maintenance.store;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;

/// The one row of `maintenance_writer`: the holder of its lock writes windows.
@Entity
@Table(name = "maintenance_writer")
class WindowWriterEntity {

    @Id
    @Column(name = "only_row")
    boolean onlyRow;

    /// Plans of a catalog older than this are ignored.
    @Column(name = "planned_as_of", nullable = false)
    Instant plannedAsOf;

    /// For Hibernate.
    @SuppressWarnings("NullAway.Init")
    WindowWriterEntity() {}
}
