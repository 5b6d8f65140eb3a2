package dev.tocsin.notifier.delivery.store;

import dev.tocsin.contract.delivery.Channel;
import dev.tocsin.notifier.delivery.store.Receivers.FailingReceiver;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import org.hibernate.annotations.Immutable;
import org.jspecify.annotations.Nullable;

/// A subscription as a receiver, reached or not. Rows are written by statements of [Receivers] only.
@Entity
@Immutable
@Table(name = "subscription")
class ReceiverEntity {

    @Id
    private String id;

    private Channel channel;
    private Instant failingSince;
    private @Nullable Instant unreachedSince;
    private @Nullable Instant pausedAt;
    private @Nullable Instant probeAt;

    @SuppressWarnings("NullAway.Init")
    protected ReceiverEntity() {}

    String id() {
        return id;
    }

    /// @param waiting the number of notices that are due to it
    FailingReceiver failing(long waiting) {
        return new FailingReceiver(id, channel, failingSince, unreachedSince, pausedAt, probeAt, waiting);
    }
}
