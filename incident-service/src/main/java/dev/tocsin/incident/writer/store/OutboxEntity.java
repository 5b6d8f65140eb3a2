package dev.tocsin.incident.writer.store;

import dev.tocsin.contract.Event;
import dev.tocsin.contract.EventTypes;
import dev.tocsin.contract.incident.IncidentSnapshot;
import dev.tocsin.contract.incident.PublicIncidentSnapshot;
import dev.tocsin.incident.postgres.JsonDocuments;
import dev.tocsin.incident.writer.store.Outbox.Letter;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import org.hibernate.annotations.Immutable;
import org.jspecify.annotations.Nullable;

/// A row of `outbox`: an event still to be sent, in the order of the ids, which are given under the writer's lock.
@Entity
@Immutable
@Table(name = "outbox")
class OutboxEntity {

    @Id
    @GeneratedValue(strategy = GenerationType.IDENTITY)
    long id;

    /// The event's CloudEvents type.
    @Column(nullable = false)
    String type;

    @Column(nullable = false)
    String event;

    @Nullable
    String snapshot;

    /// The part of the incident that customers may read after the event.
    @Nullable
    @Column(name = "public_snapshot")
    String publicSnapshot;

    /// The W3C trace context that the event continues.
    @Nullable
    String traceparent;

    /// For Hibernate.
    @SuppressWarnings("NullAway.Init")
    OutboxEntity() {}

    Letter letter() {
        return new Letter(
                id,
                read(),
                snapshot == null ? null : JsonDocuments.read(snapshot, IncidentSnapshot.class),
                publicSnapshot == null ? null : JsonDocuments.read(publicSnapshot, PublicIncidentSnapshot.class),
                traceparent);
    }

    private Event read() {
        var known = EventTypes.eventOf(type)
                .orElseThrow(() -> new IllegalStateException("the outbox holds an event of unknown type " + type));
        return JsonDocuments.read(event, known);
    }
}
