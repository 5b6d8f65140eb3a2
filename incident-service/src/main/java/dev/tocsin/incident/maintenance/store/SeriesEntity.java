package dev.tocsin.incident.maintenance.store;

import dev.tocsin.engine.maintenance.WindowSeries;
import dev.tocsin.incident.postgres.JsonDocuments;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import org.hibernate.annotations.JdbcTypeCode;
import org.hibernate.type.SqlTypes;
import org.jspecify.annotations.Nullable;

/// A row of `maintenance_series`: the series as a document, and the columns by which it is found.
@Entity
@Table(name = "maintenance_series")
class SeriesEntity {

    @Id
    String id;

    /// When its last window is planned to end; null for a series without an end.
    @Column(name = "ends_at")
    @Nullable
    Instant endsAt;

    @Column(nullable = false)
    @JdbcTypeCode(SqlTypes.JSON)
    String document;

    /// For Hibernate.
    @SuppressWarnings("NullAway.Init")
    SeriesEntity() {}

    SeriesEntity(WindowSeries series) {
        this.id = series.id();
        this.endsAt = series.lastEnd().orElse(null);
        this.document = JsonDocuments.write(series);
    }

    WindowSeries series() {
        return JsonDocuments.read(document, WindowSeries.class);
    }
}
