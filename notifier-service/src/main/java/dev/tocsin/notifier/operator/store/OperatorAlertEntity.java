package dev.tocsin.notifier.operator.store;

import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;

/// An alert that stands.
@Entity
@Table(name = "operator_alert")
@SuppressWarnings("UnusedVariable") // columns that only statements read
class OperatorAlertEntity {

    @Id
    private String subject;

    private Instant raisedAt;

    @SuppressWarnings("NullAway.Init")
    protected OperatorAlertEntity() {}

    Instant raisedAt() {
        return raisedAt;
    }
}
