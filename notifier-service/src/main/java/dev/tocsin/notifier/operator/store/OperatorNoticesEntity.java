package dev.tocsin.notifier.operator.store;

import dev.tocsin.contract.Severity;
import dev.tocsin.contract.delivery.NoticeKind;
import dev.tocsin.notifier.message.OperatorReport;
import dev.tocsin.notifier.operator.LastOperatorNotice;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.IdClass;
import jakarta.persistence.Table;
import org.hibernate.annotations.ColumnTransformer;

/// The last notice of an incident to an operators' channel.
@Entity
@Table(name = "operator_told")
@IdClass(OperatorNoticesEntity.OperatorNoticesKey.class)
class OperatorNoticesEntity {

    record OperatorNoticesKey(String incident, String subscription) {}

    @Id
    private String incident;

    @Id
    private String subscription;

    private int episode;

    /// Whether its end is still to be announced.
    private boolean isOpen;

    private long openedNumber;

    @ColumnTransformer(write = "cast(? as severity)")
    private Severity highest;

    @SuppressWarnings("NullAway.Init")
    protected OperatorNoticesEntity() {}

    @SuppressWarnings("NullAway.Init")
    OperatorNoticesEntity(OperatorNoticesKey key) {
        this.incident = key.incident();
        this.subscription = key.subscription();
    }

    String incident() {
        return incident;
    }

    String subscription() {
        return subscription;
    }

    LastOperatorNotice last() {
        return new LastOperatorNotice(episode, isOpen, openedNumber, highest);
    }

    void record(NoticeKind kind, OperatorReport report) {
        switch (kind) {
            case OPENING -> {
                episode = report.episode();
                isOpen = true;
                openedNumber = report.number();
                highest = report.severity();
            }
            case UPDATE -> highest = report.severity();
            case CLOSING, CATCH_UP -> isOpen = false;
        }
    }
}
