package dev.tocsin.notifier.delivery.store;

import dev.tocsin.contract.Verdict;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.IdClass;
import jakarta.persistence.Table;

/// A cell that an outage touches. Rows are written by statements for many rows at once.
@Entity
@Table(name = "incident_cell")
@IdClass(TouchedCellEntity.TouchedCellKey.class)
@SuppressWarnings("UnusedVariable") // columns that only statements read
class TouchedCellEntity {

    record TouchedCellKey(String incident, String outage, String component, String region) {}

    @Id
    private String incident;

    @Id
    private String outage;

    @Id
    private String component;

    @Id
    private String region;

    @Column(name = "public")
    private boolean isPublic;

    private boolean bad;

    @Enumerated(EnumType.STRING)
    private Verdict verdict;

    @SuppressWarnings("NullAway.Init")
    protected TouchedCellEntity() {}
}
