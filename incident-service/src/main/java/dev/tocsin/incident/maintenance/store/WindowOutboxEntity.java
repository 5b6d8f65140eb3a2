package dev.tocsin.incident.maintenance.store;

import dev.tocsin.contract.maintenance.MaintenanceEvent.WindowUpdated;
import dev.tocsin.engine.maintenance.Window;
import dev.tocsin.incident.postgres.JsonDocuments;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import org.hibernate.annotations.Immutable;
import org.jspecify.annotations.Nullable;

/// A row of `maintenance_outbox`: an event that is still to be sent to `tocsin.maintenance`. Rows are sent in the
/// order of their ids, which are given under the writer's lock.
@Entity
@Immutable
@Table(name = "maintenance_outbox")
class WindowOutboxEntity {

    @Id
    @GeneratedValue(strategy = GenerationType.IDENTITY)
    @Nullable
    Long id;

    @Column(nullable = false)
    String event;

    /// For Hibernate.
    @SuppressWarnings("NullAway.Init")
    WindowOutboxEntity() {}

    WindowOutboxEntity(Window window) {
        this.event = JsonDocuments.write(window.published());
    }

    WindowUpdated event() {
        return JsonDocuments.read(event, WindowUpdated.class);
    }
}
