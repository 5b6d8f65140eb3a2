package dev.tocsin.notifier.delivery.store;

import dev.tocsin.contract.incident.SuspectedRoot;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.IdClass;
import jakarta.persistence.Table;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

@Entity
@Table(name = "incident_outage")
@IdClass(OutageEntity.Key.class)
@SuppressWarnings("UnusedVariable") // columns that only statements read
class OutageEntity {

    record Key(String incident, String outage) {}

    @Id
    private String incident;

    @Id
    private String outage;

    private String region;
    private @Nullable String root;
    private @Nullable Instant endedAt;

    @SuppressWarnings("NullAway.Init")
    protected OutageEntity() {}

    OutageEntity(String incident, String outage, String region) {
        this.incident = incident;
        this.outage = outage;
        this.region = region;
    }

    void suspects(@Nullable SuspectedRoot suspected) {
        root = suspected == null ? null : suspected.cell().toString();
    }
}
