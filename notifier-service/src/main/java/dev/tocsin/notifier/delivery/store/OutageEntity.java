package dev.tocsin.notifier.delivery.store;

import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.IdClass;
import jakarta.persistence.Table;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// An outage of an incident that touches public components. Rows are written by statements for many rows at
/// once.
@Entity
@Table(name = "incident_outage")
@IdClass(OutageEntity.OutageKey.class)
@SuppressWarnings("UnusedVariable") // columns that only statements read
class OutageEntity {

    record OutageKey(String incident, String outage) {}

    @Id
    private String incident;

    @Id
    private String outage;

    private String region;
    private @Nullable Instant endedAt;

    @SuppressWarnings("NullAway.Init")
    protected OutageEntity() {}
}
