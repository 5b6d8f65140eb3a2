package dev.tocsin.notifier.maintenance.store;

import com.fasterxml.jackson.core.JsonProcessingException;
import dev.tocsin.contract.Json;
import dev.tocsin.contract.maintenance.MaintenanceEvent.WindowState;
import dev.tocsin.contract.maintenance.MaintenanceEvent.WindowUpdated;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import org.hibernate.annotations.ColumnTransformer;

/// A window of planned work after its last event. Rows are made by [AnnouncedWindowRepository#keep].
@Entity
@Table(name = "maintenance_window")
@SuppressWarnings("UnusedVariable") // columns that only statements read
class AnnouncedWindowEntity {

    @Id
    private String id;

    private long number;
    private WindowState state;
    private Instant startsAt;

    /// The event.
    @Column(columnDefinition = "jsonb")
    @ColumnTransformer(write = "cast(? as jsonb)")
    private String content;

    /// The number of different notices of the window so far, which is the number of the last one.
    private long notices;

    @SuppressWarnings("NullAway.Init")
    protected AnnouncedWindowEntity() {}

    WindowUpdated window() {
        try {
            return Json.mapper().readValue(content, WindowUpdated.class);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a stored maintenance window cannot be read: " + id, e);
        }
    }

    /// The number of the next notice of the window.
    long nextNotice() {
        notices++;
        return notices;
    }
}
