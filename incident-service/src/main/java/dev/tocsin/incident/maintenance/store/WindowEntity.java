package dev.tocsin.incident.maintenance.store;

import dev.tocsin.contract.maintenance.MaintenanceEvent.WindowState;
import dev.tocsin.engine.maintenance.Window;
import dev.tocsin.incident.postgres.JsonDocuments;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import org.hibernate.annotations.JdbcTypeCode;
import org.hibernate.type.SqlTypes;

/// A row of `maintenance_window`: the window as a document, and the columns by which it is found.
@Entity
@Table(name = "maintenance_window")
class WindowEntity {

    @Id
    String id;

    @Enumerated(EnumType.STRING)
    @Column(nullable = false)
    WindowState state;

    @Column(name = "starts_at", nullable = false)
    Instant startsAt;

    @Column(name = "ends_at", nullable = false)
    Instant endsAt;

    @Column(nullable = false)
    @JdbcTypeCode(SqlTypes.JSON)
    String document;

    /// For Hibernate.
    @SuppressWarnings("NullAway.Init")
    WindowEntity() {}

    WindowEntity(Window window) {
        this.id = window.id();
        this.state = window.state();
        this.startsAt = window.startsAt();
        this.endsAt = window.endsAt();
        this.document = JsonDocuments.write(window);
    }

    Window window() {
        return JsonDocuments.read(document, Window.class);
    }
}
