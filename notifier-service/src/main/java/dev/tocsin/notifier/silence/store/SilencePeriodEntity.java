package dev.tocsin.notifier.silence.store;

import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.IdClass;
import jakarta.persistence.Table;
import java.time.Instant;

/// A period in which a silence is in force. Rows are written by statements for many rows at once.
@Entity
@Table(name = "silence_period")
@IdClass(SilencePeriodEntity.SilencePeriodKey.class)
@SuppressWarnings("UnusedVariable") // columns that only statements read
class SilencePeriodEntity {

    record SilencePeriodKey(String silence, Instant startsAt) {}

    @Id
    private String silence;

    @Id
    private Instant startsAt;

    private Instant endsAt;

    private boolean ended;

    @SuppressWarnings("NullAway.Init")
    protected SilencePeriodEntity() {}
}
