package dev.tocsin.notifier.delivery.store;

import dev.tocsin.contract.Severity;
import dev.tocsin.contract.incident.IncidentState;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.IdClass;
import jakarta.persistence.Table;
import java.time.Instant;
import org.hibernate.annotations.ColumnTransformer;
import org.jspecify.annotations.Nullable;

/// The notices that a subscriber got about one episode of an incident: a row is one opening and one closing.
/// Rows are written by statements for many rows at once.
@Entity
@Table(name = "incident_told")
@IdClass(IncidentNoticesEntity.IncidentNoticesKey.class)
@SuppressWarnings("UnusedVariable") // columns that only statements read
class IncidentNoticesEntity {

    enum NoticesState {
        OPENED,
        CLOSED
    }

    record IncidentNoticesKey(String incident, int episode, String subscription) {}

    @Id
    private String incident;

    @Id
    private int episode;

    @Id
    private String subscription;

    private NoticesState state;

    /// The number of the event that opened it; null for a row that an older release opened.
    private @Nullable Long openedNumber;

    @ColumnTransformer(write = "cast(? as severity)")
    private Severity highest;

    private String lastTitle;
    private IncidentState lastState;

    @ColumnTransformer(write = "cast(? as severity)")
    private Severity lastSeverity;

    private Instant lastAt;

    @SuppressWarnings("NullAway.Init")
    protected IncidentNoticesEntity() {}
}
