package dev.tocsin.notifier.maintenance.store;

import dev.tocsin.contract.delivery.MaintenanceStage;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.IdClass;
import jakarta.persistence.Table;
import java.time.Instant;

/// The last notice of a window to a subscriber; see [dev.tocsin.notifier.maintenance.LastNotice]. Rows are
/// written by statements for many rows at once.
@Entity
@Table(name = "maintenance_told")
@IdClass(WindowNoticesEntity.WindowNoticesKey.class)
@SuppressWarnings("UnusedVariable") // columns that only statements read
class WindowNoticesEntity {

    record WindowNoticesKey(String windowId, String subscription) {}

    @Id
    private String windowId;

    @Id
    private String subscription;

    private int episode;
    private MaintenanceStage stage;
    private Instant startsAt;
    private Instant endsAt;

    @SuppressWarnings("NullAway.Init")
    protected WindowNoticesEntity() {}
}
