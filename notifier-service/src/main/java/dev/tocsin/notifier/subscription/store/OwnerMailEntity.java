package dev.tocsin.notifier.subscription.store;

import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import org.hibernate.annotations.Immutable;
import org.jspecify.annotations.Nullable;

/// The mail address of a subscription's owner, which is notified when the subscription is paused. Rows are written by
/// statements of [OwnerMails] only.
@Entity
@Immutable
@Table(name = "owner_mail")
@SuppressWarnings("UnusedVariable") // columns that only statements read
class OwnerMailEntity {

    @Id
    private String subscription;

    private String address;
    private @Nullable Instant askAt;
    private int asked;
    private @Nullable Instant confirmedAt;
    private @Nullable Instant tellAt;
    private @Nullable Instant toldOf;

    @SuppressWarnings("NullAway.Init")
    protected OwnerMailEntity() {}

    String address() {
        return address;
    }

    @Nullable
    Instant confirmedAt() {
        return confirmedAt;
    }
}
