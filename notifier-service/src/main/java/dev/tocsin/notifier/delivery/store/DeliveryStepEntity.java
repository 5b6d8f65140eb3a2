package dev.tocsin.notifier.delivery.store;

import static java.util.Objects.requireNonNull;

import dev.tocsin.contract.delivery.DeliveryEvent;
import dev.tocsin.contract.delivery.DeliveryEvent.DeliveryHead;
import jakarta.persistence.Entity;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// A step of a delivery; its rows are the outbox of `tocsin.deliveries`. Rows are written by statements for
/// many rows at once.
@Entity
@Table(name = "delivery_step")
@SuppressWarnings("UnusedVariable") // columns that only statements read
class DeliveryStepEntity {

    enum DeliveryStep {
        QUEUED,
        SENT,
        RETRYING,
        GIVEN_UP
    }

    @Id
    @GeneratedValue(strategy = GenerationType.IDENTITY)
    private long position;

    private String delivery;
    private DeliveryStep step;
    private int attempt;
    private Instant at;
    private @Nullable Instant nextAt;
    private @Nullable String reason;
    private @Nullable String coveredBy;

    /// The receiver's answer when it took the notice.
    private @Nullable String answer;

    private boolean published;

    @SuppressWarnings("NullAway.Init")
    protected DeliveryStepEntity() {}

    long position() {
        return position;
    }

    @Nullable
    String answer() {
        return answer;
    }

    DeliveryEvent event(DeliveryHead head) {
        return switch (step) {
            case QUEUED -> new DeliveryEvent.Queued(head, at);
            case SENT -> new DeliveryEvent.Sent(head, attempt, at, coveredBy);
            case RETRYING ->
                new DeliveryEvent.Retrying(head, attempt, at, requireNonNull(nextAt), requireNonNull(reason));
            case GIVEN_UP -> new DeliveryEvent.GivenUp(head, attempt, at, requireNonNull(reason));
        };
    }
}
