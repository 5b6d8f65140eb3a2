package dev.tocsin.notifier.audit.store;

import dev.tocsin.notifier.audit.AuditedAction;
import jakarta.persistence.Entity;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import org.hibernate.annotations.Immutable;
import org.jspecify.annotations.Nullable;

@Entity
@Immutable
@Table(name = "audited_action")
class AuditedActionEntity {

    @Id
    @GeneratedValue(strategy = GenerationType.IDENTITY)
    private long id;

    private Instant at;
    private String who;
    private String action;
    private String subject;
    private String result;
    private @Nullable String address;

    @SuppressWarnings("NullAway.Init")
    protected AuditedActionEntity() {}

    AuditedActionEntity(
            Instant at, String who, String action, String subject, String result, @Nullable String address) {
        this.at = at;
        this.who = who;
        this.action = action;
        this.subject = subject;
        this.result = result;
        this.address = address;
    }

    AuditedAction action() {
        return new AuditedAction(id, at, who, action, subject, result, address);
    }
}
