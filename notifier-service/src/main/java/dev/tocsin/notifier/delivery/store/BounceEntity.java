package dev.tocsin.notifier.delivery.store;

import dev.tocsin.contract.delivery.DeliveryEvent.Bounced;
import dev.tocsin.contract.delivery.DeliveryEvent.DeliveryHead;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;

/// A mail that came back, and the outbox of its event: one row for each delivery. It is not a step of
/// [DeliveryStepEntity], because an instance of the previous release would not know the word.
@Entity
@Table(name = "bounce")
@SuppressWarnings("UnusedVariable") // columns that only statements read
class BounceEntity {

    @Id
    private String delivery;

    private String subscription;
    private Instant at;
    private String reason;
    private boolean published;

    @SuppressWarnings("NullAway.Init")
    protected BounceEntity() {}

    BounceEntity(String delivery, String subscription, Instant at, String reason) {
        this.delivery = delivery;
        this.subscription = subscription;
        this.at = at;
        this.reason = reason;
    }

    String delivery() {
        return delivery;
    }

    Bounced event(DeliveryHead head) {
        return new Bounced(head, at, reason);
    }
}
